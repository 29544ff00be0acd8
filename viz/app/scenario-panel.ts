/** The question: what the server looked from would do or undo, what would be done to it, and what it would import. */
import { html, nothing, type PropertyValues } from 'lit';
import './list-panel.ts';
import './search.ts';
import './undo-buttons.ts';
import { type ChangeKind, changeKinds, hasChanges } from '../shared/question.ts';
import { chipList } from './chips.ts';
import { startComparing } from './comparing.ts';
import { LightElement } from './light-element.ts';
import type { ChooseServer } from './search.ts';
import {
  addChange,
  chooseKind,
  clearChanges,
  initialState,
  removeChange,
  setPicking,
  type ViewState,
} from './state.ts';
import { words } from './words/words.ts';

export class ScenarioPanel extends LightElement {
  static override properties = { state: { attribute: false } };
  declare state: ViewState;
  /** Where the cursor goes once the button that was pressed is gone: a position among the chips of a kind. */
  #return: { kind: ChangeKind; position: number } | undefined;

  constructor() {
    super();
    this.state = initialState;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.#return === undefined || changed.get('state')?.question === this.state.question) return;
    const { kind, position } = this.#return;
    this.#return = undefined;
    const chips = this.querySelectorAll<HTMLButtonElement>(`.chips-${kind} button`);
    const next = chips[Math.min(position, chips.length - 1)];
    if (next === undefined) this.querySelector('fl-search')?.focusQuietly();
    else next.focus();
  }

  protected override render() {
    const { question, kind, picking, other } = this.state;
    const { scenario } = words();
    const asked = hasChanges(question);
    return html`
      <section class="part scenario" aria-labelledby="scenario-title">
        <div class="part-head">
          <h3 id="scenario-title">${scenario.title}</h3>
          <fl-undo .state=${this.state}></fl-undo>
          ${asked ? html`<button type="button" class="quiet" @click=${this.#clear}>${scenario.clear}</button>` : nothing}
        </div>
        <fieldset class="segments kinds">
          <legend class="visually-hidden">${scenario.kindLegend}</legend>
          ${changeKinds.map((name) => this.#kind(name, kind))}
        </fieldset>
        <div class="add-server">
          <fl-search
            label=${scenario.choices[kind].label}
            placeholder=${scenario.serverName}
            unseen
            @choose-server=${(event: ChooseServer) => this.change(addChange(kind, event.host))}
          ></fl-search>
          <button
            type="button"
            class="pick"
            aria-pressed=${picking}
            title=${scenario.pickTitle}
            @click=${() => this.change(setPicking(!picking))}
          >
            ${picking ? scenario.donePicking : scenario.pickOnMap}
          </button>
        </div>
        ${changeKinds.map((name) => this.#chips(name))}
        ${question.allowlist.length === 0 ? nothing : html`<p class="of">${scenario.allowlistNote}</p>`}
        <div class="more-ways">
          <fl-lists .question=${question}></fl-lists>
          ${asked && other === null ? this.#compare() : nothing}
        </div>
      </section>
    `;
  }

  #kind(kind: ChangeKind, chosen: ChangeKind) {
    const choose = () => this.change(chooseKind(kind));
    return html`<label>
      <input type="radio" name="kind" value=${kind} .checked=${kind === chosen} @change=${choose} />
      <span>${words().scenario.choices[kind].choice}</span>
    </label>`;
  }

  #chips(kind: ChangeKind) {
    return chipList(kind, this.state.question[kind], (name, position) => {
      this.#return = { kind, position };
      this.change(removeChange(kind, name));
    });
  }

  #compare() {
    const { compare, compareTitle } = words().scenario;
    const start = () => this.change(startComparing);
    return html`<button type="button" class="compare-start" title=${compareTitle} @click=${start}>${compare}</button>`;
  }

  readonly #clear = (): void => {
    this.#return = { kind: this.state.kind, position: 0 };
    this.change(clearChanges);
  };
}

customElements.define('fl-scenario', ScenarioPanel);

declare global {
  interface HTMLElementTagNameMap {
    'fl-scenario': ScenarioPanel;
  }
}

/** The question: what the server looked from would block or limit, or who would block it. */
import { html, nothing, type PropertyValues } from 'lit';
import {
  allKinds,
  type ChangeKind,
  changeKinds,
  hasChanges,
  noQuestion,
  type Question,
  type QuestionKind,
} from '../shared/link.ts';
import { LightElement } from './light-element.ts';
import type { ChooseServer } from './search.ts';
import { addChange, chooseKind, clearChanges, removeChange, setPicking } from './state.ts';

const kindWords: Record<ChangeKind, { choice: string; label: string }> = {
  block: { choice: 'It blocks', label: 'Add a server it blocks' },
  limit: { choice: 'It limits', label: 'Add a server it limits' },
  blockedBy: { choice: 'It is blocked by', label: 'Add a server that blocks it' },
};

/** Before the chips; what is lifted comes from a link alone. */
const chipWords: Record<QuestionKind, string> = {
  block: 'blocks',
  limit: 'limits',
  blockedBy: 'is blocked by',
  lift: 'lifts its rules on',
  liftedBy: 'is let in again by',
};

export class ScenarioPanel extends LightElement {
  static override properties = { question: { attribute: false }, kind: {}, picking: { type: Boolean } };
  declare question: Question;
  declare kind: ChangeKind;
  declare picking: boolean;
  /** Where the cursor goes once the button that was pressed is gone: a position among the chips of a kind. */
  #return: { kind: QuestionKind; position: number } | undefined;

  constructor() {
    super();
    this.question = noQuestion;
    this.kind = 'block';
    this.picking = false;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.#return === undefined || !changed.has('question')) return;
    const { kind, position } = this.#return;
    this.#return = undefined;
    const chips = this.querySelectorAll<HTMLButtonElement>(`.chips-${kind} button`);
    const next = chips[Math.min(position, chips.length - 1)];
    if (next === undefined) this.querySelector('fl-search')?.focusQuietly();
    else next.focus();
  }

  protected override render() {
    return html`
      <section class="part scenario" aria-labelledby="scenario-title">
        <div class="part-head">
          <h3 id="scenario-title">What if …</h3>
          ${
            hasChanges(this.question)
              ? html`<button type="button" class="quiet" @click=${this.#clear}>Clear</button>`
              : nothing
          }
        </div>
        <fieldset class="segments">
          <legend class="visually-hidden">What the next server added does</legend>
          ${changeKinds.map(
            (kind) => html`<label>
              <input
                type="radio"
                name="kind"
                value=${kind}
                .checked=${this.kind === kind}
                @change=${() => this.change(chooseKind(kind))}
              />
              <span>${kindWords[kind].choice}</span>
            </label>`,
          )}
        </fieldset>
        <div class="add-server">
          <fl-search
            label=${kindWords[this.kind].label}
            placeholder="server name"
            unseen
            @choose-server=${(event: ChooseServer) => this.change(addChange(this.kind, event.host))}
          ></fl-search>
          <button
            type="button"
            class="pick"
            aria-pressed=${this.picking}
            @click=${() => this.change(setPicking(!this.picking))}
            title="Add servers by clicking on the map"
          >
            ${this.picking ? 'Done picking' : 'Pick on map'}
          </button>
        </div>
        ${allKinds.map((kind) => this.#renderChips(kind, this.question[kind] ?? []))}
      </section>
    `;
  }

  readonly #clear = (): void => {
    this.#return = { kind: this.kind, position: 0 };
    this.change(clearChanges);
  };

  #renderChips(kind: QuestionKind, hosts: readonly string[]) {
    if (hosts.length === 0) return nothing;
    return html`
      <div class=${`chips chips-${kind}`}>
        <span class="chips-word">${chipWords[kind]}</span>
        <ul>
          ${hosts.map((host, position) => {
            const takeOut = () => {
              this.#return = { kind, position };
              this.change(removeChange(kind, host));
            };
            return html`<li>
              <span>${host}</span>
              <button type="button" aria-label=${`Take out ${host}`} title="Take out" @click=${takeOut}>×</button>
            </li>`;
          })}
        </ul>
      </div>
    `;
  }
}

customElements.define('fl-scenario', ScenarioPanel);

declare global {
  interface HTMLElementTagNameMap {
    'fl-scenario': ScenarioPanel;
  }
}

/** The help: what the picture means, what is not known, the limits, the keys. A modal dialog; the browser keeps the cursor in it. */
import { html, nothing } from 'lit';
import { writeLimits } from '../../analysis/limits.ts';
import type { MapFile } from '../../analysis/types.ts';
import type { Mark } from '../map/marks.ts';
import { hostChanges } from '../shared/snapshot-changes.ts';
import { LightElement } from './light-element.ts';
import { singleKeysOn, turnSingleKeys } from './page-keys.ts';
import { changeSymbol, foldedSymbol, swatchOf, symbolOf } from './symbols.ts';
import { words } from './words/words.ts';

const marks: readonly Mark[] = [
  'focus',
  'cut',
  'hidden',
  'opened',
  'cut-today',
  'hidden-today',
  'kept',
  'unknown',
  'silent',
];
const swatchRanks = [0, 1, 2, 3, 4, 5, -1];

export class HelpDialog extends LightElement {
  static override properties = { map: { attribute: false }, opened: { state: true } };
  declare map: MapFile | null;
  /** Nothing of it is drawn before somebody opens it. */
  declare opened: boolean;

  constructor() {
    super();
    this.map = null;
    this.opened = false;
  }

  async open(): Promise<void> {
    this.opened = true;
    await this.updateComplete;
    const dialog = this.querySelector('dialog')!;
    if (!dialog.open) dialog.showModal();
    dialog.querySelector<HTMLElement>('#help-title')?.focus();
  }

  protected override render() {
    const said = words().help;
    const close = () => this.querySelector('dialog')?.close();
    // Told late: by then it may be open again.
    const closed = () => {
      this.opened = this.querySelector('dialog')!.open;
    };
    return html`<dialog class="help" aria-labelledby="help-title" @close=${closed}>
      ${
        this.opened
          ? html`
            <div class="help-head">
              <h2 id="help-title" tabindex="-1">${said.title}</h2>
              <button type="button" class="help-close" @click=${close}>${said.close}</button>
            </div>
            <div class="help-text" tabindex="0" role="region" aria-labelledby="help-title">${this.#text()}</div>
          `
          : nothing
      }
    </dialog>`;
  }

  #text() {
    const said = words().help;
    const { map } = this;
    const limits =
      map === null ? [] : writeLimits({ coverage: map.coverage, ref: map.snapshot, audience: map.coverage.audience });
    return html`
      <p>${said.intro}</p>
      <section>
        <h3>${said.marks}</h3>
        <ul class="help-marks">
          ${marks.map((mark) => html`<li>${symbolOf(mark)} <span>${said.markWords[mark]}</span></li>`)}
          <li>${foldedSymbol()} <span>${said.folded}</span></li>
        </ul>
        <h4>${said.changes}</h4>
        <ul class="help-marks">
          ${hostChanges.map((change) => html`<li>${changeSymbol(change)} <span>${words().map.changes[change]}</span></li>`)}
        </ul>
      </section>
      <section>
        <h3>${said.places}</h3>
        <p class="help-swatches">${swatchRanks.map(swatchOf)}</p>
        ${listOf(said.placesItems)}
      </section>
      <section>
        <h3>${said.unknown}</h3>
        ${listOf(said.unknownItems)}
      </section>
      <section>
        <h3>${said.keyboard}</h3>
        <dl class="help-keys">
          ${Object.values(said.keys).map(({ key, does }) => html`<div><dt><kbd>${key}</kbd></dt><dd>${does}</dd></div>`)}
        </dl>
        <label class="help-single">
          <input type="checkbox" .checked=${singleKeysOn()} @change=${turn} />
          ${said.singleKeys}
        </label>
        <p>${said.tableNote}</p>
      </section>
      ${
        limits.length === 0
          ? nothing
          : html`<section>
            <h3>${said.limits}</h3>
            <div lang="en">${listOf(limits)}</div>
          </section>`
      }
    `;
  }
}

function listOf(items: readonly string[]) {
  return html`<ul class="help-list">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}

function turn(event: Event): void {
  turnSingleKeys((event.target as HTMLInputElement).checked);
}

customElements.define('fl-help', HelpDialog);

declare global {
  interface HTMLElementTagNameMap {
    'fl-help': HelpDialog;
  }
}

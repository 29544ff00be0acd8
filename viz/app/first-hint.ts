/** On the first visit: one line that offers the help and stands in nobody's way. */
import { html, nothing } from 'lit';
import { LightElement } from './light-element.ts';
import { recall, remember } from './remembered.ts';
import { words } from './words/words.ts';

const memory = 'help-offered';

export class FirstHint extends LightElement {
  static override properties = { due: { state: true } };
  declare due: boolean;

  constructor() {
    super();
    this.due = recall(memory) === null;
  }

  /** Not offered again in this browser. */
  dismiss(): void {
    remember(memory, 'yes');
    this.due = false;
  }

  protected override render() {
    if (!this.due) return nothing;
    const said = words().help;
    return html`<aside class="first-hint" aria-label=${said.open}>
      <p>${said.hint}</p>
      <button type="button" @click=${() => this.dispatchEvent(new Event('open-help'))}>${said.hintOpen}</button>
      <button type="button" class="quiet" @click=${() => this.dismiss()}>${said.hintClose}</button>
    </aside>`;
  }
}

customElements.define('fl-first-hint', FirstHint);

declare global {
  interface HTMLElementTagNameMap {
    'fl-first-hint': FirstHint;
  }
}

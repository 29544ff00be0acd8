/** The present question for another page: the element with its script, or a frame, to be copied. */
import { html, nothing } from 'lit';
import { elementSnippet, frameSnippet } from '../shared/embed-snippets.ts';
import { noQuestion, type Question } from '../shared/question.ts';
import { LightElement } from './light-element.ts';
import { words } from './words/words.ts';

export class EmbedSnippet extends LightElement {
  static override properties = { question: { attribute: false }, note: { state: true } };
  declare question: Question;
  declare note: string;

  constructor() {
    super();
    this.question = noQuestion;
    this.note = '';
  }

  protected override render() {
    const { embed } = words();
    const site = new URL('.', document.baseURI);
    return html`<details class="part embed-snippet">
      <summary><h3>${embed.title}</h3></summary>
      ${isOnThisMachine(site) ? html`<p class="note">${embed.onlyHere}</p>` : nothing}
      ${this.#snippet('element', embed.element, elementSnippet(site.href, this.question))}
      ${this.#snippet('frame', embed.frame, frameSnippet(site.href, this.question))}
      <p class="note">${embed.header}</p>
      <p class="note" role="status">${this.note}</p>
    </details>`;
  }

  #snippet(name: string, label: string, text: string) {
    const id = `embed-${name}`;
    return html`
      <label for=${id}>${label}</label>
      <textarea id=${id} rows="5" readonly spellcheck="false" .value=${text}></textarea>
      <div class="actions">
        <button type="button" data-embed=${name} @click=${() => this.#copy(text)}>${words().embed.copy(label)}</button>
      </div>
    `;
  }

  async #copy(text: string): Promise<void> {
    const { copied, noClipboard } = words().embed;
    this.note = await navigator.clipboard.writeText(text).then(
      () => copied,
      () => noClipboard,
    );
  }
}

/** What others cannot reach stays empty on their pages. */
function isOnThisMachine({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

customElements.define('fl-embed', EmbedSnippet);

declare global {
  interface HTMLElementTagNameMap {
    'fl-embed': EmbedSnippet;
  }
}

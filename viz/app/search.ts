/** Type-ahead over the servers of the snapshot: the combobox pattern of the WAI-ARIA Authoring Practices 1.2. */
import { html, nothing } from 'lit';
import type { FoundHost } from '../shared/found-host.ts';
import { LightElement } from './light-element.ts';
import { listOptions, preferOption, type SearchOption } from './search-options.ts';
import { theSource } from './source.ts';
import { words } from './words/words.ts';

const shownCount = 8;
/** Long enough to spare the server a question for every key, short enough to feel at once. */
const pauseMs = 90;
let made = 0;

export class ChooseServer extends Event {
  static readonly type = 'choose-server';
  readonly host: string;

  constructor(host: string) {
    super(ChooseServer.type);
    this.host = host;
  }
}

export class ServerSearch extends LightElement {
  static override properties = {
    label: {},
    placeholder: {},
    unseen: { type: Boolean },
    found: { state: true },
    open: { state: true },
    active: { state: true },
    text: { state: true },
  };
  declare label: string;
  declare placeholder: string;
  /** A name that is in no list of the snapshot may be chosen too. */
  declare unseen: boolean;
  declare found: FoundHost[];
  declare open: boolean;
  declare active: number;
  declare text: string;
  readonly #id = `search-${++made}`;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;
  #quiet = false;
  /** A person moved through the options since they were listed. */
  #moved = false;

  constructor() {
    super();
    this.label = '';
    this.placeholder = '';
    this.unseen = false;
    this.found = [];
    this.open = false;
    this.active = -1;
    this.text = '';
  }

  /** Puts the cursor into the field without offering anything yet. */
  focusQuietly(): void {
    this.#quiet = true;
    this.querySelector('input')?.focus();
    this.#quiet = false;
  }

  protected override render() {
    const open = this.open && this.#options.length > 0;
    return html`
      <label class="search-label" for=${this.#id}>${this.label}</label>
      <input
        id=${this.#id}
        class="search-input"
        type="text"
        role="combobox"
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        placeholder=${this.placeholder}
        aria-autocomplete="list"
        aria-expanded=${open}
        aria-controls=${`${this.#id}-list`}
        aria-activedescendant=${open && this.active >= 0 ? `${this.#id}-${this.active}` : nothing}
        .value=${this.text}
        @input=${this.#type}
        @focus=${this.#offer}
        @blur=${this.#close}
        @keydown=${this.#steer}
      />
      <ul id=${`${this.#id}-list`} class="search-list" role="listbox" aria-label=${this.label} ?hidden=${!open}>
        ${this.#options.map((option, i) => this.#renderOption(option, i))}
      </ul>
      <p class="search-none" role="status">${this.open ? this.#count() : ''}</p>
    `;
  }

  #renderOption({ host, note }: SearchOption, i: number) {
    return html`<li
      id=${`${this.#id}-${i}`}
      role="option"
      aria-selected=${i === this.active}
      @mousedown=${(event: Event) => event.preventDefault()}
      @click=${() => this.#choose(host)}
    >
      <span class="search-host">${host}</span><span class="search-note">${note}</span>
    </li>`;
  }

  get #options(): SearchOption[] {
    return listOptions(this.found, this.text, this.unseen);
  }

  #count(): string {
    const { nothingFound, found } = words().search;
    const typed = this.text.trim();
    const count = this.#options.length;
    if (count === 0) return typed === '' ? '' : nothingFound(typed);
    return found(count);
  }

  #type(event: Event): void {
    this.text = (event.target as HTMLInputElement).value;
    this.#moved = false;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.#search(), pauseMs);
  }

  #offer(): void {
    if (!this.#quiet) void this.#search();
  }

  async #search(): Promise<void> {
    const turn = ++this.#asked;
    const { value } = await theSource().findHosts(this.text.trim(), shownCount);
    if (turn !== this.#asked || !this.isConnected) return;
    this.found = value ?? [];
    this.#moved = false;
    this.active = preferOption(this.#options, this.text);
    this.open = this.querySelector('input') === document.activeElement;
  }

  #steer(event: KeyboardEvent): void {
    const count = this.#options.length;
    if (event.key === 'ArrowDown' && count > 0) this.#move((this.active + 1) % count);
    else if (event.key === 'ArrowUp' && count > 0) this.#move((this.active - 1 + count) % count);
    else if (event.key === 'Escape' && this.open) this.#close();
    else if (event.key === 'Enter') void this.#enter();
    else return;
    event.preventDefault();
  }

  #move(active: number): void {
    this.open = true;
    this.#moved = true;
    this.active = active;
  }

  /** Enter may come before the answer to what was typed last. */
  async #enter(): Promise<void> {
    clearTimeout(this.#pause);
    if (!this.#moved) await this.#search();
    const option = this.#options[this.active];
    if (option !== undefined) this.#choose(option.host);
  }

  #choose(host: string): void {
    this.#close();
    this.text = '';
    this.found = [];
    this.dispatchEvent(new ChooseServer(host));
  }

  readonly #close = (): void => {
    clearTimeout(this.#pause);
    this.#asked++;
    this.#moved = false;
    this.open = false;
    this.active = -1;
  };
}

customElements.define('fl-search', ServerSearch);

declare global {
  interface HTMLElementTagNameMap {
    'fl-search': ServerSearch;
  }
}

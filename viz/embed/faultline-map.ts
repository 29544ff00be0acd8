/**
 * `<faultline-map src="https://map.example/" focus="a.example" block="b.example">`: the map on any page, from a published
 * site. What stands between its tags is seen until the map is drawn, and where no script runs.
 *
 * Attributes: `src`, and of a question `focus`, `block`, `limit`, `blocked-by` (names with commas between); `lang` en or de.
 * Height and colours are the page's to say: `height`, `--faultline-ground`, `-ink`, `-muted`, `-line`, `-cut`, `-link`,
 * `-community-1` … `-6`, `-community-other`, `-font`, `-radius`.
 */
import { build } from './build.ts';
import { folderOf } from './embed-source.ts';
import { embedStyle } from './embed-style.ts';
import { questionAttributes, questionOf } from './question-of.ts';
import { OwnPagesOnly } from './server-source.ts';
import { ShownMap } from './shown-map.ts';
import { embedWords, languageAround } from './words/embed-words.ts';

/** Drawing begins when the map is this near to being seen. */
const nearBy = '200px';

export class FaultlineMap extends HTMLElement {
  static observedAttributes = ['src', 'lang', ...questionAttributes];
  readonly #root = this.attachShadow({ mode: 'open' });
  #awaited: IntersectionObserver | undefined;
  #shown: ShownMap | undefined;
  #alive = false;
  #changed = false;

  connectedCallback(): void {
    this.#wake();
  }

  disconnectedCallback(): void {
    this.kill();
  }

  attributeChangedCallback(name: string): void {
    if (!this.#alive) return;
    if (name === 'src' || name === 'lang') this.#restart();
    else this.#askSoon();
  }

  /** Takes away all that was made: the drawing and its WebGL, observers, listeners, style. What stands in the element is seen again. */
  kill(): void {
    this.#alive = false;
    this.#awaited?.disconnect();
    this.#awaited = undefined;
    this.#shown?.kill();
    this.#shown = undefined;
    this.#root.replaceChildren(build('slot'));
    this.#root.adoptedStyleSheets = [];
    delete this.dataset.state;
  }

  get src(): string {
    return this.getAttribute('src') ?? '';
  }
  set src(value: string) {
    this.setAttribute('src', value);
  }

  /** The attribute `focus`; every element has a method of that name. */
  get focusHost(): string {
    return this.getAttribute('focus') ?? '';
  }
  set focusHost(value: string) {
    this.setAttribute('focus', value);
  }

  get block(): string {
    return this.getAttribute('block') ?? '';
  }
  set block(value: string) {
    this.setAttribute('block', value);
  }

  get limit(): string {
    return this.getAttribute('limit') ?? '';
  }
  set limit(value: string) {
    this.setAttribute('limit', value);
  }

  get blockedBy(): string {
    return this.getAttribute('blocked-by') ?? '';
  }
  set blockedBy(value: string) {
    this.setAttribute('blocked-by', value);
  }

  #wake(): void {
    this.#alive = true;
    this.#root.adoptedStyleSheets = [embedStyle()];
    this.#wait(null);
    this.#awaited = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        this.#awaited?.disconnect();
        void this.#start();
      },
      { rootMargin: nearBy },
    );
    this.#awaited.observe(this);
  }

  /** Several attributes that change together are one question. */
  #askSoon(): void {
    if (this.#changed) return;
    this.#changed = true;
    queueMicrotask(() => {
      this.#changed = false;
      void this.#shown?.ask(this.#question());
    });
  }

  #restart(): void {
    this.kill();
    this.#wake();
  }

  async #start(): Promise<void> {
    const language = languageAround(this);
    const words = embedWords(language);
    const src = this.src === '' ? null : folderOf(this.src, document.baseURI);
    if (src === null) return this.#wait(words.needsSrc);
    this.#wait(words.loading);
    const shown = new ShownMap(this.#root, src, this.#question(), language);
    this.#shown = shown;
    this.dataset.state = 'loading';
    try {
      await shown.start();
      if (this.#shown === shown) this.dataset.state = 'drawn';
    } catch (reason) {
      if (this.#shown !== shown) return;
      shown.kill();
      this.#shown = undefined;
      this.dataset.state = 'failed';
      this.#wait(reason instanceof OwnPagesOnly ? words.otherOrigin : words.noMap, src);
    }
  }

  /** What stands in the element, and a sentence below it. */
  #wait(said: string | null, src: URL | null = null): void {
    const link = src === null ? [] : [' ', build('a', { href: src.href }, embedWords(languageAround(this)).fullMap)];
    const sentence = said === null ? [] : [build('p', { class: 'said muted', role: 'status' }, said, ...link)];
    this.#root.replaceChildren(build('div', { class: 'waiting' }, build('slot'), ...sentence));
  }

  #question() {
    return questionOf((name) => this.getAttribute(name));
  }
}

if (customElements.get('faultline-map') === undefined) customElements.define('faultline-map', FaultlineMap);

declare global {
  interface HTMLElementTagNameMap {
    'faultline-map': FaultlineMap;
  }
}

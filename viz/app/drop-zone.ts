/** The whole page takes files: while one is dragged over it, it says what will become of it. */
import { html, nothing } from 'lit';
import { ImportFiles } from './import-files.ts';
import { LightElement } from './light-element.ts';
import { words } from './words/words.ts';

export class DropZone extends LightElement {
  static override properties = { over: { state: true } };
  declare over: boolean;
  readonly #handlers = {
    dragenter: (event: DragEvent) => this.#hold(event),
    dragover: (event: DragEvent) => this.#hold(event),
    dragleave: (event: DragEvent) => this.#leave(event),
    drop: (event: DragEvent) => this.#drop(event),
  };

  constructor() {
    super();
    this.over = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    for (const [type, handle] of Object.entries(this.#handlers)) window.addEventListener(type, handle as EventListener);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const [type, handle] of Object.entries(this.#handlers))
      window.removeEventListener(type, handle as EventListener);
  }

  protected override render() {
    if (!this.over) return nothing;
    const { dropHere, dropNote } = words().scenario;
    return html`<div class="drop-over"><p><strong>${dropHere}</strong> ${dropNote}</p></div>`;
  }

  #hold(event: DragEvent): void {
    if (event.dataTransfer?.types.includes('Files') !== true) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    this.over = true;
  }

  /** Out of the window, not from one part of the page to the next. */
  #leave(event: DragEvent): void {
    if (event.relatedTarget === null) this.over = false;
  }

  #drop(event: DragEvent): void {
    this.over = false;
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    this.dispatchEvent(new ImportFiles(files));
  }
}

customElements.define('fl-drop', DropZone);

declare global {
  interface HTMLElementTagNameMap {
    'fl-drop': DropZone;
  }
}

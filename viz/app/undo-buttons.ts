/** Undo and redo: two buttons, and the keys that everybody knows. */
import { html, svg, type TemplateResult } from 'lit';
import { LightElement } from './light-element.ts';
import { initialState, type Producer, type ViewState } from './state.ts';
import { sayStep } from './step-words.ts';
import { nameStep, redo, undo } from './steps.ts';
import { words } from './words/words.ts';

const arrows = {
  undo: svg`<path d="M6 3.5 2.5 7 6 10.5M3 7h6.5a3.5 3.5 0 0 1 0 7H7" />`,
  redo: svg`<path d="M10 3.5 13.5 7 10 10.5M13 7H6.5a3.5 3.5 0 0 0 0 7H9" />`,
};

export class UndoButtons extends LightElement {
  static override properties = { state: { attribute: false } };
  declare state: ViewState;

  constructor() {
    super();
    this.state = initialState;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.#press);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#press);
  }

  protected override render() {
    const { past, future } = this.state;
    const { scenario } = words();
    const last = past.at(-1);
    const [next] = future;
    const undoName = last === undefined ? null : sayStep(nameStep(last, this.state));
    const redoName = next === undefined ? null : sayStep(nameStep(this.state, next));
    return html`<span class="steps" role="group" aria-label=${`${scenario.undo}, ${scenario.redo}`}>
      ${this.#button('undo', undoName === null ? scenario.nothingToUndo : scenario.undoStep(undoName), undoName === null)}
      ${this.#button('redo', redoName === null ? scenario.nothingToRedo : scenario.redoStep(redoName), redoName === null)}
    </span>`;
  }

  /** One with nothing to do stays where the cursor is, so that the cursor is not lost with the last step. */
  #button(what: 'undo' | 'redo', name: string, idle: boolean): TemplateResult {
    const go = () => !idle && this.change(what === 'undo' ? undo : redo);
    return html`<button type="button" class="step" aria-label=${name} title=${name} aria-disabled=${idle} @click=${go}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${arrows[what]}</svg>
    </button>`;
  }

  readonly #press = (event: KeyboardEvent): void => {
    const producer = readKeys(event);
    if (producer === null || isTyping(event.target)) return;
    event.preventDefault();
    this.change(producer);
  };
}

/** Ctrl or ⌘ with Z, with Shift and Z, and Ctrl with Y. */
export function readKeys(
  keys: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
): Producer | null {
  if (!(keys.ctrlKey || keys.metaKey) || keys.altKey) return null;
  const key = keys.key.toLowerCase();
  if (key === 'z') return keys.shiftKey ? redo : undo;
  return key === 'y' && keys.ctrlKey ? redo : null;
}

/** A field has an undo of its own. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['radio', 'checkbox', 'button', 'file'].includes(target.type);
}

customElements.define('fl-undo', UndoButtons);

declare global {
  interface HTMLElementTagNameMap {
    'fl-undo': UndoButtons;
  }
}

/** Imported blocklists: what was given, when an entry is taken, and what is left out. */
import { html, nothing, type PropertyValues } from 'lit';
import { type GivenList, noQuestion, type Question } from '../shared/question.ts';
import { chipList, takeOutButton } from './chips.ts';
import { showCount } from './figures.ts';
import { ImportFiles } from './import-files.ts';
import { LightElement } from './light-element.ts';
import { removeList, setThreshold } from './list-changes.ts';
import { missingInLink } from './list-link.ts';
import type { ChooseServer } from './search.ts';
import { addChange, removeChange } from './state.ts';
import { words } from './words/words.ts';

const fileKinds = '.csv,.json,.txt,text/csv,text/plain,application/json';

export class ListPanel extends LightElement {
  static override properties = { question: { attribute: false } };
  declare question: Question;
  /** Where the cursor goes once the button that was pressed is gone. */
  #return: { chips: string; position: number } | undefined;

  constructor() {
    super();
    this.question = noQuestion;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.#return === undefined || !changed.has('question')) return;
    const { chips, position } = this.#return;
    this.#return = undefined;
    const buttons = this.querySelectorAll<HTMLButtonElement>(`.${chips} li > button`);
    const next = buttons[Math.min(position, buttons.length - 1)];
    (next ?? this.querySelector<HTMLElement>('.import-file'))?.focus();
  }

  protected override render() {
    const { lists } = this.question;
    const { importList, importTitle } = words().scenario;
    return html`
      <label class="import-button" title=${importTitle}>
        <input class="import-file" type="file" multiple accept=${fileKinds} @change=${this.#choose} />
        <span>${importList}</span>
      </label>
      ${lists.length === 0 ? nothing : this.#lists(this.question)}
    `;
  }

  #lists({ lists, except }: Question) {
    const { listsWord, exceptLabel, notInLink, serverName } = words().scenario;
    const missing = missingInLink({ lists, otherLists: [] });
    const takeBack = (name: string, position: number) => {
      this.#return = { chips: 'chips-except', position };
      this.change(removeChange('except', name));
    };
    return html`
      <div class="chips chips-lists">
        <span class="chips-word">${listsWord}</span>
        <ul>${lists.map((list, position) => this.#list(list, position))}</ul>
      </div>
      ${lists.length < 2 ? nothing : this.#threshold(this.question)}
      ${chipList('except', except, takeBack)}
      <fl-search
        class="except-search"
        label=${exceptLabel}
        placeholder=${serverName}
        unseen
        @choose-server=${(event: ChooseServer) => this.change(addChange('except', event.host))}
      ></fl-search>
      ${missing.length === 0 ? nothing : html`<p class="notice" role="status">${notInLink(missing)}</p>`}
    `;
  }

  #list({ name, entries, notes }: GivenList, position: number) {
    const { listEntries, listNotes } = words().scenario;
    const takeOut = () => {
      this.#return = { chips: 'chips-lists', position };
      this.change(removeList(name));
    };
    return html`<li>
      <span>${name} <span class="of">${listEntries(entries.length, showCount(entries.length))}</span></span>
      ${takeOutButton(name, takeOut)}
      ${
        notes.length === 0
          ? nothing
          : html`<details class="list-notes">
              <summary>${listNotes}</summary>
              <ul lang="en">${notes.map((note) => html`<li>${note}</li>`)}</ul>
            </details>`
      }
    </li>`;
  }

  #threshold({ lists, threshold }: Question) {
    const choose = (event: Event) => this.change(setThreshold((event.target as HTMLInputElement).valueAsNumber));
    return html`<label class="threshold">
      <span>${words().scenario.threshold(showCount(lists.length))}</span>
      <input type="number" min="1" max=${lists.length} step="1" .value=${String(threshold)} @change=${choose} />
    </label>`;
  }

  #choose(event: Event): void {
    const field = event.target as HTMLInputElement;
    const files = [...(field.files ?? [])];
    // The same file may be chosen again after it was mended.
    field.value = '';
    if (files.length > 0) this.dispatchEvent(new ImportFiles(files));
  }
}

customElements.define('fl-lists', ListPanel);

declare global {
  interface HTMLElementTagNameMap {
    'fl-lists': ListPanel;
  }
}

/** The same facts as the map, as a table that sorts, filters and needs no pointer. */
import { html, nothing, type PropertyValues } from 'lit';
import { evidenceWords, showCount } from './figures.ts';
import { LightElement } from './light-element.ts';
import type { Answers } from './session.ts';
import { focusOn } from './state.ts';
import { sortArrow } from './symbols.ts';
import { afterWords, columnClass, headingOf, tableCell } from './table-cells.ts';
import { type After, type Column, filterRows, listRows, type Order, type Row, sortRows } from './table-rows.ts';

const pageSize = 200;
const noAnswers: Answers = { map: null, card: null, ties: [], blocked: null, impact: null };

export class TableView extends LightElement {
  static override properties = {
    answers: { attribute: false },
    order: { state: true },
    text: { state: true },
    status: { state: true },
    shown: { state: true },
  };
  declare answers: Answers;
  /** As somebody chose it; null for the one that suits the question. */
  declare order: Order | null;
  declare text: string;
  /** Rows of this standing only; null shows all. */
  declare status: After;
  declare shown: number;

  constructor() {
    super();
    this.answers = noAnswers;
    this.order = null;
    this.text = '';
    this.status = null;
    this.shown = pageSize;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('answers') && this.answers.impact === null) this.status = null;
  }

  protected override render() {
    const all = listRows(this.answers);
    const rows = sortRows(filterRows(all, this.text, this.status), this.#order);
    const { card } = this.answers;
    const columns = this.#columns();
    return html`
      <div class="table-tools">
        <label>
          Filter
          <input type="search" placeholder="server or community" .value=${this.text} @input=${this.#filter} />
        </label>
        ${this.answers.impact === null ? nothing : this.#choices(all)}
        <p role="status">${showCount(rows.length)} ${rows.length === 1 ? 'server' : 'servers'}</p>
      </div>
      <div class="table-scroll" tabindex="0" role="region" aria-label="Servers, as a table">
        <table>
          <caption class="visually-hidden">
            ${card === null ? 'Servers on the map' : `Servers as seen from ${card.host}`}
          </caption>
          <thead>
            <tr>${columns.map((column) => this.#heading(column))}</tr>
          </thead>
          <tbody>
            ${rows.slice(0, this.shown).map((row) => this.#row(row, columns))}
          </tbody>
        </table>
        ${rows.length > this.shown ? this.#more(rows.length) : nothing}
      </div>
    `;
  }

  get #unit() {
    return this.answers.map?.coverage.audience.unit ?? 'active';
  }

  #columns(): Column[] {
    const { card, impact } = this.answers;
    const columns: Column[] = ['host', 'community', 'audience'];
    if (card !== null) columns.push('weight', 'evidence', 'today');
    if (impact !== null) columns.push('after');
    return columns;
  }

  get #order(): Order {
    const columns = this.#columns();
    if (this.order !== null && columns.includes(this.order.column)) return this.order;
    const { impact, card } = this.answers;
    return { column: impact !== null ? 'after' : card !== null ? 'weight' : 'audience', descending: true };
  }

  #choices(all: readonly Row[]) {
    const choice = (status: After, word: string) => html`
      <button type="button" aria-pressed=${this.status === status} @click=${() => this.#show(status)}>
        ${word} <span>${showCount(filterRows(all, '', status).length)}</span>
      </button>
    `;
    const standing = (['cut', 'hidden', 'opened'] as const).filter(
      (status) => status !== 'opened' || this.status === status || all.some(({ after }) => after === status),
    );
    return html`<div class="choices" role="group" aria-label="Show">
      ${choice(null, 'all')} ${standing.map((status) => choice(status, afterWords[status]))}
      ${choice('same', 'unchanged')}
    </div>`;
  }

  #heading(column: Column) {
    const order = this.#order;
    const { descending } = order;
    const sorted = order.column === column;
    const direction = !sorted ? 'none' : descending ? 'descending' : 'ascending';
    return html`<th scope="col" class=${columnClass(column)} aria-sort=${direction}>
      <button type="button" @click=${() => this.#sort(column)}>
        ${headingOf(column, this.#unit)} ${sorted ? sortArrow(descending) : nothing}
      </button>
    </th>`;
  }

  #row(row: Row, columns: readonly Column[]) {
    const lookFrom = () => this.change(focusOn(row.host));
    return html`<tr data-after=${row.after ?? nothing}>
      <th scope="row">
        <button type="button" class="link" title="Look from this server" @click=${lookFrom}>${row.host}</button>
        ${row.evidence === null ? nothing : html`<span class="entry-note narrow-only">${evidenceWords[row.evidence]}</span>`}
      </th>
      ${columns.slice(1).map((column) => tableCell(column, row))}
    </tr>`;
  }

  #more(total: number) {
    const show = () => {
      this.shown += pageSize;
    };
    return html`<button type="button" class="more" @click=${show}>
      Show ${showCount(Math.min(pageSize, total - this.shown))} more of ${showCount(total)}
    </button>`;
  }

  #filter(event: Event): void {
    this.text = (event.target as HTMLInputElement).value;
    this.shown = pageSize;
  }

  #show(status: After): void {
    this.status = status;
    this.shown = pageSize;
  }

  #sort(column: Column): void {
    const byName = column === 'host' || column === 'community';
    const order = this.#order;
    const descending = order.column === column ? !order.descending : !byName;
    this.order = { column, descending };
  }
}

customElements.define('fl-table', TableView);

declare global {
  interface HTMLElementTagNameMap {
    'fl-table': TableView;
  }
}

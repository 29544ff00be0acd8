/** The same facts as the map, as a table that sorts, filters and needs no pointer. */
import { html, nothing, type PropertyValues } from 'lit';
import { showCount } from './figures.ts';
import { LightElement } from './light-element.ts';
import type { Answers } from './session.ts';
import { focusOn } from './state.ts';
import { sortArrow } from './symbols.ts';
import { columnClass, headingOf, tableCell } from './table-cells.ts';
import { columnChoice, defaultOrder, possibleColumns, shownColumns } from './table-columns.ts';
import { type Column, filterRows, noFilter, type Order, type RowFilter, sortRows } from './table-order.ts';
import { listRows, type Row } from './table-rows.ts';
import { filterFields, noRows, rowCount, standingChoice } from './table-tools.ts';
import { words } from './words/words.ts';

const pageSize = 200;
const noAnswers: Answers = { map: null, card: null, ties: [], blocked: null, impact: null, changes: null };

export class TableView extends LightElement {
  static override properties = {
    answers: { attribute: false },
    order: { state: true },
    filter: { state: true },
    asked: { state: true },
    widthPx: { state: true },
    shown: { state: true },
  };
  declare answers: Answers;
  /** As somebody chose it; null for the one that suits the question. */
  declare order: Order | null;
  declare filter: RowFilter;
  /** Columns that somebody chose to see, or not to. */
  declare asked: ReadonlyMap<Column, boolean>;
  declare widthPx: number;
  declare shown: number;
  #all: Row[] = [];
  #rows: Row[] = [];
  readonly #sizing = new ResizeObserver(([entry]) => {
    this.widthPx = Math.round(entry!.contentRect.width);
  });

  constructor() {
    super();
    this.answers = noAnswers;
    this.order = null;
    this.filter = noFilter;
    this.asked = new Map();
    this.widthPx = 0;
    this.shown = pageSize;
  }

  /** What is found, in the order it stands in, whether or not it is shown yet. */
  get rows(): readonly Row[] {
    return this.#rows;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.widthPx = Math.round(this.getBoundingClientRect().width);
    this.#sizing.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizing.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('answers')) {
      if (this.answers.impact === null) this.filter = { ...this.filter, after: null };
      this.#all = listRows(this.answers);
    }
    if (changed.has('answers') || changed.has('order') || changed.has('filter')) {
      this.#rows = sortRows(filterRows(this.#all, this.filter), this.#order);
    }
  }

  protected override render() {
    const { card, impact } = this.answers;
    const possible = possibleColumns(this.answers);
    const columns = shownColumns(possible, this.asked, this.widthPx);
    const said = words().table;
    return html`
      <div class="table-tools">
        ${filterFields(this.#all, this.filter, this.#narrow)}
        ${impact === null ? nothing : standingChoice(this.#all, this.filter, this.#narrow)}
        ${columnChoice(possible, columns, this.#unit, this.#choose)} ${rowCount(this.#rows)}
      </div>
      <div class="table-scroll" tabindex="0" role="region" aria-label=${said.region}>
        <table aria-rowcount=${this.#rows.length + 1}>
          <caption class="visually-hidden">
            ${card === null ? said.caption : said.captionFrom(card.host)}. ${said.sortHint}
          </caption>
          <thead>
            <tr aria-rowindex="1">${columns.map((column) => this.#heading(column))}</tr>
          </thead>
          <tbody>
            ${this.#rows.slice(0, this.shown).map((row, i) => this.#row(row, i, columns))}
          </tbody>
        </table>
        ${noRows(this.#rows, () => this.#narrow(noFilter))}
        ${this.#rows.length > this.shown ? this.#more(this.#rows.length) : nothing}
      </div>
    `;
  }

  get #unit() {
    return this.answers.map?.coverage.audience.unit ?? 'active';
  }

  get #order(): Order {
    const { order } = this;
    return order !== null && possibleColumns(this.answers).includes(order.column) ? order : defaultOrder(this.answers);
  }

  #heading(column: Column) {
    const order = this.#order;
    const sorted = order.column === column;
    const direction = !sorted ? 'none' : order.descending ? 'descending' : 'ascending';
    return html`<th scope="col" class=${columnClass(column)} aria-sort=${direction}>
      <button type="button" @click=${() => this.#sort(column)}>
        ${headingOf(column, this.#unit)} ${sorted ? sortArrow(order.descending) : nothing}
      </button>
    </th>`;
  }

  #row(row: Row, i: number, columns: readonly Column[]) {
    return html`<tr data-after=${row.after ?? nothing} data-change=${row.change ?? nothing} aria-rowindex=${i + 2}>
      <th scope="row" class=${row.folded === null ? 'server' : 'folded'}>${row.folded === null ? this.#server(row.host) : this.#folded(row)}</th>
      ${columns.slice(1).map((column) => tableCell(column, row))}
    </tr>`;
  }

  #server(host: string) {
    const lookFrom = () => this.change(focusOn(host));
    return html`<button type="button" class="link" title=${words().table.lookFrom} @click=${lookFrom}>${host}</button>`;
  }

  #folded({ folded, community }: Row) {
    const { folded: write, foldedNote } = words().table;
    return html`${write(folded!, showCount(folded!), community)} <span class="entry-note">${foldedNote}</span>`;
  }

  #more(total: number) {
    const show = () => {
      this.shown += pageSize;
    };
    const next = showCount(Math.min(pageSize, total - this.shown));
    return html`<button type="button" class="more" @click=${show}>${words().table.more(next, showCount(total))}</button>`;
  }

  readonly #narrow = (part: Partial<RowFilter>): void => {
    this.filter = { ...this.filter, ...part };
    this.shown = pageSize;
  };

  readonly #choose = (column: Column, show: boolean): void => {
    this.asked = new Map([...this.asked, [column, show]]);
  };

  #sort(column: Column): void {
    const byName = column === 'host' || column === 'community' || column === 'software';
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

/** One row of the table as cells, and the words in them. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Coverage } from '../../analysis/types.ts';
import type { Mark } from '../map/marks.ts';
import { estimateCell } from './estimate-cell.ts';
import { audienceHeading, evidenceWords, showPeople } from './figures.ts';
import { changeSymbol, symbolOf } from './symbols.ts';
import type { Column } from './table-order.ts';
import type { Row } from './table-rows.ts';
import { words } from './words/words.ts';

const todayMarks: Partial<Record<NonNullable<Row['today']>, Mark>> = {
  cut: 'cut-today',
  'in-only': 'cut-today',
  'out-only': 'cut-today',
  hidden: 'hidden-today',
  dead: 'silent',
};

export function headingOf(column: Column, unit: Coverage['audience']['unit']): string {
  return column === 'audience' ? audienceHeading(unit) : words().table.headings[column];
}

/** @returns the class of a column; columns of figures are set flush right */
export function columnClass(column: Column): string {
  return column === 'audience' || column === 'weight' ? `column-${column} figure-column` : `column-${column}`;
}

export function tableCell(column: Column, row: Row): TemplateResult {
  return html`<td class=${columnClass(column)}>${contentOf(column, row) ?? '–'}</td>`;
}

/** @returns null where the question does not arise */
function contentOf(column: Column, row: Row): unknown {
  const { seen } = words().table;
  switch (column) {
    case 'host':
      return row.host;
    case 'community':
      return row.community;
    case 'software':
      return row.software;
    case 'audience':
      return showPeople(row.audience);
    case 'seen':
      return row.seen === null ? null : seen[row.seen];
    case 'weight':
      return row.share === null ? null : estimateCell(row.share);
    case 'evidence':
      return row.evidence === null ? null : evidenceWords[row.evidence];
    case 'today':
      return todayOf(row);
    case 'after':
      return afterOf(row);
    case 'change':
      return changeOf(row);
  }
}

function todayOf({ today }: Row): unknown {
  if (today === null) return null;
  const mark = todayMarks[today];
  return html`${mark === undefined ? nothing : symbolOf(mark)} ${words().table.today[today]}`;
}

function afterOf({ after, direction }: Row): unknown {
  const { after: said, directions } = words().table;
  if (after === null) return null;
  if (after === 'same') return said.same;
  const way = direction === null || after === 'hidden' ? null : directions[after][direction];
  const note = way === null ? nothing : html`<span class="entry-note">${way}</span>`;
  return html`${symbolOf(after)} ${said[after]} ${note}`;
}

function changeOf({ change }: Row): unknown {
  if (change === null) return null;
  return html`${change === 'same' ? nothing : changeSymbol(change)} ${words().table.changes[change]}`;
}

/** One row of the table as cells, and the words in them. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Coverage, TouchedHost } from '../../analysis/types.ts';
import type { Mark } from '../shared/marks.ts';
import { estimateCell } from './estimate-cell.ts';
import { audienceHeading, evidenceWords, showPeople } from './figures.ts';
import { symbolOf } from './symbols.ts';
import type { Column, Row } from './table-rows.ts';

const columnWords: Record<Exclude<Column, 'audience'>, string> = {
  host: 'Server',
  community: 'Community',
  weight: 'Share of ties',
  evidence: 'Known how',
  today: 'Today',
  after: 'After',
};

const todayCells: Record<NonNullable<Row['today']>, { mark: Mark | null; words: string }> = {
  open: { mark: null, words: 'open' },
  cut: { mark: 'cut-today', words: 'cut' },
  'in-only': { mark: 'cut-today', words: 'only theirs arrive' },
  'out-only': { mark: 'cut-today', words: 'only ours leave' },
  hidden: { mark: 'hidden-today', words: 'hidden' },
  dead: { mark: 'silent', words: 'no answer' },
  unknown: { mark: null, words: 'not known' },
};

export const afterWords: Record<TouchedHost['status'], string> = { cut: 'cut', hidden: 'hidden', opened: 'open again' };
const directionWords = {
  cut: { in: 'theirs no longer arrive', out: 'ours no longer leave', both: 'both ways' },
  opened: { in: 'theirs arrive again', out: 'ours leave again', both: 'both ways' },
};

export function headingOf(column: Column, unit: Coverage['audience']['unit']): string {
  return column === 'audience' ? audienceHeading(unit) : columnWords[column];
}

/** @returns the class of a column; columns of figures are set flush right */
export function columnClass(column: Column): string {
  return column === 'audience' || column === 'weight' ? `column-${column} figure-column` : `column-${column}`;
}

export function tableCell(column: Column, row: Row): TemplateResult {
  return html`<td class=${columnClass(column)}>${contentOf(column, row)}</td>`;
}

function contentOf(column: Column, row: Row): unknown {
  switch (column) {
    case 'host':
      return row.host;
    case 'community':
      return row.community ?? '–';
    case 'audience':
      return showPeople(row.audience);
    case 'weight':
      return row.share === null ? '–' : estimateCell(row.share);
    case 'evidence':
      return row.evidence === null ? '–' : evidenceWords[row.evidence];
    case 'today':
      return todayOf(row);
    case 'after':
      return afterOf(row);
  }
}

function todayOf({ today }: Row): unknown {
  if (today === null) return '–';
  const { mark, words } = todayCells[today];
  return html`${mark === null ? nothing : symbolOf(mark)} ${words}`;
}

function afterOf({ after, direction }: Row): unknown {
  if (after === null) return '–';
  if (after === 'same') return 'unchanged';
  const words = direction === null || after === 'hidden' ? null : directionWords[after][direction];
  const note = words === null ? nothing : html`<span class="entry-note">${words}</span>`;
  return html`${symbolOf(after)} ${afterWords[after]} ${note}`;
}

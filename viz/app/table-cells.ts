/** One row of the table as cells, and the words in them. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Evidence, Tie } from '../../analysis/types.ts';
import { showPeople, showShare } from './figures.ts';
import type { Mark } from './scene.ts';
import { symbolOf } from './symbols.ts';
import type { Column, Row } from './table-rows.ts';

export const columnWords: Record<Column, string> = {
  host: 'Server',
  community: 'Community',
  audience: 'People',
  weight: 'Share of ties',
  today: 'Today',
  after: 'After',
};

const todayCells: Record<Tie['contact'], { mark: Mark | null; words: string }> = {
  open: { mark: null, words: 'open' },
  cut: { mark: 'cut-today', words: 'cut' },
  'in-only': { mark: 'cut-today', words: 'only theirs arrive' },
  'out-only': { mark: 'cut-today', words: 'only ours leave' },
  hidden: { mark: 'hidden', words: 'hidden' },
  dead: { mark: 'silent', words: 'no answer' },
};

const directionWords = { in: 'theirs no longer arrive', out: 'ours no longer leave', both: 'both ways' };

const evidenceWords: Record<Evidence, string> = {
  X: 'exact counts',
  E2: 'both list each other',
  E1: 'one lists the other',
  E0: 'neither can tell',
  'E-': 'not named where it would be',
};

/** @returns the class of a column; columns of figures are set flush right */
export function columnClass(column: Column): string {
  return column === 'audience' || column === 'weight' ? `column-${column} figure-column` : `column-${column}`;
}

export function tableCell(column: Column, row: Row): TemplateResult {
  const title = column === 'weight' && row.evidence !== null ? evidenceWords[row.evidence] : nothing;
  return html`<td class=${columnClass(column)} title=${title}>${contentOf(column, row)}</td>`;
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
      return row.today === null ? '–' : showShare(row.weight);
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
  const note = direction === null ? nothing : html`<span class="entry-note">${directionWords[direction]}</span>`;
  return html`${symbolOf(after)} ${after} ${note}`;
}

/** Which columns the table has: those the question gives rise to, less those that somebody, or a narrow page, leaves out. */
import { html, type TemplateResult } from 'lit';
import type { Answers } from './session.ts';
import { headingOf } from './table-cells.ts';
import { allColumns, type Column, type Order } from './table-order.ts';
import { words } from './words/words.ts';

export function possibleColumns({ card, impact, changes }: Answers): Column[] {
  const about: Record<Column, boolean> = {
    host: true,
    community: true,
    software: true,
    audience: true,
    seen: true,
    weight: card !== null,
    evidence: card !== null,
    today: card !== null,
    after: impact !== null,
    change: changes !== null,
  };
  return allColumns.filter((column) => about[column]);
}

/** About what a column takes, px. */
const columnWidthPx: Record<Column, number> = {
  host: 210,
  community: 130,
  software: 95,
  audience: 95,
  seen: 105,
  weight: 215,
  evidence: 190,
  today: 100,
  after: 110,
  change: 100,
};
/** Names are broken on a phone. */
const narrow = { widthPx: 640, hostPx: 150 };
/** Each has a place before those behind it, as long as there is room. */
const importance: readonly Column[] = [
  'host',
  'audience',
  'after',
  'today',
  'change',
  'weight',
  'community',
  'seen',
  'software',
  'evidence',
];

/** @param asked by column, what somebody chose; it stands before what the width suggests */
export function shownColumns(
  possible: readonly Column[],
  asked: ReadonlyMap<Column, boolean>,
  widthPx: number,
): Column[] {
  let left = widthPx;
  const fitting = new Set<Column>();
  for (const column of importance.filter((column) => possible.includes(column))) {
    const width = column === 'host' && widthPx < narrow.widthPx ? narrow.hostPx : columnWidthPx[column];
    if (width > left) continue;
    fitting.add(column);
    left -= width;
  }
  return possible.filter((column) => column === 'host' || (asked.get(column) ?? fitting.has(column)));
}

/** The order that suits the question: what it is about first. */
export function defaultOrder({ impact, card }: Answers): Order {
  return { column: impact !== null ? 'after' : card !== null ? 'weight' : 'audience', descending: true };
}

export function columnChoice(
  possible: readonly Column[],
  shown: readonly Column[],
  unit: Parameters<typeof headingOf>[1],
  choose: (column: Column, show: boolean) => void,
): TemplateResult {
  return html`<details class="column-choice" @keydown=${closeOnEscape}>
    <summary>${words().table.columns}</summary>
    <fieldset>
      <legend class="visually-hidden">${words().table.columns}</legend>
      ${possible
        .filter((column) => column !== 'host')
        .map(
          (column) => html`<label>
            <input
              type="checkbox"
              .checked=${shown.includes(column)}
              @change=${(event: Event) => choose(column, (event.target as HTMLInputElement).checked)}
            />
            ${headingOf(column, unit)}
          </label>`,
        )}
    </fieldset>
  </details>`;
}

function closeOnEscape(event: KeyboardEvent): void {
  const details = event.currentTarget as HTMLDetailsElement;
  if (event.key !== 'Escape' || !details.open) return;
  event.preventDefault();
  details.open = false;
  details.querySelector('summary')?.focus();
}

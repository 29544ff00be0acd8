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

/** What is left out first, and below which width of the table, px. */
const leftOutBelow: readonly { width: number; columns: readonly Column[] }[] = [
  { width: 1150, columns: ['software', 'evidence'] },
  { width: 900, columns: ['seen'] },
  { width: 640, columns: ['community'] },
  { width: 460, columns: ['weight'] },
];

/** @param asked by column, what somebody chose; it stands before what the width suggests */
export function shownColumns(
  possible: readonly Column[],
  asked: ReadonlyMap<Column, boolean>,
  widthPx: number,
): Column[] {
  const focused = possible.includes('weight');
  const narrow = new Set(leftOutBelow.filter(({ width }) => widthPx < width).flatMap(({ columns }) => columns));
  // Without a server looked from there is room for what is known of each.
  if (!focused && widthPx >= 640) narrow.clear();
  return possible.filter((column) => column === 'host' || (asked.get(column) ?? !narrow.has(column)));
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
  return html`<details class="column-choice">
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

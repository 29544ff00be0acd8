/** The answer to a question in SQL as a table for the eye: aligned, as wide as the terminal, its first rows only. */

import { plainText } from '../../analysis/report/safe-text.ts';
import { cellText } from '../../data/export/answer.ts';
import type { QueryAnswer } from '../../data/store/query-session.ts';
import type { QueryValue } from '../../data/store/query-value.ts';

/** Rows a person reads before asking for a file. */
const maxRows = 100;
const gap = '  ';
/** Text is not shortened below this many columns of the terminal. */
const minWidth = 8;

/**
 * NULL reads `NULL`, numbers stand to the right and are never shortened.
 * @param width columns of the terminal; null when there is none: then only very long cells are shortened
 */
export async function renderAnswerTable({ columns, batches }: QueryAnswer, width: number | null): Promise<string> {
  const { rows, hasMore } = await takeRows(batches);
  const cells = [
    columns.map(({ name }) => oneLine(name)),
    ...rows.map((row) => row.map((value) => oneLine(cellText(value) ?? 'NULL'))),
  ];
  const natural = columns.map((_, at) => cells.reduce((most, row) => Math.max(most, widthOf(row[at]!)), 1));
  const isText = columns.map(({ isNumber }) => !isNumber);
  const widths = width === null ? natural : fitWidths(natural, isText, width - gap.length * (columns.length - 1));
  const line = (row: string[]) =>
    row
      .map((cell, at) => align(shorten(cell, widths[at]!), widths[at]!, !isText[at]!))
      .join(gap)
      .trimEnd();
  const [head, ...body] = cells;
  const rule = widths.map((columnWidth) => '─'.repeat(columnWidth)).join(gap);
  return [line(head!), rule, ...body.map(line), '', closing(rows.length, hasMore), ''].join('\n');
}

async function takeRows(batches: QueryAnswer['batches']): Promise<{ rows: QueryValue[][]; hasMore: boolean }> {
  const rows: QueryValue[][] = [];
  for await (const batch of batches) {
    rows.push(...batch);
    if (rows.length > maxRows) return { rows: rows.slice(0, maxRows), hasMore: true };
  }
  return { rows, hasMore: false };
}

function closing(count: number, hasMore: boolean): string {
  if (hasMore) return `The first ${count} rows; there are more: --format csv, json, ndjson or parquet brings them all.`;
  return count === 1 ? '1 row' : `${count} rows`;
}

/** The widest text gives way first. */
function fitWidths(natural: readonly number[], isText: readonly boolean[], room: number): number[] {
  const widths = [...natural];
  for (let over = widths.reduce((sum, width) => sum + width, 0) - room; over > 0; over--) {
    let widest = -1;
    for (const [at, width] of widths.entries()) {
      if (isText[at] && width > minWidth && (widest < 0 || width > widths[widest]!)) widest = at;
    }
    if (widest < 0) break;
    widths[widest]! -= 1;
  }
  return widths;
}

function oneLine(text: string): string {
  return plainText(text.replace(/\s+/g, ' '));
}

function align(text: string, width: number, toTheRight: boolean): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
  return toTheRight ? blanks + text : text + blanks;
}

function shorten(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let short = '';
  let taken = 1;
  for (const sign of text) {
    taken += widthOf(sign);
    if (taken > width) break;
    short += sign;
  }
  return `${short}…`;
}

/** Signs of East Asian scripts and most emoji take two columns, marks that sit on another sign none (Unicode UAX #11). */
function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) width += isWide.test(sign) ? 2 : isMark.test(sign) ? 0 : 1;
  return width;
}

const isWide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\p{Emoji_Presentation}]/u;
const isMark = /\p{M}/u;

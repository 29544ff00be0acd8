/**
 * The table as CSV (RFC 4180), one row a server as it stands in the table. Every row names snapshot and coverage, since a
 * row is copied more often than a file. Words are those of the API, whatever the language of the page. Pure.
 */
import { englishFigures } from '../../analysis/report/figure-words.ts';
import { figureWriter } from '../../analysis/report/figure-writer.ts';
import { escapeFormula } from '../../data/import/cell.ts';
import { blankRow, type Row } from './table-rows.ts';
import type { MapOf } from './take-along.ts';

const inEnglish = figureWriter(englishFigures);

type Cell = string | number | null;

export function writeTableCsv(rows: readonly Row[], { snapshot, coverage }: MapOf): string {
  const seen = {
    snapshot: snapshot.id,
    as_of: snapshot.asOf,
    servers_known: coverage.hosts,
    servers_answered: coverage.visited,
  };
  const lines = rows.map((row) => ({ ...cellsOf(row), ...seen }));
  const columns = Object.keys({ ...cellsOf(noRow), ...seen });
  return [columns, ...lines.map((line) => Object.values<Cell>(line))]
    .map((cells) => `${cells.map(write).join(',')}\r\n`)
    .join('');
}

/** Of a tie what the table shows: nothing where few people are on a side. */
function cellsOf(row: Row) {
  const { host, folded, community, software, audience, seen, weight, share, estimate, evidence, today, after } = row;
  const shown = estimate === null ? null : inEnglish.splitEstimate(estimate);
  return {
    server: host,
    servers_folded: folded,
    community,
    software,
    answered: seen,
    people: audience === null ? null : Math.round(audience),
    share_of_ties: weight,
    share_shown: share === null ? null : (shown?.value ?? englishFigures.tooFew),
    share_interval: shown?.interval || null,
    share_grade: shown?.grade ?? null,
    known_how: evidence,
    today,
    after,
    direction: row.direction,
    change: row.change,
  };
}

const noRow: Row = { ...blankRow, host: '', community: null, audience: null, software: null, seen: null };

/** Not known is empty. Blanks at the ends of a cell are only kept within quotes. */
function write(cell: Cell): string {
  const text = typeof cell === 'string' ? escapeFormula(cell) : String(cell ?? '');
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

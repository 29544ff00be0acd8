/** Visits to a drawn world, and what each list came to, as rows of the database. */
import type { Cell, ColumnType } from '../../store/append.ts';
import type { Disclosure, EpochMs, ListKind, Outcome } from '../../types.ts';
import type { Census, Standing } from './census.ts';
import { declaring, withholding } from './software.ts';

/** Entries of the lists that are there, by host number. */
export interface ListSizes {
  peers: ReadonlyMap<number, number>;
  blocks: ReadonlyMap<number, number>;
  allows: ReadonlyMap<number, number>;
  counts: ReadonlyMap<number, number>;
}

export const visitColumns: ColumnType[] = [
  ...(['number', 'number', 'number', 'time', 'time', 'text', 'text', 'time', 'text', 'truth', 'truth'] as const),
];
export const observationColumns: ColumnType[] = [
  ...(['number', 'number', 'number', 'text', 'text', 'text', 'number', 'number', 'time'] as const),
  ...(['number', 'number', 'number', 'truth'] as const),
];

const outcomes: Readonly<Record<Exclude<Standing, 'unvisited'>, [status: string, reason: Outcome, answered: boolean]>> =
  {
    published: ['visited', 'ok', true],
    silent: ['visited', 'ok', true],
    refused: ['refused', 'robots-disallowed', true],
    dead: ['unreached', 'timeout', false],
  };

export interface CrawlPass {
  /** From 1. */
  crawl: number;
  /** Number of the visit to the first host that is visited. */
  firstVisit: number;
  /** End of the visit to a host. */
  at(host: number): EpochMs;
}

export function visitRows(census: Census, { crawl, firstVisit, at }: CrawlPass): Cell[][] {
  const rows: Cell[][] = [];
  for (const [host, standing] of census.standing.entries()) {
    if (standing === 'unvisited') continue;
    const [status, reason, answered] = outcomes[standing];
    const visit = firstVisit + rows.length;
    rows.push([visit, crawl, host, at(host) - visitMs, at(host), status, reason, null, null, false, answered]);
  }
  return rows;
}

/** Milliseconds a visit takes. */
const visitMs = 900;

/** In the order of the visits. */
export function observationRows(census: Census, { crawl, firstVisit, at }: CrawlPass, sizes: ListSizes): Cell[][] {
  const rows: Cell[][] = [];
  let visit = firstVisit;
  for (const [host, standing] of census.standing.entries()) {
    if (standing === 'unvisited') continue;
    for (const kind of ['peers', 'blocks', 'allows', 'counts'] as const) {
      const entries = sizes[kind].get(host);
      const [disclosure, reason] = entries === undefined ? absence(census, host, kind) : (['published', 'ok'] as const);
      rows.push([host, crawl, visit, kind, disclosure, reason, entries ?? 0, 0, at(host), 0, 0, 0, true]);
    }
    visit++;
  }
  return rows;
}

/** Why a server has not given a list. */
function absence({ standing, software }: Census, host: number, kind: ListKind): [Disclosure, Outcome | null] {
  const each = standing[host];
  if (each === 'dead') return ['unreached', 'timeout'];
  if (each === 'refused') return ['withheld', 'robots-disallowed'];
  const may = kind === 'peers' ? withholding.has(software[host]!) : kind === 'blocks' && software[host]! in declaring;
  return may ? ['withheld', 'unauthorized'] : ['unsupported', null];
}

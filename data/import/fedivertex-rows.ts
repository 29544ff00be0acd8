/** Lines of a Fedivertex folder, one by one. What cannot be used is counted and told of. */
import { readHost } from '../host.ts';
import { type Host, type InstanceFacts, noFacts } from '../types.ts';
import { readCount, readText } from './cell.ts';
import type { CsvRow } from './csv.ts';
import { readFlagWord } from './flag-word.ts';
import type { FileTypo, RejectedRow } from './folder.ts';
import { noteTypo } from './typo.ts';

const maxTold = 20;

export interface Server {
  facts: InstanceFacts;
}

export interface Edges {
  /** By source; the same target may come again. */
  peers: Map<Host, Host[]>;
  blocks: Map<Host, Host[]>;
  /** Rows with a weight above 1. */
  weighted: number;
}

/** Columns of each software's crawler in Franck (INSTANCES_CSV_FIELDS), in lower case. Guessed languages are no facts. */
const countColumns = {
  users: ['users', 'users_count', 'totalusers'],
  mau: ['users_active_month', 'totalmonthlyactiveusers'],
  activeHalfyear: ['users_active_half_year'],
  posts: ['statuses', 'posts', 'posts_count'],
} as const;
const versionColumns = ['version', 'serverversion'];

class Teller {
  readonly rejected: RejectedRow[] = [];
  rejectedCount = 0;

  reject(file: string, { line }: CsvRow, text: string | undefined, reason: string): void {
    this.rejectedCount += 1;
    if (this.rejected.length < maxTold) this.rejected.push({ file, line, text: readText(text, 80) ?? '', reason });
  }
}

export class ServerReader extends Teller {
  readonly found = new Map<Host, Server>();
  readonly typos: FileTypo[] = [];
  typoCount = 0;
  readonly #software: string | null;

  /** @param software that the folder is of, as the data set names it */
  constructor(software: string | null) {
    super();
    this.#software = software;
  }

  take(row: CsvRow): void {
    const host = readDotted(row.get('host'));
    if (host !== undefined && (row.get('error') ?? '') !== '') return;
    if (host === undefined || this.found.has(host)) {
      const reason = host === undefined ? 'no host' : 'a second row for this host';
      this.reject('instances.csv', row, row.get('host'), reason);
      return;
    }
    const text = (columns: readonly string[]) => columns.map((column) => row.get(column)).find((cell) => cell);
    const version = readText(text(versionColumns), 200);
    const count = (column: keyof typeof countColumns) => {
      const cell = text(countColumns[column]);
      const value = readCount(cell);
      if (value === undefined) this.reject('instances.csv', row, cell, `${column}: no count`);
      return value ?? null;
    };
    this.found.set(host, {
      facts: {
        ...noFacts,
        software: softwareOf(this.#software, version),
        version,
        users: count('users'),
        mau: count('mau'),
        activeHalfyear: count('activeHalfyear'),
        posts: count('posts'),
        language: readFirstLanguage(row.get('languages')),
        openRegistrations: this.#flag(row, 'registration_enabled'),
      },
    });
  }

  #flag(row: CsvRow, column: string): boolean | null {
    const cell = row.get(column) ?? '';
    if (cell === '') return null;
    const read = readFlagWord(cell);
    if (read === undefined) this.reject('instances.csv', row, cell, `${column}: neither 0 nor 1`);
    if (read?.isTypo) {
      this.typoCount += 1;
      if (this.typos.length < maxTold) {
        this.typos.push({ file: 'instances.csv', ...noteTypo(row.line, column, cell, read.word) });
      }
    }
    return read?.value ?? null;
  }
}

export class EdgeReader extends Teller {
  readonly edges: Edges = { peers: new Map(), blocks: new Map(), weighted: 0 };
  count = 0;
  readonly #file: string;

  constructor(file: string) {
    super();
    this.#file = file;
  }

  /** A server that lists itself is dropped without a word. */
  take(row: CsvRow): void {
    this.count += 1;
    const source = readDotted(row.get('source'));
    const target = readDotted(row.get('target'));
    const weight = readWeight(row.get('weight'));
    if (source === undefined || target === undefined || weight === undefined) {
      const column = source === undefined ? 'source' : target === undefined ? 'target' : 'weight';
      const reason = column === 'weight' ? 'weight: neither -1 nor above 0' : 'no host';
      this.reject(this.#file, row, row.get(column), reason);
      return;
    }
    if (weight > 1) this.edges.weighted += 1;
    if (source === target) return;
    const lists = weight === -1 ? this.edges.blocks : this.edges.peers;
    const list = lists.get(source);
    if (list === undefined) lists.set(source, [target]);
    else list.push(target);
  }
}

function readDotted(text: string | undefined): Host | undefined {
  return readHost(text?.replaceAll('[DOT]', '.'));
}

/** Some graphs have no weights: every row is then one of weight 1. */
function readWeight(cell: string | undefined): number | undefined {
  if (cell === undefined || cell === '') return 1;
  if (/^-1(\.0+)?$/.test(cell)) return -1;
  const weight = readCount(cell);
  return weight === undefined || weight === null || weight === 0 ? undefined : weight;
}

/** Akkoma is crawled as Pleroma; the version says which: `2.7.2 (compatible; Akkoma 3.16.0)`. */
function softwareOf(software: string | null, version: string | null): string | null {
  if (software !== 'pleroma') return software;
  return /\(compatible; (pleroma|akkoma)\b/i.exec(version ?? '')?.[1]?.toLowerCase() ?? null;
}

/** `en/de`, or a list as Python writes it. */
function readFirstLanguage(cell: string | undefined): string | null {
  return (
    /^[["' ]*([a-z]{2,3}(?:[-_][a-z0-9]{2,8})*)\b/i
      .exec(cell ?? '')?.[1]
      ?.toLowerCase()
      .replaceAll('_', '-') ?? null
  );
}

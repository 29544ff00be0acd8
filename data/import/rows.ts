/** Lines of an exchange folder, one by one, into one record per host. What cannot be used is counted and told of. */
import { readHost, readRule } from '../host.ts';
import {
  disclosures,
  type Host,
  type InstanceFacts,
  type ListKind,
  type Liveness,
  listKinds,
  type Outcome,
  outcomes,
  type RuleText,
} from '../types.ts';
import { readCount, readText, readTime, unescapeFormula } from './cell.ts';
import type { CsvRow } from './csv.ts';
import { readFlagWord } from './flag-word.ts';
import type { FileName, FileTypo, FolderContent, HostRecord, RejectedRow } from './folder.ts';
import { noteTypo, readWord } from './typo.ts';

const maxRejectedRows = 20;
/** Far above what any server shows; a bound against a file made to fill the memory. */
const maxCommentLength = 5000;
const maxWordLength = 200;
const livenesses: readonly Liveness[] = ['alive', 'dead', 'unvisited'];

/** A cell that could not be used; without one, the line was fine. */
type Rejection = { column: string; reason: string } | undefined;

export class RowReader {
  readonly #hosts = new Map<Host, HostRecord>();
  readonly #instances = new Set<Host>();
  readonly #selfCounts = new Map<Host, HostRecord['selfCounts']>();
  /** Big files repeat few names: each spelling is read once, and one string stands for all of them. */
  readonly #names = new Map<string, Host | undefined>();
  readonly #rejected: RejectedRow[] = [];
  #rejectedCount = 0;
  readonly #typos: FileTypo[] = [];
  #typoCount = 0;
  #saysAllowlistMode = false;

  take(file: FileName, row: CsvRow): void {
    const rejection = this.#takeRow(file, row);
    if (rejection !== undefined) this.#reject(file, row, rejection);
  }

  content(): Omit<FolderContent, 'files'> {
    for (const [host, counts] of this.#selfCounts) {
      const record = this.#hosts.get(host);
      if (record !== undefined) record.selfCounts = counts;
    }
    return {
      hosts: this.#hosts,
      instanceCount: this.#instances.size,
      saysAllowlistMode: this.#saysAllowlistMode,
      rejected: this.#rejected,
      rejectedCount: this.#rejectedCount,
      typos: this.#typos,
      typoCount: this.#typoCount,
    };
  }

  #takeRow(file: FileName, row: CsvRow): Rejection {
    const column = file === 'instances.csv' || file === 'lists.csv' ? 'domain' : 'source';
    const host = this.#host(row.get(column));
    if (host === undefined) return { column, reason: 'no host' };
    if (file === 'instances.csv') return this.#takeInstance(host, row);
    if (file === 'peers.csv') return this.#takePeer(host, row);
    if (file === 'blocks.csv') return this.#takeBlock(host, row);
    if (file === 'allows.csv') return this.#takeAllow(host, row);
    if (file === 'counts.csv') return this.#takeCount(host, row);
    return this.#takeState(host, row);
  }

  #takeInstance(host: Host, row: CsvRow): Rejection {
    if (this.#instances.has(host)) return { column: 'domain', reason: 'a second row for this host' };
    this.#instances.add(host);
    this.#saysAllowlistMode ||= row.get('allowlist_mode') !== undefined;
    const count = (column: string) => this.#optional('instances.csv', row, column, readCount, 'no count');
    const flag = (column: string) => this.#flag(row, column);
    const facts: InstanceFacts = {
      software: readText(row.get('software'), maxWordLength)?.toLowerCase() ?? null,
      version: readText(row.get('version'), maxWordLength),
      users: count('users'),
      mau: count('mau'),
      activeHalfyear: count('active_halfyear'),
      posts: count('posts'),
      language: readText(row.get('language'), maxWordLength)?.toLowerCase() ?? null,
      openRegistrations: flag('open_registration'),
      authorizedFetch: flag('authorized_fetch'),
      allowlistMode: flag('allowlist_mode'),
    };
    const time = (column: string) => this.#optional('instances.csv', row, column, readTime, 'no ISO 8601 time');
    const record = this.#record(host);
    record.factsAt = time('observed_at');
    record.visitedAt = time('visited_at');
    if (record.factsAt !== null || Object.values(facts).some((fact) => fact !== null)) record.facts = facts;
    const liveness = this.#liveness(row);
    record.liveness = liveness ?? (flag('crawled') === true ? 'alive' : 'unvisited');
    record.aliases = (row.get('aliases') ?? '').split(' ').flatMap((alias) => readHost(alias) ?? []);
    return undefined;
  }

  #takePeer(host: Host, row: CsvRow): Rejection {
    const target = this.#host(row.get('target'));
    if (target === undefined) return { column: 'target', reason: 'no host' };
    if (target === host) this.#countSelf(host, 'peers');
    else this.#record(host).peers.push(target);
    return undefined;
  }

  #takeBlock(host: Host, row: CsvRow): Rejection {
    const target = readTarget(row);
    if (target === undefined) return { column: 'target', reason: 'names nothing' };
    const action = readText(row.get('severity'), maxWordLength);
    if (action === null) return { column: 'severity', reason: 'no severity' };
    const comment = readText(row.get('comment'), maxCommentLength);
    this.#record(host).blocks.push({ target, action, digest: readDigest(row.get('digest')), comment });
    return undefined;
  }

  #takeAllow(host: Host, row: CsvRow): Rejection {
    const target = readTarget(row);
    if (target === undefined) return { column: 'target', reason: 'names nothing' };
    this.#record(host).allows.push(target);
    return undefined;
  }

  #takeCount(host: Host, row: CsvRow): Rejection {
    const target = this.#host(row.get('target'));
    if (target === undefined) return { column: 'target', reason: 'no host' };
    const followsOut = readCount(row.get('follows_out')) ?? undefined;
    const followsIn = readCount(row.get('follows_in')) ?? undefined;
    if (followsOut === undefined) return { column: 'follows_out', reason: 'no count' };
    if (followsIn === undefined) return { column: 'follows_in', reason: 'no count' };
    if (target === host) this.#countSelf(host, 'counts');
    else this.#record(host).counts.push({ target, followsOut, followsIn });
    return undefined;
  }

  #takeState(host: Host, row: CsvRow): Rejection {
    const kind = this.#word('lists.csv', row, 'kind', listKinds);
    if (kind === undefined) return { column: 'kind', reason: `expected one of ${listKinds.join(', ')}` };
    const disclosure = this.#word('lists.csv', row, 'disclosure', disclosures);
    if (disclosure === undefined) return { column: 'disclosure', reason: `expected one of ${disclosures.join(', ')}` };
    const observedAt = this.#optional('lists.csv', row, 'observed_at', readTime, 'no ISO 8601 time');
    const reason = this.#optional('lists.csv', row, 'reason', readReason, 'no outcome of a request');
    this.#record(host).states[kind] = { disclosure, observedAt, reason };
    return undefined;
  }

  /** A cell that cannot be read is told of, and counts as not known. */
  #optional<Value>(
    file: FileName,
    row: CsvRow,
    column: string,
    read: (cell: string | undefined) => Value | null | undefined,
    reason: string,
  ): Value | null {
    const value = read(row.get(column));
    if (value === undefined) this.#reject(file, row, { column, reason: `${column}: ${reason}` });
    return value ?? null;
  }

  /** @returns undefined when the cell holds no word of the column */
  #word<Word extends string>(file: FileName, row: CsvRow, column: string, words: readonly Word[]): Word | undefined {
    const cell = row.get(column) ?? '';
    const read = readWord(cell, words);
    if (read?.isTypo) this.#noteTypo(file, row, column, read.word);
    return read?.word as Word | undefined;
  }

  #flag(row: CsvRow, column: string): boolean | null {
    const cell = row.get(column) ?? '';
    if (cell === '') return null;
    const read = readFlagWord(cell);
    if (read?.isTypo) this.#noteTypo('instances.csv', row, column, read.word);
    if (read === undefined) this.#reject('instances.csv', row, { column, reason: `${column}: neither 0 nor 1` });
    return read?.value ?? null;
  }

  #liveness(row: CsvRow): Liveness | null {
    if ((row.get('liveness') ?? '') === '') return null;
    const read = this.#word('instances.csv', row, 'liveness', livenesses);
    const reason = `liveness: expected one of ${livenesses.join(', ')}`;
    if (read === undefined) this.#reject('instances.csv', row, { column: 'liveness', reason });
    return read ?? null;
  }

  #noteTypo(file: FileName, row: CsvRow, column: string, word: string): void {
    this.#typoCount += 1;
    if (this.#typos.length >= maxRejectedRows) return;
    this.#typos.push({ file, ...noteTypo(row.line, column, row.get(column) ?? '', word) });
  }

  #host(text: string | undefined): Host | undefined {
    if (text === undefined) return undefined;
    if (this.#names.has(text)) return this.#names.get(text);
    const read = readHost(text);
    const host = read === undefined ? undefined : (this.#names.get(read) ?? read);
    this.#names.set(text, host);
    if (host !== undefined) this.#names.set(host, host);
    return host;
  }

  /** A server that lists itself is a fact of some softwares and no tie: no row of the list, and no reason to know the server. */
  #countSelf(host: Host, kind: ListKind): void {
    const counts = this.#selfCounts.get(host) ?? {};
    counts[kind] = (counts[kind] ?? 0) + 1;
    this.#selfCounts.set(host, counts);
  }

  #record(host: Host): HostRecord {
    let record = this.#hosts.get(host);
    if (record === undefined) {
      const lists = { peers: [], blocks: [], allows: [], counts: [] };
      const visit = { liveness: 'unvisited', visitedAt: null, aliases: [] } as const;
      record = { facts: null, factsAt: null, ...visit, aliases: [], ...lists, selfCounts: {}, states: {} };
      this.#hosts.set(host, record);
    }
    return record;
  }

  #reject(file: FileName, row: CsvRow, { column, reason }: NonNullable<Rejection>): void {
    this.#rejectedCount += 1;
    if (this.#rejected.length >= maxRejectedRows) return;
    this.#rejected.push({ file, line: row.line, text: readText(row.get(column), 80) ?? '', reason });
  }
}

/** A pattern may begin with a sign that an export guards against spreadsheets. */
function readTarget(row: CsvRow): RuleText | undefined {
  return readRule(unescapeFormula(row.get('target') ?? ''));
}

function readDigest(cell: string | undefined): string | null {
  const digest = cell?.toLowerCase();
  return digest !== undefined && /^[0-9a-f]{64}$/.test(digest) ? digest : null;
}

function readReason(cell: string | undefined): Outcome | null | undefined {
  return cell === undefined || cell === '' ? null : outcomes.find((outcome) => outcome === cell);
}

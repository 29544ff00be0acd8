/** Turns observations into rows: one pass in memory, then whole columns into the file. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { readHost } from '../host.ts';
import {
  type Block,
  type EpochMs,
  type FollowCount,
  type Host,
  listKinds,
  type NumberedHosts,
  type ObservedList,
  type RuleText,
} from '../types.ts';
import { isAnswered } from './answered.ts';
import { appendRows, type Cell, type ColumnType } from './append.ts';
import { Bodies } from './bodies.ts';
import { EntityTags } from './entity-tags.ts';
import { type HostIndex, unasked } from './host-index.ts';
import type { Staged } from './intervals.ts';
import type { SeenList } from './list-states.ts';
import { hasEntries, type ListObservation, type Observation, type ObservedVisit, type Pass } from './observation.ts';
import { Pause } from './pause.ts';
import { PeerLists } from './peer-lists.ts';

const columns = {
  visits: ['number', 'number', 'number', 'time', 'time', 'text', 'text', 'time', 'text', 'truth', 'truth'],
  requests: ['number', 'number', 'text', 'text', 'time', 'number', 'text', 'number', 'number', 'text', 'text'],
  parts: ['number', 'number', 'text'],
} satisfies Record<string, ColumnType[]>;

/** Names numbered between two looks at whether others should have a turn. */
const stretch = 1 << 12;

export class Batch {
  readonly #index: HostIndex;
  readonly #pass: Pass;
  #nextVisit: number;
  readonly #visits: Cell[][] = [];
  readonly #requests: Cell[][] = [];
  readonly #parts: Cell[][] = [];
  readonly #robots: Cell[][] = [];
  readonly #aliases: Cell[][] = [];
  readonly #facts: Cell[][] = [];
  readonly #lists: SeenList[] = [];
  readonly #peers = new PeerLists();
  readonly #blocks: Cell[][] = [];
  readonly #allows: Cell[][] = [];
  readonly #counts: Cell[][] = [];
  /** Entries of the list being read that are left out, since the source names too many servers below one domain. */
  #leftOut = 0;
  readonly #tags: EntityTags;
  readonly #bodies: Bodies;
  readonly #pause = new Pause();

  constructor(index: HostIndex, pass: Pass, nextVisit: number) {
    this.#index = index;
    this.#pass = pass;
    this.#tags = new EntityTags(pass);
    this.#bodies = new Bodies(index.forgotten);
    this.#nextVisit = nextVisit;
  }

  /** What is told of a server that is to be forgotten is not taken. */
  async add({ host, observedAt, visit, facts, aliases, lists }: Observation): Promise<void> {
    const times = [observedAt, visit?.finishedAt ?? observedAt, ...lists.map((list) => list.observedAt)];
    const id = this.#index.enter(host, Math.min(...times));
    if (id === 'forgotten') return;
    const visitId = visit === null ? null : this.#addVisit(id, visit, aliases);
    if (facts !== null) {
      const { software, users, mau, activeHalfyear, posts, language } = facts;
      const version = this.#index.forgotten.strike(facts.version);
      const { openRegistrations, authorizedFetch, allowlistMode } = facts;
      const numbers = [users, mau, activeHalfyear, posts];
      const flags = [openRegistrations, authorizedFetch, allowlistMode];
      this.#facts.push([id, this.#pass.crawlId, observedAt, software, version, ...numbers, language, ...flags]);
    }
    let leftOut = 0;
    for (const list of lists) leftOut += await this.#addList(id, visitId, list);
    this.#tags.add(id, { requests: visit?.requests ?? [], lists, leftOut });
  }

  get staged(): Staged {
    const rows = { peers: this.#peers, blocks: this.#blocks, allows: this.#allows, counts: this.#counts };
    return { lists: this.#lists, kinds: new Set(listKinds.filter((kind) => rows[kind].length > 0)) };
  }

  async write(connection: DuckDBConnection): Promise<void> {
    const write = (table: string, columns: Parameters<typeof appendRows>[2], rows: Cell[][]) =>
      appendRows(connection, table, columns, rows);
    await write('visits', columns.visits, this.#visits);
    await write('requests', columns.requests, this.#requests);
    await write('request_parts', columns.parts, this.#parts);
    await this.#bodies.write(connection);
    if (this.#robots.length > 0) {
      await connection.run(`DELETE FROM robots_files WHERE host_id IN (${this.#robots.map(([id]) => id).join(', ')})`);
    }
    await write('robots_files', ['number', 'number', 'time', 'text', 'text'], this.#robots);
    await this.#tags.write(connection);
    await write('host_aliases', ['number', 'number', 'text'], this.#aliases);
    const sizes = ['number', 'number', 'number', 'number'] as const;
    const flags = ['truth', 'truth', 'truth'] as const;
    await write(
      'instance_facts',
      ['number', 'number', 'time', 'text', 'text', ...sizes, 'text', ...flags],
      this.#facts,
    );
    await this.#peers.write(connection, 'staged_peers', this.#pause);
    await write('staged_blocks', ['number', 'text', 'text', 'text', 'text'], this.#blocks);
    await write('staged_allows', ['number', 'text'], this.#allows);
    await write('staged_counts', ['number', 'number', 'number', 'number'], this.#counts);
  }

  #addVisit(id: number, visit: ObservedVisit, aliases: readonly Host[]): number {
    const { forgotten } = this.#index;
    const visitId = visit.id ?? this.#nextVisit++;
    const { startedAt, finishedAt, status, reason, notBefore, optOut, consent, robots } = visit;
    const state = [status, reason, notBefore, optOut, consent, isAnswered(visit)];
    this.#visits.push([visitId, this.#pass.crawlId, id, startedAt, finishedAt, ...state]);
    for (const [position, request] of visit.requests.entries()) {
      const { url, method, sentAt, durationMs, outcome, status, bytes, bodyHash, etag, brings } = request;
      const times = [Math.round(sentAt), Math.round(durationMs)];
      this.#requests.push([visitId, position, url, method, ...times, outcome, status, bytes, bodyHash, etag]);
      for (const part of brings) this.#parts.push([visitId, position, part]);
      this.#bodies.add(visitId, position, request);
    }
    // One that names a server to forget is asked for anew each time.
    if (robots !== null && forgotten.strike(robots.body) === robots.body) {
      this.#robots.push([id, visitId, Math.round(robots.fetchedAt), robots.outcome, robots.body]);
    }
    this.#index.budget.startList();
    for (const alias of new Set(aliases)) {
      if (this.#pass.kind === 'crawl') this.#index.number(alias, id, finishedAt);
      if (!forgotten.has(alias)) this.#aliases.push([visitId, id, alias]);
    }
    return visitId;
  }

  /** @returns how many entries were left out */
  async #addList(id: number, visit: number | null, list: ListObservation): Promise<number> {
    const { kind, disclosure, reason, entries, rejectedCount, observedAt } = list;
    const { duplicateCount = 0, selfCount = 0 } = list;
    this.#index.budget.startList();
    this.#leftOut = 0;
    if (hasEntries(disclosure)) await this.#addEntries(id, list);
    await this.#pause.after(entries.length);
    const counts = [entries.length, rejectedCount, this.#leftOut, duplicateCount, selfCount];
    const about = { host: id, crawl: this.#pass.crawlId, visit, kind, disclosure };
    this.#lists.push({ ...about, reason: list.unchanged ? 'not-modified' : reason, observedAt, counts });
    return this.#leftOut;
  }

  async #addEntries(id: number, list: ListObservation): Promise<void> {
    const { observedAt } = list;
    if (list.kind === 'peers') await this.#addPeers(id, list);
    else if (list.kind === 'blocks') this.#addBlocks(id, list.entries, observedAt);
    else if (list.kind === 'counts') this.#addCounts(id, list.entries, observedAt);
    else {
      for (const target of list.entries) if (this.#meet(target, id, observedAt)) this.#allows.push([id, target]);
    }
  }

  async #addPeers(id: number, list: ObservedList<Host> & { observedAt: EpochMs }): Promise<void> {
    const { entries, numbered, observedAt } = list;
    const isNumbered = numbered?.numbers.length === entries.length;
    const row = new Uint32Array(entries.length);
    let length = 0;
    for (let start = 0; start < entries.length; start += stretch) {
      const end = Math.min(start + stretch, entries.length);
      for (let at = start; at < end; at++) {
        const target = isNumbered
          ? this.#idOf(numbered, at, id, observedAt)
          : this.#number(entries[at]!, id, observedAt);
        if (target !== undefined && target !== id) row[length++] = target;
      }
      await this.#pause.after(stretch);
    }
    this.#peers.add(id, this.#index.inOrder(row.subarray(0, length)));
  }

  /** Of a name that many lists have in common: looked up when the first of them names it. */
  #idOf(numbered: NumberedHosts, at: number, source: number, observedAt: EpochMs): number | undefined {
    const ids = this.#index.idsOf(numbered.names);
    const number = numbered.numbers[at]!;
    const known = ids[number]!;
    if (known !== unasked) return this.#index.meet(known, observedAt);
    const id = this.#number(numbered.names[number]!, source, observedAt);
    if (id !== undefined) ids[number] = id;
    return id;
  }

  #addBlocks(id: number, blocks: readonly Block[], at: EpochMs): void {
    const { forgotten } = this.#index;
    const seen = new Set<string>();
    for (const { target, action, digest, comment } of blocks) {
      const key = `${target}\n${action}\n${digest}`;
      if (seen.has(key)) continue;
      seen.add(key);
      if (digest !== null && forgotten.has(digest)) continue;
      if (this.#meet(target, id, at)) this.#blocks.push([id, target, action, digest, forgotten.strike(comment)]);
    }
  }

  #addCounts(id: number, counts: readonly FollowCount[], at: EpochMs): void {
    const seen = new Set([id]);
    for (const { target, followsOut, followsIn } of counts) {
      const targetId = this.#number(target, id, at);
      if (targetId === undefined || seen.has(targetId)) continue;
      seen.add(targetId);
      this.#counts.push([id, targetId, followsOut, followsIn]);
    }
  }

  /** A plain name in a rule is a server somebody knows; a pattern or a mask is not. @returns whether the rule is kept */
  #meet(target: RuleText, source: number, at: EpochMs): boolean {
    const host = readHost(target);
    if (host !== undefined && host === (target as string)) return this.#number(host, source, at) !== undefined;
    return this.#index.forgotten.isEmpty || !this.#index.forgotten.has(target.replace(/^\*\./, ''));
  }

  #number(host: Host, source: number, at: EpochMs): number | undefined {
    const entered = this.#index.number(host, source, at);
    if (typeof entered === 'number') return entered;
    if (entered === 'quarantined') this.#leftOut += 1;
    return undefined;
  }
}

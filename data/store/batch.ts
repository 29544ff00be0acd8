/** Turns observations into rows: one pass in memory, then whole columns into the file. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { readHost } from '../host.ts';
import type { Block, EpochMs, FollowCount, Host } from '../types.ts';
import { appendPairs, appendRows, type Cell } from './append.ts';
import type { HostIndex } from './host-index.ts';
import { hasEntries, type ListObservation, type Observation } from './observation.ts';
import { Pairs } from './pairs.ts';

export class Batch {
  readonly #index: HostIndex;
  readonly #crawlId: number;
  #nextVisit: number;
  readonly #visits: Cell[][] = [];
  readonly #requests: Cell[][] = [];
  readonly #aliases: Cell[][] = [];
  readonly #facts: Cell[][] = [];
  readonly #lists: Cell[][] = [];
  readonly #peers = new Pairs();
  readonly #blocks: Cell[][] = [];
  readonly #allows: Cell[][] = [];
  readonly #counts: Cell[][] = [];

  constructor(index: HostIndex, crawlId: number, nextVisit: number) {
    this.#index = index;
    this.#crawlId = crawlId;
    this.#nextVisit = nextVisit;
  }

  add({ host, observedAt, visit, facts, aliases, lists }: Observation): void {
    const times = [observedAt, visit?.finishedAt ?? observedAt, ...lists.map((list) => list.observedAt)];
    const id = this.#index.number(host, Math.min(...times));
    let visitId: number | null = null;
    if (visit !== null) {
      visitId = this.#nextVisit++;
      const { startedAt, finishedAt, status, reason, notBefore } = visit;
      this.#visits.push([visitId, this.#crawlId, id, startedAt, finishedAt, status, reason, notBefore]);
      for (const [position, it] of visit.requests.entries()) {
        const { url, method, sentAt, durationMs, outcome, status, bytes, bodyHash } = it;
        const duration = Math.round(durationMs);
        this.#requests.push([
          visitId,
          position,
          url,
          method,
          Math.round(sentAt),
          duration,
          outcome,
          status,
          bytes,
          bodyHash,
        ]);
      }
      for (const alias of new Set(aliases)) this.#aliases.push([visitId, id, alias]);
    }
    if (facts !== null) {
      const { software, version, users, mau, activeHalfyear, posts, language } = facts;
      const { openRegistrations, authorizedFetch, allowlistMode } = facts;
      const numbers = [users, mau, activeHalfyear, posts];
      const flags = [openRegistrations, authorizedFetch, allowlistMode];
      this.#facts.push([id, this.#crawlId, observedAt, software, version, ...numbers, language, ...flags]);
    }
    for (const list of lists) this.#addList(id, visitId, list);
  }

  async write(connection: DuckDBConnection): Promise<void> {
    const write = (table: string, columns: Parameters<typeof appendRows>[2], rows: Cell[][]) =>
      appendRows(connection, table, columns, rows);
    await write('visits', ['number', 'number', 'number', 'time', 'time', 'text', 'text', 'time'], this.#visits);
    const request = ['number', 'number', 'text', 'text', 'time', 'number', 'text', 'number', 'number', 'text'] as const;
    await write('requests', request, this.#requests);
    await write('host_aliases', ['number', 'number', 'text'], this.#aliases);
    const sizes = ['number', 'number', 'number', 'number'] as const;
    const flags = ['truth', 'truth', 'truth'] as const;
    await write(
      'instance_facts',
      ['number', 'number', 'time', 'text', 'text', ...sizes, 'text', ...flags],
      this.#facts,
    );
    const list = ['number', 'number', 'number', 'text', 'text', 'text', 'number', 'number', 'time'] as const;
    await write('staged_lists', list, this.#lists);
    await appendPairs(connection, 'staged_peers', this.#peers.sources, this.#peers.targets, this.#peers.length);
    await write('staged_blocks', ['number', 'text', 'text', 'text', 'text'], this.#blocks);
    await write('staged_allows', ['number', 'text'], this.#allows);
    await write('staged_counts', ['number', 'number', 'number', 'number'], this.#counts);
  }

  #addList(id: number, visitId: number | null, list: ListObservation): void {
    const { kind, disclosure, reason, entries, rejectedCount, observedAt } = list;
    this.#lists.push([id, this.#crawlId, visitId, kind, disclosure, reason, entries.length, rejectedCount, observedAt]);
    if (!hasEntries(disclosure)) return;
    if (list.kind === 'peers') this.#addPeers(id, list.entries, observedAt);
    else if (list.kind === 'blocks') this.#addBlocks(id, list.entries, observedAt);
    else if (list.kind === 'counts') this.#addCounts(id, list.entries, observedAt);
    else {
      for (const target of list.entries) {
        this.#meet(target, observedAt);
        this.#allows.push([id, target]);
      }
    }
  }

  #addPeers(id: number, peers: readonly Host[], at: EpochMs): void {
    for (const peer of peers) {
      const target = this.#index.number(peer, at);
      if (target !== id) this.#peers.push(id, target);
    }
  }

  #addBlocks(id: number, blocks: readonly Block[], at: EpochMs): void {
    const seen = new Set<string>();
    for (const { target, action, digest, comment } of blocks) {
      const key = `${target}\n${action}\n${digest}`;
      if (seen.has(key)) continue;
      seen.add(key);
      this.#meet(target, at);
      this.#blocks.push([id, target, action, digest, comment]);
    }
  }

  #addCounts(id: number, counts: readonly FollowCount[], at: EpochMs): void {
    const seen = new Set([id]);
    for (const { target, followsOut, followsIn } of counts) {
      const targetId = this.#index.number(target, at);
      if (seen.has(targetId)) continue;
      seen.add(targetId);
      this.#counts.push([id, targetId, followsOut, followsIn]);
    }
  }

  /** A plain name in a rule is a server somebody knows; a pattern or a mask is not. */
  #meet(target: string, at: EpochMs): void {
    const host = readHost(target);
    if (host === target) this.#index.number(host, at);
  }
}

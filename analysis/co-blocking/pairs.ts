/**
 * What happened between two times, as pairs (server k, server b) where k did not cut b at the first: cut since, or not.
 *
 * Seen are servers whose whole list is published at both times and was read anew in between: a list that nobody read again
 * is no list without news. Of the pairs where nothing happened only a sample is kept, drawn with a fixed seed; each then
 * stands for many. Servers that no list names yet are most of all and tell least, so they are sampled apart. A server that was not known at the first time could not be foreseen and is left out.
 */
import { seededRandom } from '../../data/random.ts';
import type { Csr, SnapshotHost } from '../../data/snapshot/types.ts';
import { type Graph, hostOf } from '../graph.ts';
import { contains } from '../ties.ts';
import { type ListTable, type Moment, packRows, readRows, tabulateLists } from './list-table.ts';

/** What was known at the earlier time, and what had happened by the later one. */
export interface Observation {
  table: ListTable;
  pairs: ObservedPairs;
}

/** Parallel arrays; node numbers are those of the earlier graph. */
export interface ObservedPairs {
  source: Uint32Array;
  target: Uint32Array;
  /** 1 where the source cuts the target at the later time. */
  outcome: Uint8Array;
  /** Of the pairs without a block whose target is named as the target of this row is, or is not: the share that is kept. */
  sampledShare: Float64Array;
  /** Pairs that each row stands for. */
  weight: Float64Array;
  newBlocks: number;
}

const seed = 1;
/** Pairs without a block that are kept, half of them with a target that is named: at least, for each new block, at most. */
const minSample = 50_000;
const samplePerBlock = 50;
const maxSample = 400_000;

export function observeBlocks(earlier: Moment, later: Moment): Observation {
  const { before, after } = publishersOfBoth(earlier.graph, later.graph);
  const table = tabulateLists(earlier, before);
  return { table, pairs: observePairs(table, later.graph, after) };
}

/** @returns nodes of the earlier and of the later graph, parallel, ascending by the earlier */
export function publishersOfBoth(earlier: Graph, later: Graph): { before: Uint32Array; after: Uint32Array } {
  const before: number[] = [];
  const after: number[] = [];
  earlier.snapshot.hosts.forEach((host, node) => {
    if (!publishes(host)) return;
    const now = later.names.find(host.host);
    if (now === undefined || !publishes(later.snapshot.hosts[now]!)) return;
    if (later.snapshot.hosts[now]!.observedAt.blocks! <= earlier.snapshot.asOf) return;
    before.push(node);
    after.push(now);
  });
  return { before: Uint32Array.from(before), after: Uint32Array.from(after) };
}

/** An allowlist names whom a server speaks with, and its block list is then no choice among all others. */
export function publishes({ disclosure, observedAt, allowlistMode }: SnapshotHost): boolean {
  return disclosure.blocks === 'published' && observedAt.blocks !== null && allowlistMode !== true;
}

/**
 * @param table of the earlier time
 * @param after nodes of the later graph, parallel to `table.publishers`
 */
function observePairs(table: ListTable, later: Graph, after: Uint32Array): ObservedPairs {
  const { graph, rows, publishers, named } = table;
  const since = rowsInEarlier(graph, later, publishers, after);
  const positives = newBlocks(table, since);
  const wanted = Math.min(maxSample, Math.max(minSample, samplePerBlock * positives.length)) / 2;
  const groups = [0, 1].map((isNamed) => {
    const inGroup = (node: number) => Number(named[node]! > 0) === isNamed;
    const targets = Uint32Array.from({ length: graph.order }, (_, node) => node).filter(inGroup);
    return sampleFree({ publishers, rows, since, targets, inGroup }, wanted);
  });
  const pairs = [...positives, ...groups.flatMap((group) => group.pairs)];
  const shareOf = (target: number) => groups[named[target]! > 0 ? 1 : 0]!.share;
  return {
    source: Uint32Array.from(pairs, ([source]) => source),
    target: Uint32Array.from(pairs, ([, target]) => target),
    outcome: Uint8Array.from(pairs, (_, at) => (at < positives.length ? 1 : 0)),
    sampledShare: Float64Array.from(pairs, ([, target]) => shareOf(target)),
    weight: Float64Array.from(pairs, ([, target], at) => (at < positives.length ? 1 : 1 / shareOf(target))),
    newBlocks: positives.length,
  };
}

type Pair = [source: number, target: number];

function newBlocks({ publishers, rows }: ListTable, since: Csr): Pair[] {
  const pairs: Pair[] = [];
  for (const source of publishers) {
    for (let at = since.offsets[source]!; at < since.offsets[source + 1]!; at++) {
      const target = since.targets[at]!;
      if (!contains(rows, source, target)) pairs.push([source, target]);
    }
  }
  return pairs;
}

/** The later rows, in node numbers of the earlier graph. */
function rowsInEarlier(earlier: Graph, later: Graph, before: Uint32Array, after: Uint32Array): Csr {
  const rows = readRows(later, after);
  const byNode = new Map<number, Uint32Array>();
  before.forEach((source, position) => {
    const now = after[position]!;
    const known = new Set<number>();
    for (let at = rows.offsets[now]!; at < rows.offsets[now + 1]!; at++) {
      const target = earlier.names.find(hostOf(later, rows.targets[at]!));
      if (target !== undefined && target !== source) known.add(target);
    }
    byNode.set(source, Uint32Array.from(known).sort());
  });
  return packRows(earlier.order, byNode);
}

interface Group {
  publishers: Uint32Array;
  rows: Csr;
  since: Csr;
  targets: Uint32Array;
  inGroup(node: number): boolean;
}

/** All pairs of the group without a block, or so many, drawn with replacement: of that many hardly one comes twice. */
function sampleFree(group: Group, wanted: number): { pairs: Pair[]; share: number } {
  const { publishers, targets, rows, since } = group;
  const isFree = (source: number, target: number) =>
    source !== target && !contains(rows, source, target) && !contains(since, source, target);
  const free = countFree(group);
  const pairs: Pair[] = [];
  if (free <= wanted) {
    for (const source of publishers)
      for (const target of targets) if (isFree(source, target)) pairs.push([source, target]);
    return { pairs, share: 1 };
  }
  const random = seededRandom(seed);
  while (pairs.length < wanted) {
    const source = publishers[Math.floor(random() * publishers.length)]!;
    const target = targets[Math.floor(random() * targets.length)]!;
    if (isFree(source, target)) pairs.push([source, target]);
  }
  return { pairs, share: wanted / free };
}

/** O(rows): all pairs, less those of a server with itself and those with a block at either time. */
function countFree({ publishers, rows, since, targets, inGroup }: Group): number {
  let free = publishers.length * targets.length;
  const inRow = ({ offsets, targets: names }: Csr, source: number) =>
    names.subarray(offsets[source], offsets[source + 1]);
  for (const source of publishers) {
    if (inGroup(source)) free--;
    for (const target of inRow(rows, source)) if (inGroup(target)) free--;
    for (const target of inRow(since, source)) if (inGroup(target) && !contains(rows, source, target)) free--;
  }
  return free;
}

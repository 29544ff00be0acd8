/**
 * What one list would cut off from every server, each importing it alone. The list is read as each software reads it, in the
 * words and by the matching that an import has (scenario.ts), once for all servers that read it alike.
 */
import { type MergedEntry, mergeLists } from './blocklist-merge.ts';
import { cutEitherWay } from './effects.ts';
import type { Graph } from './graph.ts';
import { listLoss } from './kernels/list-loss.ts';
import { eachMatch, readTarget } from './matching.ts';
import { append } from './multimap.ts';
import { type ActRow, combine } from './policies.ts';
import { ruleFor, vocabularyOf } from './rules.ts';
import { readEntries, readTargetText } from './scenario.ts';
import { eachMeasure, type TieSums, tieMeasures } from './tie-sums.ts';
import type { TwoSided } from './two-sided.ts';
import type { NamedList } from './types.ts';

/** Names read, each list under a name of its own. */
export interface GivenList {
  /** Names that get the full block of whoever imports. */
  block: readonly string[];
  lists: readonly { name: string; entries: readonly MergedEntry[] }[];
}

/** @throws UserError for a name that can name nothing */
export function readGiven({ block, lists }: { block: readonly string[]; lists: readonly NamedList[] }): GivenList & {
  block: string[];
} {
  return {
    block: [...new Set(block.map(readTargetText))],
    lists: lists.map(({ name, entries }) => ({ name, entries: readEntries(entries) })),
  };
}

/** A list as some softwares read it. */
interface Reading {
  /** The servers that run one of them, ascending. */
  readers: number[];
  /** The nodes it cuts, ascending, and the length of the text that decides, where the longest does. */
  cut: number[];
  length: Uint8Array;
}

/** @returns what each server would lose of its open ties, and the nodes that some server with a tie would cut, ascending */
export function sumListCuts(
  graph: Graph,
  given: GivenList,
  { open }: TwoSided,
  weights: TieSums,
): { cut: TieSums; listed: number[] } {
  const cut = eachMeasure(() => new Float64Array(graph.order));
  const listed = new Set<number>();
  const isTied = (node: number) => open.offsets[node + 1]! > open.offsets[node]!;
  for (const reading of readByAll(graph, given, isTied)) {
    for (const node of reading.cut) listed.add(node);
    for (const measure of tieMeasures) {
      const loss = listLoss(open, reading.cut, weights[measure]);
      for (const node of reading.readers) cut[measure][node] = loss[node]!;
    }
    for (const [node, kept] of keptBy(graph, reading)) {
      const lost = new Set(reading.cut.filter((other) => !kept.has(other)));
      const row = open.targets.subarray(open.offsets[node], open.offsets[node + 1]).filter((other) => lost.has(other));
      for (const measure of tieMeasures) {
        cut[measure][node] = row.reduce((sum, other) => sum + weights[measure][other]!, 0);
      }
    }
  }
  return { cut, listed: [...listed].sort((a, b) => a - b) };
}

/** @returns the nodes that one server would cut off from itself by importing the list, as 1 */
export function markListed(graph: Graph, node: number, given: GivenList): Uint8Array {
  const reading = { readers: [node], ...readAs(graph, graph.snapshot.hosts[node]!.software, given) };
  const kept = keptBy(graph, reading).get(node);
  const marks = new Uint8Array(graph.order);
  for (const other of reading.cut) if (other !== node && kept?.has(other) !== true) marks[other] = 1;
  return marks;
}

/** Whoever has no tie has nothing to lose, and some software that finds pieces of names never has one. */
function readByAll(graph: Graph, given: GivenList, isTied: (node: number) => boolean): Reading[] {
  const { hosts } = graph.snapshot;
  const bySoftware = new Map<string | null, number[]>();
  hosts.forEach(({ software }, node) => {
    if (isTied(node)) append(bySoftware, software, node);
  });
  const actions = [...new Set(given.lists.flatMap(({ entries }) => entries.map(({ action }) => action)))];
  const alike = new Map<string, { software: string | null; readers: number[] }>();
  for (const [software, nodes] of bySoftware) {
    const rules = [vocabularyOf(software).block, ...actions].map((action) => ruleFor(software, action));
    const key = rules.map(({ matching, effect }) => `${matching} ${effect}`).join();
    const known = alike.get(key);
    alike.set(key, { software, readers: [...(known?.readers ?? []), ...nodes] });
  }
  return [...alike.values()].map(({ software, readers }) => ({
    readers: readers.sort((a, b) => a - b),
    ...readAs(graph, software, given),
  }));
}

function readAs({ names, order }: Graph, software: string | null, { block, lists }: GivenList) {
  const row: ActRow = { effect: new Uint8Array(order), length: new Uint8Array(order), spared: new Uint8Array(order) };
  const { entries } = mergeLists(lists, { software, threshold: 1, isExcepted: () => false });
  const blocked = block.map((target) => ({ target, action: vocabularyOf(software).block }));
  for (const { target, action } of [...blocked, ...entries]) {
    const rule = ruleFor(software, action);
    const read = readTarget(target, rule.matching);
    eachMatch(read, names, (node) => combine(row, node, rule, read.length));
  }
  const cut: number[] = [];
  for (let node = 0; node < order; node++) if ((row.effect[node]! & cutEitherWay) !== 0) cut.push(node);
  return { cut, length: row.length };
}

/** The readers that would keep contact with some of what is cut: by an exception, or by a longer rule of their own that wins. */
function keptBy({ policies, names, snapshot }: Graph, { readers, cut, length }: Reading): Map<number, Set<number>> {
  const isCut = new Uint8Array(length.length);
  for (const node of cut) isCut[node] = 1;
  const kept = new Map<number, Set<number>>();
  const keep = (reader: number, node: number) => {
    const nodes = kept.get(reader);
    if (nodes === undefined) kept.set(reader, new Set([node]));
    else nodes.add(node);
  };
  for (const reader of readers) {
    for (const node of policies.sparedBy(reader)) if (isCut[node] === 1) keep(reader, node);
    const { software } = snapshot.hosts[reader]!;
    const [from, to] = policies.blockRange(reader);
    for (let at = from; at < to; at++) {
      const { effect, matching } = ruleFor(software, snapshot.blocks[at]!.action);
      if (matching !== 'longest' || (effect & cutEitherWay) !== 0) continue;
      const { target } = policies.ruleAt(at);
      eachMatch(target, names, (node) => {
        if (isCut[node] === 1 && target.length > length[node]!) keep(reader, node);
      });
    }
  }
  return kept;
}

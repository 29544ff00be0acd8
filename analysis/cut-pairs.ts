/**
 * Which pairs of servers cannot reach each other today, in one direction or both, over the whole snapshot.
 *
 * What declared rules cut is sparse and is held here pair by pair. A server in allowlist mode cuts nearly everybody:
 * those pairs are asked one by one (`closedBits`) and are not held, unless a rule cuts them too.
 */
import type { Csr } from '../data/snapshot/types.ts';
import { cutEitherWay } from './effects.ts';
import type { Graph } from './graph.ts';
import { transpose } from './kernels/transpose.ts';
import { eachMatch, type RuleTarget } from './matching.ts';
import type { NameIndex } from './names.ts';
import { perGraph } from './per-graph.ts';
import { type ActRow, combine } from './policies.ts';
import { opensIn } from './visibility.ts';

/** Posts of the other server do not arrive at the server of the row. */
export const noneArrive = 1;
/** Posts of the server of the row do not arrive at the other. */
export const noneLeave = 2;

/** Symmetric; rows ascending. A pair that is cut one way only stands in both rows, each with its own bit. */
export interface CutPairs extends Csr {
  bits: Uint8Array;
}

/** What the declared rules cut. O(rules × servers they match). */
export const cutPairsOf = perGraph((graph) => mergeBothWays(actsOf(graph)));

/** @returns what the allowlist modes of the two cut between them; 0 where neither is in one */
export function closedBits({ policies }: Graph, node: number, other: number): number {
  return bitsOf(policies.closedTo(node, other), policies.closedTo(other, node));
}

/** Calls `visit` once with every two servers that answer and cannot reach each other both ways. */
export function eachCutPair(graph: Graph, visit: (node: number, other: number) => void): void {
  const { live, order, policies } = graph;
  const { offsets, targets } = cutPairsOf(graph);
  const closed = new Uint8Array(order);
  for (const node of policies.allowlistNodes) closed[node] = 1;
  const cut = new Uint8Array(order);
  for (let node = 0; node < order; node++) {
    if (live[node] === 0) continue;
    const row = targets.subarray(offsets[node], offsets[node + 1]);
    if (closed[node] === 0) {
      for (const other of row) if (other > node && closed[other] === 0 && live[other] === 1) visit(node, other);
      continue;
    }
    for (const other of row) cut[other] = 1;
    for (let other = 0; other < order; other++) {
      if (other === node || live[other] === 0 || (closed[other] === 1 && other < node)) continue;
      if (cut[other] === 1 || closedBits(graph, node, other) !== 0) visit(node, other);
    }
    for (const other of row) cut[other] = 0;
  }
}

/** @param ours effect of the row's server on the other @param theirs of the other on it */
function bitsOf(ours: number, theirs: number): number {
  return (opensIn(ours, theirs) ? 0 : noneArrive) | (opensIn(theirs, ours) ? 0 : noneLeave);
}

/** Who acts on whom, with the bits of effects.ts that cut; rows ascending. */
export interface Acts extends Csr {
  effect: Uint8Array;
}

/** What declared rules cut, by the server that declares them. */
export const actsOf = perGraph(readActs);

function readActs({ names, policies, order }: Pick<Graph, 'names' | 'policies' | 'order'>): Acts {
  const row: ActRow = {
    effect: new Uint8Array(order),
    length: new Uint8Array(order),
    spared: new Uint8Array(order),
  };
  const matches = rememberMatches(names);
  const offsets = new Uint32Array(order + 1);
  const targets: number[] = [];
  const effects: number[] = [];
  for (let source = 0; source < order; source++) {
    const named = new Set(policies.sparedBy(source));
    for (const node of named) row.spared[node] = 1;
    for (const { target, rule } of policies.declaredBy(source)) {
      for (const node of matches(target)) {
        if (node === source) continue;
        combine(row, node, rule, target.length);
        named.add(node);
      }
    }
    for (const node of Uint32Array.from(named).sort()) {
      const cuts = row.effect[node]! & cutEitherWay;
      if (cuts !== 0) effects[targets.push(node) - 1] = cuts;
      row.effect[node] = row.length[node] = row.spared[node] = 0;
    }
    offsets[source + 1] = targets.length;
  }
  return { order, offsets, targets: Uint32Array.from(targets), effect: Uint8Array.from(effects) };
}

/** Popular texts stand on thousands of lists, and a pattern walks all names: each is matched once. */
function rememberMatches(names: NameIndex): (target: RuleTarget) => readonly number[] {
  const known = new Map<string, number[]>();
  return (target) => {
    const key = `${target.kind} ${target.name}`;
    let nodes = known.get(key);
    if (nodes === undefined) {
      const found = new Set<number>();
      eachMatch(target, names, (node) => found.add(node));
      nodes = [...found];
      known.set(key, nodes);
    }
    return nodes;
  };
}

function mergeBothWays(acts: Acts): CutPairs {
  const { order } = acts;
  const on = reverse(acts);
  const offsets = new Uint32Array(order + 1);
  const targets = new Uint32Array(acts.targets.length * 2);
  const bits = new Uint8Array(targets.length);
  let size = 0;
  for (let node = 0; node < order; node++) {
    let ours = acts.offsets[node]!;
    let theirs = on.offsets[node]!;
    const oursEnd = acts.offsets[node + 1]!;
    const theirsEnd = on.offsets[node + 1]!;
    while (ours < oursEnd || theirs < theirsEnd) {
      const target = ours < oursEnd ? acts.targets[ours]! : Number.POSITIVE_INFINITY;
      const source = theirs < theirsEnd ? on.targets[theirs]! : Number.POSITIVE_INFINITY;
      const other = Math.min(target, source);
      bits[size] = bitsOf(target === other ? acts.effect[ours++]! : 0, source === other ? on.effect[theirs++]! : 0);
      targets[size++] = other;
    }
    offsets[node + 1] = size;
  }
  return { order, offsets, targets: targets.slice(0, size), bits: bits.slice(0, size) };
}

/** The same acts by their targets. */
function reverse(acts: Acts): Acts {
  const reversed = transpose(acts);
  const next = reversed.offsets.slice();
  const effect = new Uint8Array(acts.effect.length);
  for (let at = 0; at < acts.targets.length; at++) effect[next[acts.targets[at]!]!++] = acts.effect[at]!;
  return { ...reversed, effect };
}

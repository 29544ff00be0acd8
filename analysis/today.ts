/**
 * How one server stands today: what of an answer depends on the server alone, and on nothing that is asked of it.
 * Questions come in runs about one server, from a few people at once, so the last servers are kept.
 */
import type { SnapshotCount } from '../data/snapshot/types.ts';
import { coverageAround } from './coverage.ts';
import type { Graph } from './graph.ts';
import { perGraph } from './per-graph.ts';
import { type RulesByNode, rulesByNode } from './rules-by-node.ts';
import { measureShares, type Shares } from './shares.ts';
import type { HostCoverage } from './types.ts';
import { type Contact, contactOf, type DeclaredStanding, declaredStandingOf } from './visibility.ts';
import { type Weights, weighTies } from './weights.ts';

/** Nothing of it is ever written to. */
export interface Today extends DeclaredStanding {
  node: number;
  weights: Weights;
  /** The server's own rules one by one, read when first asked for. */
  ownRules: () => RulesByNode;
  contact: Contact;
  /** F V⁰: weight of the ties that work, both directions together. */
  works: Float64Array;
  /** Shares of the ties that work. */
  reach: Reach;
  /** Shares of the ties there would be if no rule cut any, with servers that answer. */
  free: Reach;
  coverage: HostCoverage;
}

/** Shares of a base, each direction. */
export interface Reach {
  in: Shares;
  out: Shares;
}

/**
 * @param node a server of the graph
 * @param counts exact counts of its own that stand in no snapshot
 */
export function todayOf(graph: Graph, node: number, counts?: readonly SnapshotCount[]): Today {
  if (counts !== undefined) return prepare(graph, node, counts);
  const held = lastAsked(graph);
  const today = held.get(node) ?? prepare(graph, node);
  // A map keeps the order in which entries came.
  held.delete(node);
  held.set(node, today);
  if (held.size > mostKept) held.delete(held.keys().next().value!);
  return today;
}

/** Computes once for each standing of a server, when first asked. */
export function perToday<Value>(compute: (graph: Graph, today: Today) => Value) {
  const known = new WeakMap<Today, { value: Value }>();
  return (graph: Graph, today: Today): Value => {
    let found = known.get(today);
    if (found === undefined) {
      found = { value: compute(graph, today) };
      known.set(today, found);
    }
    return found.value;
  };
}

/** Each takes some 100 bytes a server of the snapshot. */
const mostKept = 8;

const lastAsked = perGraph(() => new Map<number, Today>());

function prepare(graph: Graph, node: number, counts?: readonly SnapshotCount[]): Today {
  const weights = weighTies(graph, node, counts);
  const declared = declaredStandingOf(graph, node);
  let ownRules: RulesByNode | undefined;
  const contact = contactOf(graph, declared.standing);
  const works = { in: weigh(weights.in, contact.in), out: weigh(weights.out, contact.out) };
  const shares = (base: { in: Float64Array; out: Float64Array }, part?: Reach): Reach => ({
    in: measureShares(graph, weights, base.in, 'in', part?.in),
    out: measureShares(graph, weights, base.out, 'out', part?.out),
  });
  const reach = shares(works);
  return {
    node,
    weights,
    ...declared,
    ownRules: () => {
      ownRules ??= rulesByNode(graph, node);
      return ownRules;
    },
    contact,
    works: works.in.map((weight, other) => weight + works.out[other]!),
    reach,
    free: shares({ in: weigh(weights.in, graph.live), out: weigh(weights.out, graph.live) }, reach),
    coverage: coverageAround(graph, node),
  };
}

/** @param stands 1 where the tie counts, else 0 */
export function weigh(weight: Float64Array, stands: Uint8Array): Float64Array {
  return weight.map((value, node) => value * stands[node]!);
}

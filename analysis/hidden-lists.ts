/**
 * How much more may be cut by servers that keep their block lists private: never by name, only as a sum over many.
 *
 * A private list is taken to name the host about as often as the published lists of similar servers (same software,
 * same size) do: h = ζ (n + a) / (N + a / h̄), with n of N similar servers cutting the host, and
 * h̄ = (n + ½) / (N + 1) over all that publish. ζ = 1 is the estimate, ζ = 0 and ζ = 2 are its low and its high end.
 * In simulated fediverses, whose administrators spare servers that their people follow, the estimate is about four times
 * what private lists really take (test/testbed/hidden-lists.test.ts).
 * An allowlist is no private block list, and says nothing about one.
 */
import { cutIn } from './effects.ts';
import { lowerGrade } from './grade.ts';
import type { Graph } from './graph.ts';
import { perGraph } from './per-graph.ts';
import { ruleFor, vocabularyOf } from './rules.ts';
import { unknownShare } from './shares.ts';
import { sizeBinCount } from './size-bins.ts';
import { sum } from './sum.ts';
import type { Blocked, Estimate } from './types.ts';
import { pushOut, type Standing } from './visibility.ts';
import type { Weights } from './weights.ts';

/** Fewer servers than this are no crowd: a figure over them could point at one. */
const minServers = 20;
/** a: pseudo-count that pulls small groups towards the rate over all. */
const pseudoCount = 1;

/** @returns the probability that a private list names the host, given n of N similar published lists do */
export function hiddenRate({
  blockers,
  publishers,
  overall,
}: {
  blockers: number;
  publishers: number;
  overall: number;
}): number {
  return (blockers + pseudoCount) / (publishers + pseudoCount / overall);
}

/** Shares of today's follower reach; null where fewer than 20 servers hide, or nothing is published to compare with. */
export function estimateHiddenLists(graph: Graph, standing: Standing, weights: Weights): Blocked['hiddenLists'] {
  const { of, publishers } = strataOf(graph);
  const blockers = new Uint32Array(publishers.length);
  const hiddenWeight = new Float64Array(publishers.length);
  let reach = 0;
  let servers = 0;
  for (let node = 0; node < graph.order; node++) {
    const weight = weights.out[node]! * pushOut(graph, standing, node);
    const { software, disclosure, allowlistMode } = graph.snapshot.hosts[node]!;
    const blocks = allowlistMode === true ? null : disclosure.blocks;
    reach += weight;
    if (blocks === 'published' && (standing.theirs[node]! & cutIn) !== 0) blockers[of[node]!]!++;
    if (blocks !== 'withheld' || weight === 0 || !cuts(software)) continue;
    hiddenWeight[of[node]!]! += weight;
    servers++;
  }
  const published = sum(publishers);
  if (servers < minServers || published === 0) return { ...unknownShare, servers };

  const overall = (sum(blockers) + 0.5) / (published + 1);
  const lostAt = (zeta: number) => {
    let expected = 0;
    hiddenWeight.forEach((weight, stratum) => {
      const rate = hiddenRate({ blockers: blockers[stratum]!, publishers: publishers[stratum]!, overall });
      expected += Math.min(1, zeta * rate) * weight;
    });
    return expected / reach;
  };
  // Not one of these lists was seen, so that the figure is inferred through and through.
  return { share: lostAt(1), low: lostAt(0), high: lostAt(2), grade: 'D', servers };
}

/**
 * @param open the reach that stands by what is published
 * @returns the same with private lists as estimated; its low end with twice their rate, its high end without any
 */
export function lessHidden(open: Estimate, hidden: Blocked['hiddenLists']): Estimate {
  const { share, low, high, grade } = open;
  if (share === null || low === null || hidden.share === null || hidden.high === null) return open;
  return {
    share: share * (1 - hidden.share),
    low: low * (1 - hidden.high),
    high,
    grade: hidden.servers === 0 ? grade : lowerGrade('C', grade),
  };
}

/** What the software calls a block keeps posts out; elsewhere a private list takes nothing from anybody's reach. */
function cuts(software: string | null): boolean {
  return (ruleFor(software, vocabularyOf(software).block).effect & cutIn) !== 0;
}

/** Groups of similar servers: same software, same size. */
const strataOf = perGraph(({ snapshot, ties, order }) => {
  const first = new Map<string, number>();
  const of = new Uint32Array(order);
  snapshot.hosts.forEach(({ software }, node) => {
    const start = first.get(software ?? '') ?? first.size * sizeBinCount;
    first.set(software ?? '', start);
    of[node] = start + ties.bins[node]!;
  });
  const publishers = new Uint32Array(first.size * sizeBinCount);
  snapshot.hosts.forEach(({ disclosure, allowlistMode }, node) => {
    if (disclosure.blocks === 'published' && allowlistMode !== true) publishers[of[node]!]!++;
  });
  return { of, publishers };
});

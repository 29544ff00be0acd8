/**
 * What a server sees through third servers once some are cut: the frame that threads and boosts share.
 *
 * With S the servers newly cut for readers on X, x_r = F(X→r) V(X←r) / Σ_{r'∉S} F(X→r') V(X←r') is what share of what its
 * people still read is on r; of what r has to show, a part ρ_r is of S. Then Σ_{r∉S} x_r ρ_r is the share that is
 * missing in what is still read. Attention moves when S grows, so such figures never add up over S: ask for the whole set.
 *
 * Interval: ties of X scatter apart from those of S, so draw d gives
 * [Σ_r x_r ρ_r g_dr / Σ_r x_r g_dr] · [Σ_b c_b g_db / Σ_b c_b], c_b being what of the share falls on b∈S.
 */
import { drawsBetween, drawsIn, interval90, sumDraws, sumDrawsTogether } from './draws.ts';
import { dispersionOf } from './follow-model.ts';
import {
  type FollowSums,
  type RowVisitor,
  roundingError,
  sumAndWeigh,
  sumFollows,
  weighMembers,
} from './follow-sums.ts';
import { gradeOf, lowerGrade } from './grade.ts';
import type { Graph } from './graph.ts';
import { strengthsOf } from './in-strength.ts';
import { drawCount } from './kernels/draw-sums/stream.ts';
import { nodesWhere } from './nodes-where.ts';
import { unknownShare } from './shares.ts';
import { sum } from './sum.ts';
import type { Estimate } from './types.ts';
import type { Contact } from './visibility.ts';
import type { Weights } from './weights.ts';

/** Relative variance of the follows of a server's ties. */
export type Scatter = (node: number) => number;

/** @returns as far as single ties scatter, and ties of one kind together */
export function usualScatter(graph: Graph): Scatter {
  const { tie, kind } = dispersionOf(graph).in;
  return () => tie + kind;
}

/** Terms of a sum, with what an interval needs; parallel arrays. */
export interface Parts {
  nodes: Uint32Array;
  weight: Float64Array;
  /** Relative variances. */
  relative: Float64Array;
}

/** One figure: the part of S by server read, and the share by server of S. */
export interface Passed {
  /** ρ_r, one entry a node, 0-1; only of servers with a share of the attention. */
  part: Float64Array;
  /** c_b, parallel to `cut`. */
  share: Float64Array;
}

export interface ThroughOthers {
  graph: Graph;
  /** S, ascending. */
  cut: readonly number[];
  /** x_r over what stays in sight, summing to 1. */
  attention: Parts;
  /** Sums in every draw of the attention, and of what of it passes on a part of S. */
  drawn: (passed: Passed) => { all: Float64Array; some: Float64Array };
  /** The same, one entry a node. */
  share: Float64Array;
  /** Replies: S among the readers of r. */
  replies: Passed;
  /** Boosts: S among what r reads. */
  boosts: Passed;
  scatter: Scatter;
  grade: Estimate['grade'];
}

/**
 * @param contact today's, of the server that asks
 * @param cut S: servers whose posts stop arriving there, ascending
 * @param scatter the usual one when left out
 * @param visit gets the row of every server cut, unless null is returned
 * @returns null when nothing would stay in sight that has a known size
 */
export function lookThrough(
  graph: Graph,
  weights: Weights,
  contact: Contact,
  cut: readonly number[],
  scatter: Scatter = usualScatter(graph),
  visit?: RowVisitor,
): ThroughOthers | null {
  const share = new Float64Array(graph.order);
  for (let node = 0; node < graph.order; node++) share[node] = weights.in[node]! * contact.in[node]!;
  for (const node of cut) share[node] = 0;
  const total = sum(share);
  if (total === 0) return null;
  const grade = lowerGrade(gradeOf(graph, share, weights.evidence), 'C');
  for (let node = 0; node < graph.order; node++) share[node]! /= total;
  const nodes = Uint32Array.from(nodesWhere(graph.order, (node) => share[node]! > 0));
  const attention = { nodes, weight: new Float64Array(nodes.length), relative: new Float64Array(nodes.length) };
  for (let at = 0; at < nodes.length; at++) {
    attention.weight[at] = share[nodes[at]!]!;
    attention.relative[at] = weights.exact ? 0 : scatter(nodes[at]!);
  }
  let all: Float64Array | undefined;
  const drawn = ({ part }: Passed) => {
    const passed = attention.weight.map((value, at) => value * part[nodes[at]!]!);
    if (all !== undefined) return { all, some: sumDraws(graph.draws, { ...attention, weight: passed }, drawsIn) };
    const [first, some] = sumDrawsTogether(graph.draws, attention, passed, drawsIn);
    all = first;
    return { all, some };
  };
  return {
    graph,
    cut,
    attention,
    drawn,
    share,
    ...passOn(graph, share, cut, visit),
    scatter,
    grade,
  };
}

function passOn(
  graph: Graph,
  share: Float64Array,
  cut: readonly number[],
  visit: RowVisitor | undefined,
): { replies: Passed; boosts: Passed } {
  const whole = strengthsOf(graph);
  const perFollow = (sums: Float64Array) =>
    sums.map((sum, node) => (sum === 0 || share[node] === 0 ? 0 : share[node]! / sum));
  const weight: FollowSums = { readers: perFollow(whole.readers), sources: perFollow(whole.sources) };
  const asked = new Uint8Array(graph.order);
  for (let node = 0; node < graph.order; node++) asked[node] = Number(share[node] !== 0);
  const { sums: ofCut, weighed } = sumOfCut(graph, { cut, whole, weight, asked, visit });
  const partOf = (some: Float64Array, all: Float64Array) =>
    some.map((value, node) => (value === 0 ? 0 : Math.min(1, value / all[node]!)));
  return {
    replies: { part: partOf(ofCut.readers, whole.readers), share: weighed.readers },
    boosts: { part: partOf(ofCut.sources, whole.sources), share: weighed.sources },
  };
}

interface CutSums {
  cut: readonly number[];
  whole: FollowSums;
  weight: FollowSums;
  asked: Uint8Array;
  visit: RowVisitor | undefined;
}

/** Where most are cut, summing up the few others costs less. */
function sumOfCut(graph: Graph, { cut, whole, weight, asked, visit }: CutSums): ReturnType<typeof sumAndWeigh> {
  if (cut.length < graph.order / 2) return sumAndWeigh(graph, cut, weight, asked, visit);
  const isCut = new Uint8Array(graph.order);
  for (const node of cut) isCut[node] = 1;
  const rest = sumFollows(
    graph,
    nodesWhere(graph.order, (node) => isCut[node] === 0),
    asked,
  );
  const without = (all: Float64Array, some: Float64Array) =>
    all.map((sum, node) => (sum - some[node]! <= roundingError * sum ? 0 : sum - some[node]!));
  const sums = { readers: without(whole.readers, rest.readers), sources: without(whole.sources, rest.sources) };
  return { sums, weighed: weighMembers(graph, cut, weight, asked, visit) };
}

/** @returns the share that is missing, and null where all of S is of unknown size */
export function estimateMissing(through: ThroughOthers, passed: Passed): Estimate {
  const { part } = passed;
  const { graph, cut, attention, grade } = through;
  const missing = sumOver(attention, (node) => part[node]!);
  if (missing === 0) {
    const blind = cut.some((node) => graph.live[node] === 1 && Number.isNaN(graph.audience.people[node]!));
    return blind ? unknownShare : { share: 0, low: 0, high: 0, grade };
  }
  const { low, high } = interval90(drawMissing(through, passed));
  return { share: missing, low: Math.min(low, missing), high: Math.max(high, missing), grade };
}

/** Σ_r x_r value(r). */
export function sumOver({ nodes, weight }: Parts, value: (node: number) => number): number {
  let sum = 0;
  for (let at = 0; at < nodes.length; at++) sum += weight[at]! * value(nodes[at]!);
  return Math.min(1, sum);
}

/** @returns the servers of S with what of the share falls on each */
export function partsOf({ cut, scatter }: ThroughOthers, { share }: Passed): Parts {
  return { nodes: Uint32Array.from(cut), weight: share, relative: Float64Array.from(cut, scatter) };
}

function drawMissing(through: ThroughOthers, passed: Passed): Float64Array {
  const { all, some } = through.drawn(passed);
  const ofCut = sumDraws(through.graph.draws, partsOf(through, passed), drawsBetween);
  const mean = sum(passed.share);
  const missing = new Float64Array(drawCount);
  for (let draw = 0; draw < drawCount; draw++) {
    const factor = all[draw] === 0 || mean === 0 ? 0 : ofCut[draw]! / mean / all[draw]!;
    missing[draw] = Math.min(1, some[draw]! * factor);
  }
  return missing;
}

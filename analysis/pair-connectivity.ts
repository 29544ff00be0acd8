/**
 * How much of the fediverse can talk: the chance that two people, taken at random, are on servers that reach each other
 * both ways (or on the same). With A_i the audience and T = Σ A_i over servers that answer,
 * PC = 1 − (2 / T²) Σ_{i<j, cut either way} A_i A_j. Whether any of them follow each other is no part of it.
 *
 * 1 / PC is the number of equal islands, all cut from each other, that would give the same chance.
 */
import type { Change } from './change.ts';
import { eachCutPair } from './cut-pairs.ts';
import { drawsBetween, interval90, sumDraws } from './draws.ts';
import type { Graph } from './graph.ts';
import { drawCount } from './kernels/draw-sums/stream.ts';
import { perGraph } from './per-graph.ts';
import { sum } from './sum.ts';
import type { Estimate, Grade } from './types.ts';

export interface PairConnectivity {
  /** PC, 0-1. */
  share: number;
  /** 1 / PC. */
  islands: number;
  /** T. */
  people: number;
  /** PC and T² in every draw of the sizes. */
  drawn: { share: Float64Array; squared: Float64Array };
}

/** Today; null where no size is known. O(cut pairs), and O(order) for each server in allowlist mode. */
export const pairConnectivityOf = perGraph((graph): PairConnectivity | null => {
  let people = 0;
  for (let node = 0; node < graph.order; node++) people += peopleOn(graph, node);
  if (people === 0) return null;
  let apart = 0;
  eachCutPair(graph, (node, other) => {
    apart += peopleOn(graph, node) * peopleOn(graph, other);
  });
  return describe(1 - (2 * apart) / people ** 2, people, drawToday(graph));
});

/** The same with sizes as they may be. */
function drawToday(graph: Graph): PairConnectivity['drawn'] {
  const sizes = new Map<number, Float64Array>();
  const sizeOf = (node: number) => {
    const known = sizes.get(node) ?? drawSizes(graph, [node]);
    sizes.set(node, known);
    return known;
  };
  const apart = new Float64Array(drawCount);
  eachCutPair(graph, (node, other) => {
    const [one, two] = [sizeOf(node), sizeOf(other)];
    for (let draw = 0; draw < drawCount; draw++) apart[draw]! += one[draw]! * two[draw]!;
  });
  const everybody = drawSizes(
    graph,
    Array.from({ length: graph.order }, (_, node) => node),
  );
  const squared = everybody.map((people) => people ** 2);
  return { share: apart.map((pairs, draw) => 1 - (2 * pairs) / squared[draw]!), squared };
}

/** People on these servers in every draw of their sizes. */
function drawSizes(graph: Graph, nodes: readonly number[]): Float64Array {
  const weight = nodes.map((node) => peopleOn(graph, node));
  const relative = nodes.map((node) => Math.expm1(graph.audience.sigma[node]! ** 2));
  return sumDraws(graph.draws, { nodes, weight, relative }, drawsBetween);
}

/** The same after a scenario: each pair X–b that is newly cut takes 2 A_X A_b / T², each that opens gives as much. */
export function connectivityAfter(
  graph: Graph,
  { before, contactBefore, contactAfter }: Change,
): PairConnectivity | null {
  const today = pairConnectivityOf(graph);
  if (today === null) return null;
  const [cut, opened]: [number[], number[]] = [[], []];
  for (let node = 0; node < graph.order; node++) {
    const was = contactBefore.in[node]! * contactBefore.out[node]!;
    const is = contactAfter.in[node]! * contactAfter.out[node]!;
    if (was > is) cut.push(node);
    if (is > was) opened.push(node);
  }
  const count = (nodes: readonly number[]) => sum(nodes.map((node) => peopleOn(graph, node)));
  const own = peopleOn(graph, before.node);
  const change = (2 * own * (count(cut) - count(opened))) / today.people ** 2;
  const [ownDrawn, cutDrawn, openedDrawn] = [[before.node], cut, opened].map((nodes) => drawSizes(graph, nodes));
  const share = today.drawn.share.map(
    (value, draw) =>
      value - (2 * ownDrawn![draw]! * (cutDrawn![draw]! - openedDrawn![draw]!)) / today.drawn.squared[draw]!,
  );
  return describe(today.share - change, today.people, { share, squared: today.drawn.squared });
}

/** @returns PC with its 90 % interval; graded by how many of the people are on servers whose own count is used */
export function estimateConnectivity(graph: Graph, { share, drawn }: PairConnectivity): Estimate {
  return { ...around(share, drawn.share), grade: gradeSizes(graph) };
}

/** @returns by how much PC falls, negative where it rises */
export function estimateFall(graph: Graph, before: PairConnectivity, after: PairConnectivity): Estimate {
  const falls = before.drawn.share.map((value, draw) => value - after.drawn.share[draw]!);
  return { ...around(before.share - after.share, falls), grade: gradeSizes(graph) };
}

function around(share: number, drawn: Float64Array): Omit<Estimate, 'grade'> {
  const { low, high } = interval90(drawn);
  return { share, low: Math.min(low, share), high: Math.max(high, share) };
}

/** B: four fifths of the people on servers whose own count is used. */
const gradeSizes = perGraph((graph): Grade => {
  let [counted, all] = [0, 0];
  for (let node = 0; node < graph.order; node++) {
    all += peopleOn(graph, node);
    if (graph.audience.source[node] === 'mau') counted += peopleOn(graph, node);
  }
  return counted >= 0.8 * all ? 'B' : 'C';
});

/**
 * @param listed share of all people that are on the servers of a list, 0-1
 * @param taken share of all others whose servers take the list over, 0-1; everybody when left out
 * @returns the chance that two people can talk when nothing else is cut
 */
export function connectivityUnderList(listed: number, taken = 1): number {
  return 1 - 2 * taken * listed * (1 - listed);
}

/** A on a server that answers, 0 where not known. */
export function peopleOn({ audience, live }: Graph, node: number): number {
  const people = audience.people[node]!;
  return Number.isNaN(people) ? 0 : people * live[node]!;
}

function describe(share: number, people: number, drawn: PairConnectivity['drawn']): PairConnectivity {
  const within = Math.min(1, Math.max(0, share));
  return { share: within, islands: 1 / within, people, drawn };
}

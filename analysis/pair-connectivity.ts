/**
 * How much of the fediverse can talk: the chance that two people, taken at random, are on servers that reach each other
 * both ways (or on the same). With A_i the audience and T = Σ A_i over servers that answer,
 * PC = 1 − (2 / T²) Σ_{i<j, cut either way} A_i A_j. Whether any of them follow each other is no part of it.
 *
 * 1 / PC is the number of equal islands, all cut from each other, that would give the same chance.
 */
import type { Change } from './change.ts';
import { eachCutPair } from './cut-pairs.ts';
import type { Graph } from './graph.ts';
import { perGraph } from './per-graph.ts';

export interface PairConnectivity {
  /** PC, 0-1. */
  share: number;
  /** 1 / PC. */
  islands: number;
  /** T. */
  people: number;
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
  return describe(1 - (2 * apart) / people ** 2, people);
});

/** The same after a scenario: each pair X–b that is newly cut takes 2 A_X A_b / T², each that opens gives as much. */
export function connectivityAfter(
  graph: Graph,
  { before, contactBefore, contactAfter }: Change,
): PairConnectivity | null {
  const today = pairConnectivityOf(graph);
  if (today === null) return null;
  let apart = 0;
  for (let node = 0; node < graph.order; node++) {
    const was = contactBefore.in[node]! * contactBefore.out[node]!;
    const is = contactAfter.in[node]! * contactAfter.out[node]!;
    apart += (was - is) * peopleOn(graph, node);
  }
  const change = (2 * peopleOn(graph, before.node) * apart) / today.people ** 2;
  return describe(today.share - change, today.people);
}

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

function describe(share: number, people: number): PairConnectivity {
  const within = Math.min(1, Math.max(0, share));
  return { share: within, islands: 1 / within, people };
}

/**
 * The servers that publish how many follows they have with every other (Misskey and its forks), as a truth to check against.
 * Follows are told apart by the way posts take: in, of the server's people towards accounts elsewhere; out, of people
 * elsewhere towards its accounts.
 */
import type { Graph } from '../graph.ts';
import { sum } from '../sum.ts';
import { readTies } from '../ties.ts';
import { contactOf, standingOf } from '../visibility.ts';

export const directions = ['in', 'out'] as const;
export type Direction = (typeof directions)[number];
export type PerDirection<Value> = Record<Direction, Value>;

export function perDirection<Value>(make: (direction: Direction) => Value): PerDirection<Value> {
  return { in: make('in'), out: make('out') };
}

/** Fewer standing follows make no share. */
export const fewestFollows = 30;

/** What rests on fewer servers is shown and not judged. */
export const fewestServers = 5;

export interface CountedRow {
  node: number;
  /** Follows as counted, where rules let posts through today; one entry a node. */
  follows: PerDirection<Float64Array>;
  total: PerDirection<number>;
  /** Who gets whose posts today, 0 or 1. */
  contact: PerDirection<Uint8Array>;
  /** Servers of known size in contact with which the lists allow a tie, ascending: what a model can tell apart. */
  tied: PerDirection<number[]>;
}

/** @returns servers that answered and publish their counts in full, ascending */
export function countedServers({ counts, live }: Graph): number[] {
  return counts.sources.filter((node) => live[node] === 1);
}

/** @param node one of `countedServers` */
export function countedRow(graph: Graph, node: number): CountedRow {
  const { audience, counts, order, ties } = graph;
  const { mask } = readTies(ties, node);
  const contact = contactOf(graph, standingOf(graph, node));
  const follows = { in: new Float64Array(order), out: new Float64Array(order) };
  for (const { target, followsOut, followsIn } of counts.rowsOf(node) ?? []) {
    follows.in[target]! += followsOut * contact.in[target]!;
    follows.out[target]! += followsIn * contact.out[target]!;
  }
  const tied: CountedRow['tied'] = { in: [], out: [] };
  for (const direction of directions) {
    for (let other = 0; other < order; other++) {
      if (mask[other]! > 0 && audience.people[other]! > 0 && contact[direction][other] === 1)
        tied[direction].push(other);
    }
  }
  return { node, follows, total: { in: sum(follows.in), out: sum(follows.out) }, contact, tied };
}

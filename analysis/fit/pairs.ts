/**
 * What the model of follows is fitted on: pairs of a server that publishes its counts in full (Misskey and its forks)
 * and another server, with the follows in both directions, zeros included. Left out: pairs that no list speaks for, that a
 * block of either side cuts today, or of which one side does not answer or has no known size; and servers of few people.
 */
import { cutEitherWay } from '../effects.ts';
import type { Graph } from '../graph.ts';
import { readTies } from '../ties.ts';
import { standingOf } from '../visibility.ts';

/** Parallel arrays, one entry a pair. */
export interface CalibrationPairs {
  /** Servers that publish counts, ascending. */
  servers: number[];
  /** The pairs of `servers[at]` are `offsets[at]` to `offsets[at + 1]`. */
  offsets: Uint32Array;
  /** The server that publishes the counts. */
  server: Uint32Array;
  other: Uint32Array;
  /** Index into `evidenceNames`. */
  evidence: Uint8Array;
  /** Probability of the tie. */
  mask: Float64Array;
  /** Follows from people on `server` to accounts on `other`. */
  out: Float64Array;
  /** Follows from people on `other` to accounts on `server`. */
  in: Float64Array;
}

/** Counts of smaller servers say more about single people than about servers. */
const fewestPeople = 5;
/** More pairs than this make the fit no better, only slower: servers are then taken evenly from all. */
const mostPairs = 300_000;

export function collectPairs(graph: Graph): CalibrationPairs {
  const { audience, counts, live, order, ties } = graph;
  const publishing: number[] = [];
  for (let node = 0; node < order; node++) {
    if (live[node] === 1 && audience.people[node]! >= fewestPeople && counts.rowsOf(node)) publishing.push(node);
  }
  const servers = sample(publishing, Math.max(20, Math.floor(mostPairs / Math.max(1, meanDegree(graph, publishing)))));
  const columns = { server: [] as number[], other: [] as number[], evidence: [] as number[], mask: [] as number[] };
  const out: number[] = [];
  const back: number[] = [];
  const offsets = new Uint32Array(servers.length + 1);
  servers.forEach((server, at) => {
    const { mask, evidence } = readTies(ties, server);
    const { ours, theirs } = standingOf(graph, server);
    const isCut = (other: number) => ((ours[other]! | theirs[other]!) & cutEitherWay) !== 0;
    const follows = new Map(counts.rowsOf(server)!.map((row) => [row.target, row]));
    for (let other = 0; other < order; other++) {
      if (mask[other] === 0 || live[other] === 0 || !(audience.people[other]! > 0) || isCut(other)) continue;
      const row = follows.get(other);
      columns.server.push(server);
      columns.other.push(other);
      columns.evidence.push(evidence[other]!);
      columns.mask.push(mask[other]!);
      out.push(row?.followsOut ?? 0);
      back.push(row?.followsIn ?? 0);
    }
    offsets[at + 1] = out.length;
  });
  return {
    servers,
    offsets,
    server: Uint32Array.from(columns.server),
    other: Uint32Array.from(columns.other),
    evidence: Uint8Array.from(columns.evidence),
    mask: Float64Array.from(columns.mask),
    out: Float64Array.from(out),
    in: Float64Array.from(back),
  };
}

/** @returns at most `most` of the items, evenly spaced */
function sample(items: readonly number[], most: number): number[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, at) => items[Math.floor((at * items.length) / most)]!);
}

function meanDegree({ ties }: Graph, nodes: readonly number[]): number {
  return nodes.reduce((sum, node) => sum + ties.peers.degree(node), 0) / Math.max(1, nodes.length);
}

/**
 * V2: the same follows counted by both servers, where both publish counts. What one says its people follow on the other is
 * what the other says it is followed by. The pairing that would be wrong, out with out, is there to compare with: where follows
 * go both ways alike it is nearly as good, so that only being much better than it shows that the columns mean what we take
 * them for. A mistake that swaps the columns of both ends alike shows in neither.
 */
import { cutEitherWay } from '../effects.ts';
import type { Graph } from '../graph.ts';
import { standingOf } from '../visibility.ts';
import { meanOf } from './answers.ts';
import { atLeast, atMost, type Check, restOn, within } from './check.ts';
import { countedServers } from './counted-rows.ts';
import { spearman } from './ranks.ts';

const fewestPairs = 20;

export interface BothEnds {
  /** Ordered pairs, reader's server and author's server, of which either end counts follows. */
  pairs: number;
  /** Median of the reader's count over the author's; null without pairs, as are the others. */
  ratio: number | null;
  spearman: number | null;
  /** Mean of |ln((a + 1) / (b + 1))| over that of the swapped pairing; null where that one agrees wholly too. */
  errorOverSwapped: number | null;
}

/** Pairs that a rule of either side cuts are left out: one end may have deleted its follows. */
export function compareBothEnds(graph: Graph): BothEnds {
  const servers = countedServers(graph);
  const byReader: number[] = [];
  const byAuthor: number[] = [];
  const swapped: number[] = [];
  for (const reader of servers) {
    const { ours, theirs } = standingOf(graph, reader);
    for (const author of servers) {
      if (author === reader || ((ours[author]! | theirs[author]!) & cutEitherWay) !== 0) continue;
      const atReader = graph.counts.rowOn(reader, author);
      const atAuthor = graph.counts.rowOn(author, reader);
      const [a, b] = [atReader?.followsOut ?? 0, atAuthor?.followsIn ?? 0];
      if (a + b === 0) continue;
      byReader.push(a);
      byAuthor.push(b);
      swapped.push(atAuthor?.followsOut ?? 0);
    }
  }
  const [error, other] = [meanDistance(byReader, byAuthor), meanDistance(byReader, swapped)];
  return {
    pairs: byReader.length,
    ratio: median(byReader.map((count, at) => count / byAuthor[at]!)),
    spearman: spearman(byReader, byAuthor),
    errorOverSwapped: error === null || other === null || other === 0 ? null : error / other,
  };
}

export function checkBothEnds({ pairs, ratio, spearman, errorOverSwapped }: BothEnds): Check[] {
  const without = 'no two servers that publish counts count follows of each other';
  return restOn({ id: 'V2', rows: pairs, unit: 'pair', fewest: fewestPairs, without }, [
    within("median of the reader's count over the author's", ratio, 0.9, 1.1),
    atLeast('Spearman of both counts', spearman, 0.95),
    atMost('distance of both counts over that of the swapped pairing', errorOverSwapped, 0.5),
  ]);
}

/** Of follows in tens of thousands and in ones alike: on a logarithmic scale. */
function meanDistance(a: readonly number[], b: readonly number[]): number | null {
  return meanOf(a.map((value, at) => Math.abs(Math.log((value + 1) / (b[at]! + 1)))));
}

/** @returns the lower of the two middle ones where there are two; null of none */
function median(values: number[]): number | null {
  return values.sort((a, b) => a - b)[(values.length - 1) >> 1] ?? null;
}

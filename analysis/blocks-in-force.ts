/** How much of one server's contact the published rules of either side take today, all together. */
import { cutEitherWay } from './effects.ts';
import type { Graph } from './graph.ts';
import { measureShares } from './shares.ts';
import { weigh } from './today.ts';
import type { Estimate } from './types.ts';
import { contactOf, standingOf } from './visibility.ts';
import { weighTies } from './weights.ts';

export interface BlocksInForce {
  /** Servers that answer, are or may be tied, and with which a rule cuts contact in a direction. */
  servers: number;
  /** Share of the follows of the server's people that is cut, of all to servers that answer. */
  in: Estimate;
  /** Share of its followers that is cut. */
  out: Estimate;
}

/**
 * @param fewest servers, and people on them, that a sum must rest on to be told
 * @returns null where it rests on fewer, though on some, and for a server that did not answer
 */
export function sumBlocksInForce(graph: Graph, node: number, fewest: number): BlocksInForce | null {
  const { live, audience } = graph;
  if (live[node] === 0) return null;
  const weights = weighTies(graph, node);
  const standing = standingOf(graph, node);
  const cut: number[] = [];
  let people = 0;
  for (let other = 0; other < graph.order; other++) {
    const acts = ((standing.ours[other]! | standing.theirs[other]!) & cutEitherWay) !== 0;
    if (!acts || other === node || live[other] === 0 || weights.mask[other] === 0) continue;
    cut.push(other);
    people += audience.people[other]! || 0;
  }
  if (cut.length > 0 && (cut.length < fewest || people < fewest)) return null;
  const contact = contactOf(graph, standing);
  const share = (direction: 'in' | 'out') =>
    measureShares(graph, weights, weigh(weights[direction], live), direction).of(
      cut.filter((other) => contact[direction][other] === 0),
    );
  return { servers: cut.length, in: share('in'), out: share('out') };
}

/** The servers one server is tied to, and how contact stands today. */
import { cutEitherWay, hideIn } from './effects.ts';
import { audienceOf, findNode, type Graph, hostOf } from './graph.ts';
import { measureShares } from './shares.ts';
import { sizedShare } from './sized-share.ts';
import { sum } from './sum.ts';
import { evidenceNames } from './ties.ts';
import { todayOf } from './today.ts';
import type { Tie } from './types.ts';
import type { Weights } from './weights.ts';

/**
 * @returns every server that is or may be tied to the host, and every server that an action of either side cuts or
 * that the host hides, the heaviest first; `weight` 0 where there is no tie or its audience is not known
 * @throws UserError for a host that was not seen
 */
export function listTies(graph: Graph, host: string): Tie[] {
  const node = findNode(graph, host);
  const { weights, standing, contact } = todayOf(graph, node);
  const base = averageDirections(weights);
  const total = sum(base);
  const shares = measureShares(graph, weights, base, 'in');
  const ties: Tie[] = [];
  for (let other = 0; other < graph.order; other++) {
    const hidden = (standing.ours[other]! & hideIn) !== 0;
    const acted = hidden || ((standing.ours[other]! | standing.theirs[other]!) & cutEitherWay) !== 0;
    if (other === node || (weights.mask[other] === 0 && !acted)) continue;
    const answer = graph.live[node] === 1 && graph.live[other] === 1;
    ties.push({
      host: hostOf(graph, other),
      weight: total === 0 ? 0 : base[other]! / total,
      estimate: sizedShare(graph, weights, shares, [other]),
      evidence: evidenceNames[weights.evidence[other]!]!,
      contact: answer ? nameContact(contact.in[other] === 1, contact.out[other] === 1, hidden) : 'dead',
      audience: audienceOf(graph, other),
    });
  }
  // Of equal weight they stay in node order.
  return ties.sort((a, b) => b.weight - a.weight);
}

/** Follows of both directions, each direction counting the same however many follows it has; it sums to all follows. */
function averageDirections(weights: Weights): Float64Array {
  const all = { in: sum(weights.in), out: sum(weights.out) };
  const directions = Number(all.in > 0) + Number(all.out > 0);
  const scale = (total: number) => (total === 0 ? 0 : (all.in + all.out) / total / directions);
  const [scaleIn, scaleOut] = [scale(all.in), scale(all.out)];
  return weights.in.map((weight, node) => weight * scaleIn + weights.out[node]! * scaleOut);
}

function nameContact(arrives: boolean, leaves: boolean, hidden: boolean): Tie['contact'] {
  if (!arrives) return leaves ? 'out-only' : 'cut';
  if (!leaves) return 'in-only';
  return hidden ? 'hidden' : 'open';
}

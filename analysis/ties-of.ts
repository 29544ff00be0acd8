/** The servers one server is tied to, and how contact stands today. */
import { cutEitherWay, hideIn } from './effects.ts';
import { audienceOf, findNode, type Graph, hostOf } from './graph.ts';
import { measureShares } from './shares.ts';
import { sizedShare } from './sized-share.ts';
import { sum } from './sum.ts';
import { evidenceNames } from './ties.ts';
import { todayOf } from './today.ts';
import type { StrongestTies, Tie } from './types.ts';
import type { Weights } from './weights.ts';

/**
 * @returns every server that is or may be tied to the host, and every server that an action of either side cuts or
 * that the host hides, the heaviest first; `weight` 0 where there is no tie or its audience is not known
 * @throws UserError for a host that was not seen
 */
export function listTies(graph: Graph, host: string): Tie[] {
  const { nodes, tieTo } = tiesOf(graph, findNode(graph, host));
  return nodes.map(tieTo);
}

/**
 * The same for a picture of it, which shows the heaviest ties and every server that is cut or hidden today.
 * @param limit of the ties that are neither
 * @throws UserError for a host that was not seen
 */
export function listStrongestTies(graph: Graph, host: string, limit: number): StrongestTies {
  const { nodes, weigh, isActedOn, tieTo } = tiesOf(graph, findNode(graph, host));
  const ties: Tie[] = [];
  const rest = { servers: 0, weight: 0 };
  let open = 0;
  for (const node of nodes) {
    if (isActedOn(node) || open++ < limit) ties.push(tieTo(node));
    else {
      rest.servers++;
      rest.weight += weigh(node);
    }
  }
  return { ties, rest };
}

/** Whom the host is tied to, the heaviest first; of equal weight in node order. */
function tiesOf(graph: Graph, node: number) {
  const { weights, standing, contact } = todayOf(graph, node);
  const base = averageDirections(weights);
  const total = sum(base);
  const shares = measureShares(graph, weights, base, 'in');
  const weigh = (other: number) => (total === 0 ? 0 : base[other]! / total);
  const isHidden = (other: number) => (standing.ours[other]! & hideIn) !== 0;
  const isActedOn = (other: number) =>
    isHidden(other) || ((standing.ours[other]! | standing.theirs[other]!) & cutEitherWay) !== 0;
  const nodes: number[] = [];
  for (let other = 0; other < graph.order; other++) {
    if (other !== node && (weights.mask[other] !== 0 || isActedOn(other))) nodes.push(other);
  }
  nodes.sort((a, b) => weigh(b) - weigh(a) || a - b);
  const tieTo = (other: number): Tie => {
    const answer = graph.live[node] === 1 && graph.live[other] === 1;
    return {
      host: hostOf(graph, other),
      weight: weigh(other),
      estimate: sizedShare(graph, weights, shares, [other]),
      evidence: evidenceNames[weights.evidence[other]!]!,
      contact: answer ? nameContact(contact.in[other] === 1, contact.out[other] === 1, isHidden(other)) : 'dead',
      audience: audienceOf(graph, other),
    };
  };
  return { nodes, weigh, isActedOn, tieTo };
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

/** The servers one server is tied to, and how contact stands today. */
import { cutEitherWay, hideIn } from './effects.ts';
import { audienceOf, findNode, type Graph, hostOf } from './graph.ts';
import { evidenceNames } from './ties.ts';
import type { Tie } from './types.ts';
import { contactOf, standingOf } from './visibility.ts';
import { weighTies } from './weights.ts';

/**
 * @returns every server that is or may be tied to the host, and every server that an action of either side cuts or
 * that the host hides, the heaviest first; `weight` 0 where there is no tie or its audience is not known
 * @throws UserError for a host that was not seen
 */
export function listTies(graph: Graph, host: string): Tie[] {
  const node = findNode(graph, host);
  const weights = weighTies(graph, node);
  const standing = standingOf(graph, node);
  const contact = contactOf(graph, standing);
  const total = { in: sum(weights.in), out: sum(weights.out) };
  const half = (weight: number, of: number) => (of === 0 ? 0 : weight / of / 2);
  const ties: { node: number; tie: Tie }[] = [];
  for (let other = 0; other < graph.order; other++) {
    const hidden = (standing.ours[other]! & hideIn) !== 0;
    const acted = hidden || ((standing.ours[other]! | standing.theirs[other]!) & cutEitherWay) !== 0;
    if (other === node || (weights.mask[other] === 0 && !acted)) continue;
    const answer = graph.live[node] === 1 && graph.live[other] === 1;
    ties.push({
      node: other,
      tie: {
        host: hostOf(graph, other),
        weight: half(weights.in[other]!, total.in) + half(weights.out[other]!, total.out),
        evidence: evidenceNames[weights.evidence[other]!]!,
        contact: answer ? nameContact(contact.in[other] === 1, contact.out[other] === 1, hidden) : 'dead',
        audience: audienceOf(graph, other),
      },
    });
  }
  return ties.sort((a, b) => b.tie.weight - a.tie.weight || a.node - b.node).map(({ tie }) => tie);
}

function nameContact(arrives: boolean, leaves: boolean, hidden: boolean): Tie['contact'] {
  if (!arrives) return leaves ? 'out-only' : 'cut';
  if (!leaves) return 'in-only';
  return hidden ? 'hidden' : 'open';
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

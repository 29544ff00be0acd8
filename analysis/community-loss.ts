/** Which communities the loss falls on: F (V⁰ − V¹), both directions together, by the community of the other server. */
import type { Change } from './change.ts';
import { communitiesOf } from './communities.ts';
import type { Graph } from './graph.ts';
import type { CommunityLoss } from './types.ts';
import type { Weights } from './weights.ts';

/** Communities that lose something, the largest part of the loss first; id -1 gathers servers in no community. Empty where none was found. */
export function assessCommunities(
  graph: Graph,
  { contactBefore, contactAfter }: Change,
  weights: Weights,
): CommunityLoss[] {
  const { of, list } = communitiesOf(graph);
  if (list.length === 0) return [];
  const base = new Float64Array(list.length + 1);
  const lost = new Float64Array(list.length + 1);
  let loose = 0;
  for (let node = 0; node < graph.order; node++) {
    const community = of[node]! + 1;
    if (community === 0) loose++;
    const inBefore = weights.in[node]! * contactBefore.in[node]!;
    const outBefore = weights.out[node]! * contactBefore.out[node]!;
    base[community]! += inBefore + outBefore;
    lost[community]! += inBefore * (1 - contactAfter.in[node]!) + outBefore * (1 - contactAfter.out[node]!);
  }
  const total = lost.reduce((sum, value) => sum + value, 0);
  if (total === 0) return [];
  const losses = [...lost].flatMap((value, at): CommunityLoss[] => {
    if (value === 0) return [];
    const { name, size } = list[at - 1] ?? { name: 'no community', size: loose };
    return [{ id: at - 1, name, size, shareLost: value / base[at]!, shareOfLoss: value / total }];
  });
  return losses.sort((a, b) => b.shareOfLoss - a.shareOfLoss || a.id - b.id);
}

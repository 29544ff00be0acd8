/** The servers whose standing changes, one by one. */
import { type Change, isCut, isHidden, isOpened } from './change.ts';
import { communitiesOf } from './communities.ts';
import { audienceOf, type Graph, hostOf } from './graph.ts';
import type { TouchedHost } from './types.ts';

/** Servers newly cut, hidden or open again, in node order. */
export function listTouched(graph: Graph, change: Change): TouchedHost[] {
  const { of } = communitiesOf(graph);
  const touched: TouchedHost[] = [];
  for (let node = 0; node < graph.order; node++) {
    const status = statusOf(change, node);
    if (status === undefined) continue;
    const community = of[node]!;
    touched.push({
      host: hostOf(graph, node),
      status,
      direction: status === 'hidden' ? null : directionOf(change, node),
      community: community === -1 ? null : community,
      audience: audienceOf(graph, node),
    });
  }
  return touched;
}

function statusOf(change: Change, node: number): TouchedHost['status'] | undefined {
  if (isCut(change, node)) return 'cut';
  if (isOpened(change, node)) return 'opened';
  return isHidden(change, node) ? 'hidden' : undefined;
}

/** Of a server that is cut or opened, the directions in which contact changes. */
function directionOf({ contactBefore, contactAfter }: Change, node: number): TouchedHost['direction'] {
  const inChanges = contactBefore.in[node] !== contactAfter.in[node];
  const outChanges = contactBefore.out[node] !== contactAfter.out[node];
  return inChanges && outChanges ? 'both' : inChanges ? 'in' : 'out';
}

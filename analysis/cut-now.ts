/** With how many servers, and people on them, two-way contact is impossible today. */
import type { SnapshotHost } from '../data/snapshot/types.ts';
import { noFacts } from '../data/types.ts';
import { cutEitherWay } from './effects.ts';
import type { Graph } from './graph.ts';
import type { Blocked, CutTotals } from './types.ts';
import type { Standing } from './visibility.ts';

/**
 * Two-way contact is impossible when either side's action refuses or stops posts in either direction.
 * @param rules bits of the declared rules of the host on each node and of each on it, and the standing with allowlist modes
 * @param among `visited` counts only servers that answered
 */
export function countCut(
  graph: Graph,
  rules: { rulesBy: Uint8Array; rulesOn: Uint8Array; standing: Standing },
  among: 'visited' | undefined,
): Blocked['cutNow'] {
  const { rulesBy, rulesOn, standing } = rules;
  const byBlocks: CutTotals = { hosts: 0, users: 0, mau: 0, usersKnown: 0, mauKnown: 0 };
  const withAllowlists: CutTotals = { ...byBlocks };
  for (let other = 0; other < graph.order; other++) {
    const host = graph.snapshot.hosts[other]!;
    if (other === standing.node || host.liveness === 'dead') continue;
    if (among === 'visited' && host.liveness !== 'alive') continue;
    if (((rulesBy[other]! | rulesOn[other]!) & cutEitherWay) !== 0) addTo(byBlocks, host);
    if (((standing.ours[other]! | standing.theirs[other]!) & cutEitherWay) !== 0) addTo(withAllowlists, host);
  }
  return { byBlocks, withAllowlists };
}

/** Numbers in doubt are not known, and neither are more active than registered people. */
function addTo(totals: CutTotals, host: SnapshotHost): void {
  const { users, mau: told } = host.doubt === null ? host : noFacts;
  const mau = users !== null && told !== null && told > users ? null : told;
  totals.hosts++;
  totals.users += users ?? 0;
  totals.mau += mau ?? 0;
  totals.usersKnown += users === null ? 0 : 1;
  totals.mauKnown += mau === null ? 0 : 1;
}

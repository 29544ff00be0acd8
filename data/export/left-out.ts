/** How many servers are not shown by name, and why. */
import type { SnapshotHost } from '../snapshot/types.ts';
import { type LeftOutReason, publishingRules, ruleAgainst } from './publishing-rules.ts';

export interface ServersLeftOut {
  servers: Record<LeftOutReason, number>;
  /** Of those, the ones that are in no sum either. */
  serversInNoSum: number;
}

/** @param inSums servers that are in the sums of those left out */
export function countServersLeftOut(hosts: readonly SnapshotHost[], inSums: number): ServersLeftOut {
  const servers = Object.fromEntries(publishingRules.map(({ reason }) => [reason, 0])) as ServersLeftOut['servers'];
  let all = 0;
  for (const host of hosts) {
    const rule = ruleAgainst(host);
    if (rule === null) continue;
    servers[rule.reason] += 1;
    all += 1;
  }
  return { servers, serversInNoSum: all - inSums };
}

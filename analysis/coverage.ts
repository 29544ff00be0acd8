/** What was seen and what was not. */
import { disclosures, listKinds, type Snapshot, type SnapshotBlock } from '../data/types.ts';
import type { Audience } from './audience.ts';
import { readTarget } from './matching.ts';
import { ruleFor } from './rules.ts';
import type { Coverage } from './types.ts';

export function summariseCoverage({ hosts, peers, blocks }: Snapshot, audience: Audience): Coverage {
  const lists = Object.fromEntries(
    listKinds.map((kind) => {
      const states = Object.fromEntries([...disclosures, 'unvisited' as const].map((state) => [state, 0]));
      for (const { disclosure } of hosts) states[disclosure[kind] ?? 'unvisited']!++;
      return [kind, states];
    }),
  ) as Coverage['lists'];
  const count = (liveness: string) => hosts.filter((host) => host.liveness === liveness).length;
  return {
    hosts: hosts.length,
    visited: count('alive'),
    dead: count('dead'),
    unvisited: count('unvisited'),
    lists,
    audience: { known: audience.known, unknown: hosts.length - audience.known, unit: audience.unit },
    maskedUnresolved: blocks.filter((block) => block.resolved === null && isMasked(hosts, block)).length,
    noPeerLists: peers.targets.length === 0,
  };
}

/** A wildcard hides part of a name, unless the software takes it for a pattern. */
function isMasked(hosts: Snapshot['hosts'], { source, target, action }: SnapshotBlock): boolean {
  return readTarget(target, ruleFor(hosts[source]!.software, action).matching).kind === 'masked';
}

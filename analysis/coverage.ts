/** What was seen and what was not. */
import {
  type MaskResolution,
  maskResolutions,
  type SnapshotBlock,
  type SnapshotFacts,
} from '../data/snapshot/types.ts';
import { disclosures, type ListKind, listKinds } from '../data/types.ts';
import type { Audience } from './audience.ts';
import type { Graph } from './graph.ts';
import { readTarget } from './matching.ts';
import { ruleFor } from './rules.ts';
import type { AudienceSource, Coverage, HostCoverage } from './types.ts';

/** @param peers number of entries in all peer lists */
export function summariseCoverage({ hosts, blocks }: SnapshotFacts, peers: number, audience: Audience): Coverage {
  const lists = Object.fromEntries(
    listKinds.map((kind) => {
      const states = Object.fromEntries([...disclosures, 'unvisited' as const].map((state) => [state, 0]));
      for (const { disclosure } of hosts) states[disclosure[kind] ?? 'unvisited']!++;
      return [kind, states];
    }),
  ) as Coverage['lists'];
  const masks = countMasks({ hosts, blocks });
  const count = (liveness: string) => hosts.filter((host) => host.liveness === liveness).length;
  return {
    hosts: hosts.length,
    visited: count('alive'),
    dead: count('dead'),
    unvisited: count('unvisited'),
    lists,
    audience: countSizes(audience),
    maskedUnresolved: masks.ambiguous + masks.unknown,
    masks,
    noPeerLists: peers === 0,
  };
}

/** @returns the coverage of the whole snapshot, and how much was seen around one server */
export function coverageAround(
  { snapshot, ties, audience, coverage }: Pick<Graph, 'snapshot' | 'ties' | 'audience' | 'coverage'>,
  node: number,
): HostCoverage {
  const { hosts } = snapshot;
  if (hosts[node]!.observedAt.peers === null) return { ...coverage, neighbours: null };
  const listed = [...ties.peers.row(node)];
  const visited = listed.filter((peer) => hosts[peer]!.liveness === 'alive');
  const held = (kind: ListKind) => listed.filter((peer) => hosts[peer]!.observedAt[kind] !== null).length;
  const people = peopleOn(listed, audience);
  return {
    ...coverage,
    neighbours: {
      listed: listed.length,
      visited: visited.length,
      peerLists: held('peers'),
      blockLists: held('blocks'),
      peopleShare: people === 0 ? null : peopleOn(visited, audience) / people,
    },
  };
}

function peopleOn(nodes: readonly number[], { people }: Audience): number {
  return nodes.reduce((sum, node) => sum + (Number.isNaN(people[node]!) ? 0 : people[node]!), 0);
}

function countSizes({ source, unit }: Audience): Coverage['audience'] {
  const count = (isOne: (source: AudienceSource) => boolean) => source.filter(isOne).length;
  const inferred = count((source) => source === 'footprint');
  const unknown = count((source) => source === 'none');
  return { known: source.length - inferred - unknown, inferred, unknown, unit };
}

function countMasks({ hosts, blocks }: Pick<SnapshotFacts, 'hosts' | 'blocks'>): Record<MaskResolution, number> {
  const masks = Object.fromEntries(maskResolutions.map((how) => [how, 0])) as Record<MaskResolution, number>;
  for (const block of blocks) if (block.mask !== null && isMasked(hosts, block)) masks[block.mask]++;
  return masks;
}

/** A wildcard hides part of a name, unless the software takes it for a pattern. */
function isMasked(hosts: SnapshotFacts['hosts'], { source, target, action }: SnapshotBlock): boolean {
  return readTarget(target, ruleFor(hosts[source]!.software, action).matching).kind === 'masked';
}

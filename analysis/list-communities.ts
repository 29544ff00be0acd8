/** The communities of a snapshot as an answer: who they are, and how sure it is that they are there. */
import { communitiesOf } from './communities.ts';
import type { Graph } from './graph.ts';
import { writeCommunities } from './report/community-sentences.ts';
import type { SweptResolution } from './resolution-sweep.ts';
import type { SnapshotRef } from './types.ts';

export interface ListedCommunity {
  name: string;
  /** Servers in it. */
  size: number;
  /** Monthly active people on them; null when none is known. */
  audience: number | null;
  /** Languages that its servers declare, most first. */
  languages: { language: string; servers: number }[];
}

export interface CommunityList {
  schema: 'faultline.communities/1';
  snapshot: SnapshotRef;
  /** The snapshot whose names are kept where a group is the same; null where none was given. */
  like: SnapshotRef | null;
  /** Largest first. */
  communities: ListedCommunity[];
  /** Servers in none. */
  inNone: number;
  /** How the resolution was chosen; null on small snapshots, where it is 1 and was not. */
  chosen: {
    resolution: number;
    /** Mean agreement of runs from different seeds (NMI), 0–1. */
    stability: number;
    seeds: number;
    /** Resolutions over which the groups stay the same; null where they do over none. */
    plateau: { from: number; to: number } | null;
    tried: SweptResolution[];
  } | null;
  /** One sentence a figure. */
  sentences: string[];
  limits: string[];
}

export function listCommunities(graph: Graph, like: SnapshotRef | null = null): CommunityList {
  const { list, of, sweep } = communitiesOf(graph);
  const communities = list.map(({ name, size, audience, nodes }) => ({
    ...{ name, size, audience },
    languages: languagesAmong(graph, nodes),
  }));
  const inNone = of.reduce((count, community) => count + Number(community === -1), 0);
  const chosen = sweep ?? null;
  return {
    schema: 'faultline.communities/1',
    snapshot: graph.ref,
    ...{ like, communities, inNone, chosen },
    ...writeCommunities({ communities: communities.length, inNone, chosen }),
  };
}

function languagesAmong({ snapshot }: Graph, nodes: readonly number[]): ListedCommunity['languages'] {
  const counts = new Map<string, number>();
  for (const node of nodes) {
    const language = snapshot.hosts[node]!.language?.split('-')[0];
    if (language) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([language, servers]) => ({ language, servers }));
}

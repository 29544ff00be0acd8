/**
 * What every question about one server needs and what is the same whichever server it is about: O(servers). Together with
 * the slice of that server (slice.ts) it answers what the whole snapshot would; the page of a published site loads it once.
 */
import type { SnapshotHost } from '../../data/snapshot/types.ts';
import { circlesOf } from '../circles.ts';
import { type Communities, communitiesOf } from '../communities.ts';
import { type Fit, fitOf } from '../follow-model.ts';
import type { Graph } from '../graph.ts';
import { modelNoteOf } from '../model-note.ts';
import type { ModelNote } from '../types.ts';

export interface Base
  extends Pick<Graph, 'ref' | 'order' | 'names' | 'audience' | 'live' | 'coverage' | 'model' | 'draws'> {
  contentHash: string;
  /** Of each server, what answers about others need; what its own card tells beside that is in its slice. */
  hosts: readonly SnapshotHost[];
  /** 1 where a server's peer list proves an absence. */
  tells: Uint8Array;
  /** Probability of a tie where neither side tells, by the size bins of the two. */
  prior: Float64Array;
  /** Servers that publish counts in full, ascending. */
  counting: readonly number[];
  /** Servers in allowlist mode that publish their list, ascending. */
  closed: readonly number[];
  fit: Fit;
  note: ModelNote;
  /** As `circlesOf` tells. */
  circles: Int32Array;
  communities: Communities;
}

/** What of a host is in the base; the rest is in the slice of that host, and not known of others. */
export type SharedFacts = Pick<
  SnapshotHost,
  | 'host'
  | 'aliases'
  | 'software'
  | 'users'
  | 'mau'
  | 'authorizedFetch'
  | 'allowlistMode'
  | 'liveness'
  | 'disclosure'
  | 'doubt'
> & { holds: { peers: boolean; blocks: boolean } };

/** @param graph a whole one */
export function baseOf(graph: Graph): Base {
  const { snapshot, ref, order, names, audience, live, coverage, model, draws, ties, counts, policies } = graph;
  return {
    ...{ ref, order, names, audience, live, coverage, model, draws },
    contentHash: snapshot.contentHash,
    hosts: snapshot.hosts.map((host) => hostFrom(shareFacts(host), snapshot.asOf)),
    tells: ties.tells,
    prior: ties.prior,
    counting: counts.sources,
    closed: policies.allowlistNodes,
    fit: fitOf(graph),
    note: modelNoteOf(graph),
    circles: circlesOf(graph),
    communities: communitiesOf(graph),
  };
}

function shareFacts(host: SnapshotHost): SharedFacts {
  const { aliases, software, users, mau, authorizedFetch, allowlistMode, liveness, disclosure, doubt, observedAt } =
    host;
  return {
    host: host.host,
    ...{ aliases, software, users, mau, authorizedFetch, allowlistMode, liveness, disclosure, doubt },
    holds: { peers: observedAt.peers !== null, blocks: observedAt.blocks !== null },
  };
}

/** @param asOf stands for the time of a list we hold: the slices alone tell when it was seen */
export function hostFrom({ holds, ...facts }: SharedFacts, asOf: number): SnapshotHost {
  return {
    ...facts,
    version: null,
    activeHalfyear: null,
    posts: null,
    language: null,
    openRegistrations: null,
    visitedAt: null,
    factsAt: null,
    reason: { peers: null, blocks: null, allows: null, counts: null },
    observedAt: {
      peers: holds.peers ? asOf : null,
      blocks: holds.blocks ? asOf : null,
      allows: null,
      counts: null,
    },
  };
}

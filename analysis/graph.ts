/**
 * Everything that can be asked of a snapshot, indexed once: names, ties both ways, audience, policies. Questions about
 * one server then cost O(order + degree). What only some questions need is computed when first asked (per-graph.ts).
 */
import { UserError } from '../data/errors.ts';
import { readHost } from '../data/host.ts';
import { rowsOf, type Snapshot, type SnapshotFacts } from '../data/snapshot/types.ts';
import type { Host } from '../data/types.ts';
import { type AtScale, atScale, largeFrom } from './at-scale.ts';
import { type Audience, estimateAudience } from './audience.ts';
import { type CountIndex, indexCounts } from './counts.ts';
import { summariseCoverage } from './coverage.ts';
import { type Draws, seedDraws } from './draws.ts';
import { quantile } from './intervals.ts';
import type { Parallel } from './kernels/parallel.ts';
import { transpose } from './kernels/transpose.ts';
import { indexNames, type NameIndex } from './names.ts';
import { indexPolicies, type Policies } from './policies.ts';
import { modelTies, type PeerRows, type TieModel } from './ties.ts';
import type { Coverage, SnapshotRef } from './types.ts';

export interface Graph {
  snapshot: SnapshotFacts;
  ref: SnapshotRef;
  /** Number of servers; node numbers are positions in `snapshot.hosts`. */
  order: number;
  names: NameIndex;
  audience: Audience;
  policies: Policies;
  ties: TieModel;
  counts: CountIndex;
  /** 0 where the server did not answer on the last visit, else 1. */
  live: Uint8Array;
  coverage: Coverage;
  model: ModelKind;
  draws: Draws;
  /** false of one server's part of a snapshot (slice/): what others do among themselves is not in it. */
  whole: boolean;
  /** There where it is large: how what is found once is found then. */
  atScale?: AtScale;
}

/** plain: sizes × known ties · gravity: fitted on published counts · full: with the popularity of single servers. */
export type ModelKind = 'plain' | 'gravity' | 'full';

export interface GraphOptions {
  /** Which model of follows at most; plain where nothing can be fitted. @default 'full' */
  model?: ModelKind;
  /** The servers in allowlist mode, where the snapshot holds only a part of what would tell. */
  closed?: ReadonlySet<number>;
  /** Of the whole, where the snapshot is a part. */
  coverage?: Coverage;
  /** The prior of ties, where it was found before. */
  prior?: Float64Array;
  /** Who turns the peer lists round. */
  parallel?: Parallel;
}

/** @throws UserError for a snapshot without hosts */
export function buildGraph(snapshot: Snapshot, options: GraphOptions = {}): Graph {
  const { peers } = snapshot;
  return graphOfRows(snapshot, { peers: rowsOf(peers), listedBy: rowsOf(transpose(peers, options.parallel)) }, options);
}

/**
 * The same of peer lists that may stand in a file.
 * @throws UserError for a snapshot without hosts
 */
export function graphOfRows(
  snapshot: SnapshotFacts,
  rows: PeerRows,
  { model = 'full', closed, coverage, prior }: GraphOptions = {},
): Graph {
  const { hosts, id, asOf } = snapshot;
  if (hosts.length === 0) {
    throw new UserError('The snapshot holds no server: expected at least one.', {
      hint: 'Collect some first, with `faultline crawl` or `faultline import`.',
    });
  }
  const names = indexNames(hosts);
  const audience = estimateAudience(snapshot, rows.listedBy);
  const whole = coverage ?? summariseCoverage(snapshot, rows.peers.size, audience);
  return {
    snapshot,
    ref: { id, asOf: new Date(asOf).toISOString() },
    order: hosts.length,
    names,
    audience,
    policies: indexPolicies(snapshot, names, closed),
    ties: modelTies(snapshot, names, audience, rows, prior),
    counts: indexCounts(snapshot),
    live: Uint8Array.from(hosts, ({ liveness }) => (liveness === 'dead' ? 0 : 1)),
    coverage: { ...whole, audience: { ...whole.audience, unit: audience.unit } },
    model,
    draws: seedDraws(hosts.map(({ host }) => host)),
    whole: true,
    ...(rows.peers.size >= largeFrom && { atScale }),
  };
}

/**
 * @param text a server's name as a person wrote it; an alias finds its server
 * @throws UserError when it is no host name, or when the snapshot has never heard of it
 */
export function findNode(graph: Pick<Graph, 'names' | 'order'>, text: string): number {
  const host = readHost(text);
  if (host === undefined) {
    throw new UserError(`${JSON.stringify(text.slice(0, 100))} is no host name.`, {
      hint: 'A host name looks like social.example, without a user name or a path.',
    });
  }
  const node = graph.names.find(host);
  if (node !== undefined) return node;
  throw new UserError(`${host} was not seen in this snapshot (${graph.order} servers known).`, {
    hint: 'Check the spelling, or collect it: `faultline crawl --seed-host` followed by its name.',
  });
}

export function hostOf(graph: Graph, node: number): Host {
  return graph.snapshot.hosts[node]!.host;
}

/** @returns monthly active people of a server, rounded; null where not known */
export function audienceOf({ audience }: Pick<Graph, 'audience'>, node: number): number | null {
  const people = audience.people[node]!;
  return Number.isNaN(people) ? null : Math.round(people);
}

/** @returns 90 % interval of the people of a server, whose logarithm is normal: A · exp(± 1.645 σ); null where not known */
export function audienceBetween({ audience }: Graph, node: number): { low: number | null; high: number | null } {
  const people = audience.people[node]!;
  if (Number.isNaN(people)) return { low: null, high: null };
  const spread = Math.exp(quantile * audience.sigma[node]!);
  return { low: Math.floor(people / spread), high: Math.ceil(people * spread) };
}

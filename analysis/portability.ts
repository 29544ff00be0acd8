/**
 * Which followers elsewhere come along when people move away from a server with an ActivityPub Move.
 *
 * A move is carried out by the follower's server, which follows the new account for each follow it still holds of the old:
 * portable(X) = Σ F(k→X) V(k←X) 1[k holds the follow] 1[k honours Move] / Σ F(k→X), over servers that answer. An action
 * that deletes follows (sever in effects.ts) takes them away for good; one that keeps them has the move refused as long
 * as it lasts. Posts never come along.
 */
import type { Change } from './change.ts';
import { sever } from './effects.ts';
import type { Graph } from './graph.ts';
import { akkoma, mastodon, mbin, misskey, pleroma, sharkey } from './rules/families.ts';
import { measureShares, type Shares, unknownShare } from './shares.ts';
import { sizedShare } from './sized-share.ts';
import { perToday, type Today, weigh } from './today.ts';
import type { Estimate } from './types.ts';
import { pushOut, type Standing } from './visibility.ts';
import { isUnsized, type Weights } from './weights.ts';

/** Shares of the followers on servers that answer, against a world without blocks; where all are known they sum to 1. */
export interface Portability {
  /** They come along. */
  portable: Estimate;
  /** Contact is cut and the follows stand: they come along once that is lifted. */
  refused: Estimate;
  /** The follows are deleted. */
  deleted: Estimate;
  /** The software there, or that of the server itself, knows no Move. */
  withoutMove: Estimate;
  /** Nobody has read whether that software honours one. */
  unread: Estimate;
}

// biome-ignore format: a table is read by columns
const table: readonly (readonly [software: readonly string[], honoured: boolean, source: string])[] = [
  [mastodon, true, 'Mastodon 4.6, app/workers/move_worker.rb'],
  [['gotosocial'], true, 'GoToSocial documentation, user_guide/migration; internal/processing/workers/redirectfollowers.go'],
  [[...misskey, ...sharkey], true, 'Misskey 2025.10, CherryPick 4.17, Sharkey, core/AccountMoveService.ts'],
  [['calckey', 'firefish'], true, 'Firefish 1.0.3, remote/activitypub/kernel/move/index.ts'],
  [[...pleroma, ...akkoma], true, 'Pleroma 2.7, following_relationship.ex move_following, unless a person opted out'],
  [['mitra'], true, 'Mitra, FEDERATION.md: FEP-7628'],
  [['lemmy'], false, 'Lemmy 0.19, crates/apub/src/activities: it has none for this'],
  [mbin, false, 'Mbin, src/MessageHandler/ActivityPub/Inbox, read 2026: no handler'],
  [['peertube'], false, 'PeerTube develop, read 2026, lib/activitypub/process: no handler'],
];

const honoured = new Map(table.flatMap(([software, honours]) => software.map((name) => [name, honours] as const)));

/** @returns whether servers of this software follow somebody to a new account; null where nobody has read it */
export function honoursMove(software: string | null): boolean | null {
  return honoured.get(software ?? '') ?? null;
}

/**
 * As the server stands.
 * @param followers shares of all its followers on servers that answer
 */
export function assessPortability(
  graph: Graph,
  weights: Weights,
  standing: Standing,
  followers: Shares = measureShares(graph, weights, weigh(weights.out, graph.live), 'out'),
): Portability {
  return sortFollowers(graph, weights, standing, followers, (other) => holdsNone(standing, other));
}

const portabilityToday = perToday((graph, { weights, standing, free }) =>
  assessPortability(graph, weights, standing, free.out),
);

/** Before and after a scenario: follows that are deleted today stay so, whatever it opens again. */
export function comparePortability(
  graph: Graph,
  today: Today,
  { before, after }: Pick<Change, 'before' | 'after'>,
): { before: Portability; after: Portability } {
  const gone = (other: number) => holdsNone(before, other) || holdsNone(after, other);
  return {
    before: portabilityToday(graph, today),
    after: sortFollowers(graph, today.weights, after, today.free.out, gone),
  };
}

function holdsNone({ ours, theirs }: Standing, other: number): boolean {
  return ((ours[other]! | theirs[other]!) & sever) !== 0;
}

function sortFollowers(
  graph: Graph,
  weights: Weights,
  standing: Standing,
  followers: Shares,
  isDeleted: (other: number) => boolean,
): Portability {
  const { live } = graph;
  const { hosts } = graph.snapshot;
  const own = honoursMove(hosts[standing.node]!.software);
  const nodes: Record<keyof Portability, number[]> = {
    portable: [],
    refused: [],
    deleted: [],
    withoutMove: [],
    unread: [],
  };
  for (let other = 0; other < graph.order; other++) {
    if (weights.out[other]! * live[other]! === 0 && !isUnsized(graph, weights, other)) continue;
    const honours = own === true ? honoursMove(hosts[other]!.software) : own;
    const open = pushOut(graph, standing, other) === 1;
    nodes[nameFate({ deleted: isDeleted(other), open, honours })].push(other);
  }
  const share = (kind: keyof Portability) =>
    live[standing.node] === 1 ? sizedShare(graph, weights, followers, nodes[kind]) : unknownShare;
  return {
    portable: share('portable'),
    refused: share('refused'),
    deleted: share('deleted'),
    withoutMove: share('withoutMove'),
    unread: share('unread'),
  };
}

function nameFate({
  deleted,
  open,
  honours,
}: {
  deleted: boolean;
  open: boolean;
  honours: boolean | null;
}): keyof Portability {
  if (deleted) return 'deleted';
  if (honours === null) return 'unread';
  if (!honours) return 'withoutMove';
  return open ? 'portable' : 'refused';
}

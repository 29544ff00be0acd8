/**
 * Which pairs of servers know each other, and how sure that is, from both sides' peer lists.
 *
 * A follow in either direction creates an account row on both servers, so a whole and fresh list that lacks the other
 * side says that no follow exists. Lists leave out what their server acts on (rules.ts, `unlists`): about such a name
 * a list tells nothing.
 */
import type { Csr, Rows, SnapshotFacts } from '../data/snapshot/types.ts';
import type { Audience } from './audience.ts';
import { isAmong } from './kernels/ascending.ts';
import { transpose } from './kernels/transpose.ts';
import type { NameIndex } from './names.ts';
import { ruleFor } from './rules.ts';
import { sizeBin, sizeBinCount } from './size-bins.ts';
import { sum } from './sum.ts';
import type { Evidence } from './types.ts';

/** Evidence classes as small numbers, in the order of how well the tie is known. */
export const evidenceNames = ['E-', 'E0', 'E1', 'E2', 'X'] as const satisfies readonly Evidence[];
const ruledOut = 0;
export const neitherTells = 1;
export const oneSided = 2;
export const twoSided = 3;

/** Peer lists are cached for a day and change slowly; a list older than this no longer proves an absence. */
const freshForMs = 30 * 24 * 60 * 60 * 1000;
/**
 * Software whose list names the servers it delivers to, and not every server an account of which it has met: its silence
 * proves nothing. PeerTube: servers that follow each other as servers. snac: shared inboxes it posts to (2.75).
 */
const listsFollowersAlone = new Set(['peertube', 'snac']);
/** Pairs a cell of sizes needs before its own share is used instead of the share over all cells. */
const minPairs = 20;

/** What the peer lists say, ready to be asked about one server. */
export interface TieModel extends PeerRows {
  /** 1 where a server's list is whole and fresh, so that it proves an absence. */
  tells: Uint8Array;
  /** Per server, the nodes its list leaves out because it acts on them; and the reverse. */
  unlists: Csr;
  unlistedBy: Csr;
  bins: Uint8Array;
  /** Probability of a tie where neither side tells, by the size bins of the two. */
  prior: Float64Array;
}

export interface TieRow {
  /** Probability of a tie with each node, 0-1. */
  mask: Float64Array;
  /** Index into `evidenceNames`. */
  evidence: Uint8Array;
}

/** The peer lists of a snapshot, both ways round. */
export interface PeerRows {
  peers: Rows;
  /** By whom each is listed. */
  listedBy: Rows;
}

/** @param told the prior, where it was found before: it takes a walk over all peers */
export function modelTies(
  snapshot: SnapshotFacts,
  names: NameIndex,
  audience: Audience,
  rows: PeerRows,
  told?: Float64Array,
): TieModel {
  const { hosts, asOf } = snapshot;
  const tells = Uint8Array.from(hosts, ({ disclosure, observedAt, software }) => {
    const seenAt = observedAt.peers;
    const whole = disclosure.peers === 'published' && !listsFollowersAlone.has(software ?? '');
    return whole && seenAt !== null && asOf - seenAt <= freshForMs ? 1 : 0;
  });
  const unlists = pairsLeftOut(snapshot, names);
  const bins = Uint8Array.from(audience.people, sizeBin);
  const model = { ...rows, tells, unlists, unlistedBy: transpose(unlists), bins };
  return { ...model, prior: told ?? estimatePrior(model) };
}

/** The ties of one server to all others. O(order + degree). */
export function readTies(model: TieModel, node: number): TieRow {
  const { peers, listedBy, tells, unlists, unlistedBy, bins, prior } = model;
  const ours = new Uint8Array(peers.order).fill(tells[node] === 1 ? lacks : cannotTell);
  const theirs = new Uint8Array(peers.order);
  for (let other = 0; other < peers.order; other++) theirs[other] = tells[other] === 1 ? lacks : cannotTell;
  setAll(ours, rowOf(unlists, node), cannotTell);
  setAll(theirs, rowOf(unlistedBy, node), cannotTell);
  setAll(ours, peers.row(node), lists);
  setAll(theirs, listedBy.row(node), lists);

  const mask = new Float64Array(peers.order);
  const evidence = new Uint8Array(peers.order);
  for (let other = 0; other < peers.order; other++) {
    if (other === node) continue;
    const kind = classify(ours[other]!, theirs[other]!);
    evidence[other] = kind;
    if (kind === neitherTells) mask[other] = prior[bins[node]! * sizeBinCount + bins[other]!]!;
    else mask[other] = kind === ruledOut ? 0 : 1;
  }
  return { mask, evidence };
}

/** @returns whether the ascending row of `node` holds `target` */
export function contains({ offsets, targets }: Csr, node: number, target: number): boolean {
  return isAmong(targets, target, offsets[node]!, offsets[node + 1]!);
}

/** What one side's list says about the other. */
const lacks = 0;
const cannotTell = 1;
const lists = 2;

function classify(ours: number, theirs: number): number {
  if (ours === lacks || theirs === lacks) return ruledOut;
  if (ours === lists && theirs === lists) return twoSided;
  return ours === lists || theirs === lists ? oneSided : neitherTells;
}

function setAll(states: Uint8Array, nodes: Uint32Array, state: number): void {
  for (let at = 0; at < nodes.length; at++) states[nodes[at]!] = state;
}

function rowOf({ offsets, targets }: Csr, node: number): Uint32Array {
  return targets.subarray(offsets[node], offsets[node + 1]);
}

/** Pairs (source, target) where source leaves target out of its list. By exact name: subdomains of a blocked name stay in. */
function pairsLeftOut({ hosts, blocks }: SnapshotFacts, names: NameIndex): Csr {
  const pairs: number[] = [];
  for (const { source, target, resolved, action } of blocks) {
    if (!ruleFor(hosts[source]!.software, action).unlists) continue;
    const node = names.find(resolved ?? target);
    if (node !== undefined && node !== source) pairs.push(source * hosts.length + node);
  }
  const keys = Float64Array.from(pairs).sort();
  const offsets = new Uint32Array(hosts.length + 1);
  const targets = new Uint32Array(keys.length);
  let size = 0;
  keys.forEach((key, at) => {
    if (at > 0 && key === keys[at - 1]) return;
    targets[size++] = key % hosts.length;
    offsets[Math.floor(key / hosts.length) + 1]!++;
  });
  for (let node = 0; node < hosts.length; node++) offsets[node + 1]! += offsets[node]!;
  return { order: hosts.length, offsets, targets: targets.slice(0, size) };
}

/**
 * Share of tied pairs among the pairs where both lists tell, per pair of size bins. With no such pair at all nothing
 * speaks against a tie, and the prior is 1: ties then rest on sizes alone.
 */
function estimatePrior(model: Omit<TieModel, 'prior'>): Float64Array {
  const { peers, tells, unlists, bins } = model;
  const pairs = new Float64Array(sizeBinCount ** 2);
  const tied = new Float64Array(sizeBinCount ** 2);
  const cell = (i: number, j: number) => bins[i]! * sizeBinCount + bins[j]!;
  const inBin = new Float64Array(sizeBinCount);
  for (let node = 0; node < peers.order; node++) if (tells[node] === 1) inBin[bins[node]!]!++;
  // Ordered pairs throughout, so that the table is symmetric.
  for (let a = 0; a < sizeBinCount; a++) {
    for (let b = 0; b < sizeBinCount; b++) pairs[a * sizeBinCount + b] = inBin[a]! * (inBin[b]! - (a === b ? 1 : 0));
  }
  const lists = (i: number, j: number) => isAmong(peers.row(i), j);
  const undecided = (i: number, j: number) => contains(unlists, i, j) && !lists(i, j);
  for (let i = 0; i < peers.order; i++) {
    if (tells[i] === 0 || unlists.offsets[i] === unlists.offsets[i + 1]) continue;
    const ours = peers.row(i);
    for (let edge = unlists.offsets[i]!; edge < unlists.offsets[i + 1]!; edge++) {
      const j = unlists.targets[edge]!;
      if (tells[j] === 0 || isAmong(ours, j) || (j < i && undecided(j, i))) continue;
      pairs[cell(i, j)]!--;
      pairs[cell(j, i)]!--;
    }
  }
  eachMutual(model, (i, j) => {
    if (tells[i] === 1 && tells[j] === 1) tied[cell(i, j)]!++;
  });
  const overall = sum(pairs) === 0 ? 1 : sum(tied) / sum(pairs);
  // A cell of one size with itself holds each of its pairs twice.
  const needed = (at: number) => (Math.floor(at / sizeBinCount) === at % sizeBinCount ? 2 * minPairs : minPairs);
  return pairs.map((count, at) => (count < needed(at) ? overall : tied[at]! / count));
}

/** Calls `visit` with every ordered pair that lists each other. */
function eachMutual({ peers, listedBy }: PeerRows, visit: (i: number, j: number) => void): void {
  for (let node = 0; node < peers.order; node++) {
    const ours = peers.row(node);
    const theirs = listedBy.row(node);
    let lister = 0;
    for (let at = 0; at < ours.length; at++) {
      const listed = ours[at]!;
      while (lister < theirs.length && theirs[lister]! < listed) lister++;
      if (lister < theirs.length && theirs[lister] === listed && listed !== node) visit(node, listed);
    }
  }
}

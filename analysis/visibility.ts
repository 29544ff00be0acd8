/**
 * Who gets whose posts. For an ordered pair (reader i, author j), with l = 1 for a server that answers:
 * push(i←j) = l_i · l_j · (1 − cutIn(i,j)) · (1 − cutOut(j,i)), public posts that arrive without anybody asking;
 * pull(i←j) = l_i · l_j · (1 − cutIn(i,j)) · (1 − cuts(j,i) · AF_j), posts that i can still fetch when a boost or a reply
 * leads there, where cuts(j,i) is a full block of j on i and AF_j its demand for signed fetches (rules/signed-fetch.ts).
 */
import { cutIn, cutOut, refuseFetch } from './effects.ts';
import type { Graph } from './graph.ts';
import { perGraph } from './per-graph.ts';
import type { ActRow, Policies } from './policies.ts';
import { type SignedFetch, signedFetchOf } from './rules/signed-fetch.ts';

/** How one server stands to every other; each array has one entry a node. */
export interface Standing {
  node: number;
  /** Bits of what the server does to each node, its allowlist mode included. */
  ours: Uint8Array;
  /** Bits of what each node does to the server. */
  theirs: Uint8Array;
}

/** Today's standing, and the declared rules it comes from; nothing of it is ever written to. */
export interface DeclaredStanding {
  /** Rules of the server on each node, and of each node on it, without allowlist modes. */
  rulesBy: ActRow;
  rulesOn: ReturnType<Policies['rulesOn']>;
  standing: Standing;
}

/** Several parts of one answer ask in turn, so the last server is kept. */
export function declaredStandingOf(graph: Graph, node: number): DeclaredStanding {
  const held = lastAsked(graph);
  if (held.last?.standing.node !== node) held.last = readStanding(graph, node);
  return held.last;
}

export function standingOf(graph: Graph, node: number): Standing {
  return declaredStandingOf(graph, node).standing;
}

const lastAsked = perGraph((): { last: DeclaredStanding | undefined } => ({ last: undefined }));

function readStanding(graph: Graph, node: number): DeclaredStanding {
  const rulesBy = graph.policies.rulesBy(node);
  const rulesOn = graph.policies.rulesOn(node);
  return { rulesBy, rulesOn, standing: standingFrom(graph, node, rulesBy.effect, rulesOn.effect) };
}

/**
 * The standing under the rules given, which are not changed.
 * @param closedTo effect of the server's allowlist mode on a node; today's when left out
 */
export function standingFrom(
  { policies, order }: Graph,
  node: number,
  rulesBy: Uint8Array,
  rulesOn: Uint8Array,
  closedTo = policies.isClosed(node) ? (target: number) => policies.closedTo(node, target) : undefined,
): Standing {
  const ours = rulesBy.slice();
  const theirs = rulesOn.slice();
  if (closedTo) for (let other = 0; other < order; other++) ours[other]! |= closedTo(other);
  for (const source of policies.allowlistNodes) theirs[source]! |= policies.closedTo(source, node);
  return { node, ours, theirs };
}

/** @returns 1 when posts of `other` arrive at the server, else 0 */
export function pushIn({ live }: Graph, { node, ours, theirs }: Standing, other: number): number {
  return opensIn(ours[other]!, theirs[other]!) && other !== node ? live[node]! * live[other]! : 0;
}

/** @returns 1 when the server's posts arrive at `other`, else 0 */
export function pushOut({ live }: Graph, { node, ours, theirs }: Standing, other: number): number {
  return opensIn(theirs[other]!, ours[other]!) && other !== node ? live[node]! * live[other]! : 0;
}

/** @returns whether rules let the author's posts in, given the reader's effect on the author and the author's on the reader */
export function opensIn(reader: number, author: number): boolean {
  return (reader & cutIn) === 0 && (author & cutOut) === 0;
}

/** @returns 1 when `other` can still fetch the server's public posts, 0 when not, null when its demand for signed fetches is not known and decides */
export function pullOut(graph: Graph, { node, ours, theirs }: Standing, other: number): 0 | 1 | null {
  if (graph.live[node] === 0 || graph.live[other] === 0 || (theirs[other]! & cutIn) !== 0) return 0;
  return fetchable(graph, node, ours[other]!);
}

/** @returns 1 when the server can still fetch public posts of `other`, 0 when not, null when not known */
export function pullIn(graph: Graph, { node, ours, theirs }: Standing, other: number): 0 | 1 | null {
  if (graph.live[node] === 0 || graph.live[other] === 0 || (ours[other]! & cutIn) !== 0) return 0;
  return fetchable(graph, other, theirs[other]!);
}

function fetchable(graph: Graph, author: number, effectOnReader: number): 0 | 1 | null {
  const kind = demandOf(graph, author);
  const refuses = kind === 'rejected' ? (effectOnReader & refuseFetch) !== 0 : isFullBlock(effectOnReader);
  if (!refuses) return 1;
  const signed = kind === 'named' || demandsSignature(graph, author);
  return signed === null ? null : signed ? 0 : 1;
}

/**
 * @returns whether a server hands posts only to servers that sign their request; null when not known. What it
 * says itself counts, except of software that demands them always.
 */
export function demandsSignature(graph: Graph, node: number): boolean | null {
  const kind = demandOf(graph, node);
  if (kind === 'always') return true;
  return graph.snapshot.hosts[node]!.authorizedFetch ?? (kind === 'never' ? false : null);
}

function demandOf({ snapshot }: Graph, node: number): SignedFetch | null {
  const { software, allowlistMode } = snapshot.hosts[node]!;
  return signedFetchOf(software, allowlistMode === true);
}

function isFullBlock(effect: number): boolean {
  return (effect & cutIn) !== 0 && (effect & cutOut) !== 0;
}

/** Push in both directions, one entry a node. */
export interface Contact {
  in: Uint8Array;
  out: Uint8Array;
}

export function contactOf(graph: Graph, standing: Standing): Contact {
  const contact = { in: new Uint8Array(graph.order), out: new Uint8Array(graph.order) };
  for (let other = 0; other < graph.order; other++) {
    contact.in[other] = pushIn(graph, standing, other);
    contact.out[other] = pushOut(graph, standing, other);
  }
  return contact;
}

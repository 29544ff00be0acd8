/**
 * Servers that a server X meets only through others, and loses when those are cut: single points of access.
 *
 * An origin j has no direct tie with X and is not cut itself; its posts come to X by boosts of a door r, a server that X
 * is tied to and reads and that is tied to j and reads it. j hangs on the set S alone when every door of it is in S; and
 * mostly when Σ_{r∈S} x_r β_{j|r} / Σ_r x_r β_{j|r} ≥ 0.8, with x_r the share of X's attention on r and β_{j|r} the share
 * of j in what r reads. Ties are those told by lists: a server whose own list is private may know more doors.
 *
 * Only origins that S is tied to can hang on it. Most of them come through some of X's weightiest doors as well, which is
 * found out first: the rows of the few that are left are walked.
 */
import { cutPairsOf } from './cut-pairs.ts';
import { followModelOf } from './follow-model.ts';
import { followsIfTied } from './follows.ts';
import { type Graph, hostOf } from './graph.ts';
import { strengthsOf } from './in-strength.ts';
import { nodesWhere } from './nodes-where.ts';
import { arrives, leaves, pairReader } from './pair-rows.ts';
import type { Doorways } from './second-order-types.ts';
import { sumServers } from './server-sum.ts';
import { sum } from './sum.ts';
import { contains, neitherTells, twoSided } from './ties.ts';
import type { Contact } from './visibility.ts';
import type { Weights } from './weights.ts';

const mostOfIt = 0.8;
const maxTop = 20;
/** Listed ties that are walked at most: about a second's work. */
const maxPaths = 30_000_000;
const triedFirst = 64;

/**
 * @param contact today's, of the server that asks
 * @param cut servers whose posts stop arriving there
 * @returns null when there are more paths than are walked. O(degrees of `cut` + degrees of the origins left)
 */
export function findDoorways(
  graph: Graph,
  weights: Weights,
  contact: Contact,
  cut: readonly number[],
): Doorways | null {
  const isCut = new Uint8Array(graph.order);
  for (const node of cut) isCut[node] = 1;
  const isDoor = (node: number) => weights.mask[node] === 1 && contact.in[node] === 1;
  const isOrigin = (node: number) => weights.mask[node] === 0 && contact.in[node] === 1 && isCut[node] === 0;
  const cutDoors = cut.filter(isDoor);
  if (countTies(graph, cutDoors) > maxPaths) return null;
  const pass = passing(graph, weights);
  const { through, met } = passThrough(graph, cutDoors, pass);
  const openDoors = nodesWhere(graph.order, (node) => isCut[node] === 0 && isDoor(node));
  const hasOtherDoor = tryFirst(graph, weights, openDoors, pass);
  const left = nodesWhere(
    graph.order,
    (node) => met[node] === 1 && isOrigin(node) && !hasOtherDoor(node, through[node]!),
  );
  if (countTies(graph, left) > maxPaths) return null;

  const only: number[] = [];
  const mostly: number[] = [];
  const read = pairReader(graph);
  for (const origin of left) {
    const row = read(origin);
    let doors = 0;
    let passed = 0;
    for (let at = 0; at < row.size; at++) {
      const door = row.others[at]!;
      const kind = row.evidence[at]!;
      if (kind === neitherTells || (row.open[at]! & leaves) === 0 || isCut[door] === 1 || !isDoor(door)) continue;
      doors++;
      passed += pass(door, origin, kind);
      if (!hangs(through[origin]!, passed)) break;
    }
    if (doors === 0) only.push(origin);
    if (hangs(through[origin]!, passed)) mostly.push(origin);
  }
  return { only: sumServers(graph, only), mostly: { ...sumServers(graph, mostly), top: largestOf(graph, mostly) } };
}

/** Whether most of what comes of an origin comes through the servers cut, the rest being `passed`; not without any. */
function hangs(through: number, passed: number): boolean {
  return through > 0 && through >= mostOfIt * (through + passed);
}

type Pass = (door: number, origin: number, kind: number) => number;

/** x_r β_{j|r}, up to one factor for all, of a door r that is tied to j and reads it. */
function passing(graph: Graph, weights: Weights): Pass {
  const { sources } = strengthsOf(graph);
  const model = followModelOf(graph);
  return (door, origin, kind) =>
    sources[door] === 0 ? 0 : (weights.in[door]! * followsIfTied(model, door, origin, kind)) / sources[door]!;
}

/** What of each server comes through the doors given, and whether they meet it at all. */
function passThrough(graph: Graph, doors: readonly number[], pass: Pass) {
  const through = new Float64Array(graph.order);
  const met = new Uint8Array(graph.order);
  const read = pairReader(graph);
  for (const door of doors) {
    const row = read(door);
    for (let at = 0; at < row.size; at++) {
      const kind = row.evidence[at]!;
      if (kind === neitherTells || (row.open[at]! & arrives) === 0) continue;
      met[row.others[at]!] = 1;
      through[row.others[at]!]! += pass(door, row.others[at]!, kind);
    }
  }
  return { through, met };
}

/** @returns whether the weightiest doors alone, as far as both sides list each other, keep an origin from hanging on S */
function tryFirst(graph: Graph, weights: Weights, openDoors: readonly number[], pass: Pass) {
  const { ties, policies } = graph;
  const cuts = cutPairsOf(graph);
  const tried = openDoors
    .filter((door) => !policies.isClosed(door))
    .sort((a, b) => weights.in[b]! - weights.in[a]! || a - b)
    .slice(0, triedFirst);
  // The rows of these few doors, and not those of all origins.
  const knowing = tried.map((door) => listEachOther(ties, door));
  return (origin: number, through: number): boolean => {
    if (policies.isClosed(origin)) return false;
    let passed = 0;
    for (let at = 0; at < tried.length; at++) {
      const door = tried[at]!;
      if (knowing[at]![origin] !== bothList || contains(cuts, origin, door)) continue;
      passed += pass(door, origin, twoSided);
      if (!hangs(through, passed)) return true;
    }
    return false;
  };
}

const oneLists = 1;
const otherLists = 2;
const bothList = oneLists | otherLists;

/** @returns per node `bothList` where it and the server list each other */
function listEachOther({ peers, listedBy }: Graph['ties'], node: number): Uint8Array {
  const states = new Uint8Array(peers.order);
  const listed = peers.row(node);
  for (let at = 0; at < listed.length; at++) states[listed[at]!] = oneLists;
  const listers = listedBy.row(node);
  for (let at = 0; at < listers.length; at++) states[listers[at]!]! |= otherLists;
  return states;
}

function countTies({ ties: { peers, listedBy } }: Graph, nodes: readonly number[]): number {
  return sum(nodes.map((node) => peers.degree(node) + listedBy.degree(node)));
}

function largestOf(graph: Graph, nodes: readonly number[]) {
  const people = (node: number) => graph.audience.people[node]!;
  const ranked = [...nodes].sort((a, b) => people(b) - people(a) || a - b);
  return ranked.slice(0, maxTop).map((node) => hostOf(graph, node));
}

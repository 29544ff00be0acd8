/**
 * Servers that a server X meets only through others, and loses when those are cut: single points of access.
 *
 * An origin j has no direct tie with X and is not cut itself; its posts come to X by boosts of a door r, a server that X
 * is tied to and reads and that is tied to j and reads it. j hangs on the set S alone when every door of it is in S; and
 * mostly when Σ_{r∈S} x_r β_{j|r} / Σ_r x_r β_{j|r} ≥ 0.8, with x_r the share of X's attention on r and β_{j|r} the share
 * of j in what r reads. Ties are those told by lists: a server whose own list is private may know more doors.
 *
 * Only origins that S is tied to can hang on it. Most of them come through some of X's weightiest doors as well, which is
 * found out first. For the others all rows of doors are walked, or all rows of origins, whichever are shorter.
 */
import { followModelOf } from './follow-model.ts';
import type { RowVisitor } from './follow-sums.ts';
import { followsIfTied } from './follows.ts';
import { type Graph, hostOf } from './graph.ts';
import { strengthsOf } from './in-strength.ts';
import { topRanks } from './kernels/top-ranks.ts';
import { nodesWhere } from './nodes-where.ts';
import { arrives, leaves, pairReader } from './pair-rows.ts';
import type { Doorways } from './second-order-types.ts';
import { sumServers } from './server-sum.ts';
import { sum } from './sum.ts';
import { neitherTells } from './ties.ts';
import type { Contact } from './visibility.ts';
import type { Weights } from './weights.ts';

const mostOfIt = 0.8;
const maxTop = 20;
/** Listed ties that are walked at most: half a second's work. */
const maxPaths = 30_000_000;
const usualTries = 64;

/** What of each server comes through the doors that are cut, filled while their rows are read for other sums. */
export interface CutDoors {
  /** Σ_{r∈S} x_r β_{j|r}, up to one factor for all; one entry a node. */
  through: Float64Array;
  /** 1 for servers that such a door meets. */
  met: Uint8Array;
  /** Rows are looked at; without it they are more than are walked. */
  visit: RowVisitor | undefined;
}

/**
 * @param contact today's, of the server that asks
 * @param cut servers whose posts stop arriving there, each of whose rows is to be visited once
 */
export function collectDoors(graph: Graph, weights: Weights, contact: Contact, cut: readonly number[]): CutDoors {
  const doors = cut.filter((node) => isDoor(weights, contact, node));
  const through = new Float64Array(graph.order);
  const met = new Uint8Array(graph.order);
  if (countTies(graph, doors) > maxPaths) return { through, met, visit: undefined };
  const pass = passing(graph, weights);
  const isOrigin = new Uint8Array(graph.order);
  for (let node = 0; node < graph.order; node++) isOrigin[node] = Number(weights.mask[node] === 0);
  const visit: RowVisitor = (door, { size, others, evidence, open }) => {
    if (!isDoor(weights, contact, door)) return;
    for (let at = 0; at < size; at++) {
      const other = others[at]!;
      if (isOrigin[other] === 0 || evidence[at] === neitherTells || (open[at]! & arrives) === 0) continue;
      met[other] = 1;
      through[other]! += pass(door, other, evidence[at]!);
    }
  };
  return { through, met, visit };
}

/**
 * @param contact today's, of the server that asks
 * @param cut servers whose posts stop arriving there
 * @param doors of them, their rows visited; they are visited here when it is left out
 * @param tries how many of the weightiest doors are tried first
 * @returns null when there are more paths than are walked. O(degrees of `cut` + degrees of the doors, or of the
 * origins left, whichever are fewer)
 */
export function findDoorways(
  graph: Graph,
  weights: Weights,
  contact: Contact,
  cut: readonly number[],
  doors: CutDoors = visitAll(graph, cut, collectDoors(graph, weights, contact, cut)),
  tries = usualTries,
): Doorways | null {
  const { through, met, visit } = doors;
  if (visit === undefined) return null;
  const isCut = new Uint8Array(graph.order);
  for (const node of cut) isCut[node] = 1;
  const isOrigin = (node: number) => weights.mask[node] === 0 && contact.in[node] === 1 && isCut[node] === 0;
  const isOpen = isCut.map((cuts, node) => Number(cuts === 0 && isDoor(weights, contact, node)));
  const openDoors = nodesWhere(graph.order, (node) => isOpen[node] === 1);
  const origins = nodesWhere(graph.order, (node) => met[node] === 1 && isOrigin(node));
  const walk = walkDoors(graph, weights, through, origins);
  const untried = tryFirst(graph, walk, openDoors, topRanks(weights.in, tries, openDoors));
  const [tiesOfDoors, tiesOfOrigins] = [countTies(graph, untried), walk.tiesLeft()];
  if (Math.min(tiesOfDoors, tiesOfOrigins) > maxPaths) return null;
  if (tiesOfDoors < tiesOfOrigins) for (const door of untried) walk.from(door);
  else for (const origin of walk.left()) walk.to(origin, isOpen);
  const hanging = walk.left();
  return describe(
    graph,
    hanging.filter((origin) => walk.hasDoor[origin] === 0),
    hanging.filter((origin) => hangs(through[origin]!, walk.passed[origin]!)),
  );
}

function describe(graph: Graph, only: readonly number[], mostly: readonly number[]): Doorways {
  return { only: sumServers(graph, only), mostly: { ...sumServers(graph, mostly), top: largestOf(graph, mostly) } };
}

function visitAll(graph: Graph, nodes: readonly number[], doors: CutDoors): CutDoors {
  const read = pairReader(graph);
  if (doors.visit !== undefined) for (const node of nodes) doors.visit(node, read(node));
  return doors;
}

function isDoor({ mask }: Weights, contact: Contact, node: number): boolean {
  return mask[node] === 1 && contact.in[node] === 1;
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

interface DoorWalk {
  /** By origin, what comes through the open doors walked so far, and whether there is one. */
  passed: Float64Array;
  hasDoor: Uint8Array;
  /** Origins that may hang on what is cut, ascending, and how many ties are listed of them. */
  left: () => number[];
  tiesLeft: () => number;
  /** Walks the row of an open door. */
  from: (door: number) => void;
  /** Walks all open doors of an origin, or as many as it takes. @param isOpen 1 for these */
  to: (origin: number, isOpen: Uint8Array) => void;
}

/** @param through by node, what comes through the servers cut */
function walkDoors(graph: Graph, weights: Weights, through: Float64Array, origins: readonly number[]): DoorWalk {
  const pass = passing(graph, weights);
  const read = pairReader(graph);
  const passed = new Float64Array(graph.order);
  const hasDoor = new Uint8Array(graph.order);
  const isLeft = new Uint8Array(graph.order);
  for (const origin of origins) isLeft[origin] = 1;
  let tiesLeft = countTies(graph, origins);
  const add = (door: number, origin: number, kind: number) => {
    hasDoor[origin] = 1;
    passed[origin]! += pass(door, origin, kind);
    if (hangs(through[origin]!, passed[origin]!)) return;
    isLeft[origin] = 0;
    tiesLeft -= countTies(graph, [origin]);
  };
  return {
    passed,
    hasDoor,
    left: () => origins.filter((origin) => isLeft[origin] === 1),
    tiesLeft: () => tiesLeft,
    from: (door) => {
      const { size, others, evidence, open } = read(door);
      for (let at = 0; at < size; at++) {
        const origin = others[at]!;
        if (isLeft[origin] === 0 || evidence[at] === neitherTells || (open[at]! & arrives) === 0) continue;
        add(door, origin, evidence[at]!);
      }
    },
    to: (origin, isOpen) => {
      const { size, others, evidence, open } = read(origin);
      passed[origin] = 0;
      for (let at = 0; at < size && isLeft[origin] === 1; at++) {
        const door = others[at]!;
        if (isOpen[door] === 0 || evidence[at] === neitherTells || (open[at]! & leaves) === 0) continue;
        add(door, origin, evidence[at]!);
      }
    },
  };
}

/**
 * The weightiest doors, as long as their rows cost less than the rows of the origins that are left.
 * @returns the open doors not tried
 */
function tryFirst(graph: Graph, walk: DoorWalk, openDoors: readonly number[], weightiest: Uint32Array): number[] {
  const tried = new Set<number>();
  let walked = 0;
  for (const door of weightiest) {
    walked += countTies(graph, [door]);
    if (walked > walk.tiesLeft()) break;
    walk.from(door);
    tried.add(door);
  }
  return openDoors.filter((door) => !tried.has(door));
}

function countTies({ ties: { peers, listedBy } }: Graph, nodes: readonly number[]): number {
  return sum(nodes.map((node) => peers.degree(node) + listedBy.degree(node)));
}

function largestOf(graph: Graph, nodes: readonly number[]) {
  const people = (node: number) => graph.audience.people[node]!;
  const ranked = [...nodes].sort((a, b) => people(b) - people(a) || a - b);
  return ranked.slice(0, maxTop).map((node) => hostOf(graph, node));
}

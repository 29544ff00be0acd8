/** What changes from one picture of the map to the next: which servers are painted anew, and which of them move there. */

import type { MapGraph, NodeAttributes } from './map-graph.ts';
import type { Looks, NodeLook } from './map-look.ts';
import { between, type Stop } from './map-motion.ts';
import type { Point } from './map-svg.ts';
import type { Rings } from './ring-places.ts';

export interface Movement {
  from: Stop;
  to: Stop;
}

/** Of larger maps only those move that have another mark or place: that the rest fades is seen without. */
const allMove = 1500;
/** More than this at once is no motion that an eye follows, and a machine may not keep up with it. */
const mostMoving = 2500;

/** A map as it stands: the graph, how its servers look, and where the rings have some of them. */
export interface Standing {
  graph: MapGraph;
  looks: Looks;
  rings: Rings | null;
  /** The way of a motion that is not over, by node. */
  moving: ReadonlyMap<string, Stop>;
}

/** @returns nodes that look different: what they become at once, or the way of those that go there in steps */
export function movementsOf(
  before: Standing,
  after: Pick<Standing, 'graph' | 'looks' | 'rings'>,
): { jumps: Map<string, Stop>; movements: Map<string, Movement> } {
  const jumps = new Map<string, Stop>();
  const movements = new Map<string, Movement>();
  const isSmallMap = after.graph.order <= allMove;
  after.graph.forEachNode((node, attributes) => {
    const to = { look: lookAt(after.looks, attributes), at: placeAt(after.rings, attributes) };
    const from = stopBefore(before, node) ?? { look: { ...to.look, hidden: true }, at: to.at };
    if (isSame(from, to)) return;
    const isUnseen = from.look.hidden && to.look.hidden;
    const isStriking = from.look.mark !== to.look.mark || (isElsewhere(from.at, to.at) && !to.look.hidden);
    if (!isUnseen && (isStriking || isSmallMap)) movements.set(node, { from, to });
    else jumps.set(node, to);
  });
  if (movements.size <= mostMoving) return { jumps, movements };
  for (const [node, { to }] of movements) jumps.set(node, to);
  return { jumps, movements: new Map() };
}

export function lookAt(looks: Looks, { position, size, folded }: NodeAttributes): NodeLook {
  return folded === undefined ? looks.ofServer(position, size) : looks.ofFolded(folded, size);
}

/** @returns where a node belongs: on a ring, or where the map has it */
function placeAt(rings: Rings | null, { position, home }: NodeAttributes): Point {
  return rings?.places.get(position) ?? home;
}

export function goesElsewhere({ from, to }: Movement): boolean {
  return isElsewhere(from.at, to.at);
}

export function stopAt({ from, to }: Movement, t: number): Stop {
  return between(from, to, t);
}

function stopBefore({ graph, looks, rings, moving }: Standing, node: string): Stop | undefined {
  const under = moving.get(node);
  if (under !== undefined || !graph.hasNode(node)) return under;
  const attributes = graph.getNodeAttributes(node);
  return { look: lookAt(looks, attributes), at: placeAt(rings, attributes) };
}

function isSame(from: Stop, to: Stop): boolean {
  if (isElsewhere(from.at, to.at)) return false;
  const [a, b] = [from.look, to.look];
  return (
    a.size === b.size &&
    a.color === b.color &&
    a.mark === b.mark &&
    a.change === b.change &&
    a.type === b.type &&
    a.hidden === b.hidden &&
    a.ground === b.ground
  );
}

function isElsewhere(a: Point, b: Point): boolean {
  return a.x !== b.x || a.y !== b.y;
}

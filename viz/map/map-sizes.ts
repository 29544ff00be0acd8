/** How large a server and a line are drawn, by people and by weight, px. */
import { peopleAt } from '../../analysis/map-reading.ts';
import type { MapFile } from '../../analysis/types.ts';

/** @returns the radius of a server at a position of the map; its area above the smallest disc goes with people */
export function radiusIn(map: MapFile): (position: number) => number {
  const largest = largestOf(map.hosts.length, (position) => peopleAt(map, position), 1);
  const widest = map.hosts.length > 2000 ? 14 : 22;
  return (position) => 2.2 + widest * Math.sqrt((peopleAt(map, position) ?? 0) / largest);
}

/** The shorter side of a map on a desk, px; on a phone discs are smaller, and on a wall larger. */
const usualPx = 620;
const smallestFactor = 0.7;
const largestFactor = 1.3;

/** @returns by how much everything on a map is larger than in a room of usual size, px */
export function sizeFactorIn(width: number, height: number): number {
  return Math.min(largestFactor, Math.max(smallestFactor, Math.sqrt(Math.min(width, height) / usualPx)));
}

/** @returns the width of a backbone edge by its index */
export function edgeWidthIn({ edges }: Pick<MapFile, 'edges'>): (edge: number) => number {
  const heaviest = largestOf(edges.weight.length, (edge) => edges.weight[edge]!, Number.MIN_VALUE);
  return (edge) => 0.4 + 1.4 * Math.sqrt(edges.weight[edge]! / heaviest);
}

/** A loop, since a call takes no more arguments than its stack holds, and a fediverse has more ties than that. */
export function largestOf(count: number, read: (at: number) => number | null, atLeast: number): number {
  let largest = atLeast;
  for (let at = 0; at < count; at++) {
    const value = read(at);
    if (value !== null && value > largest) largest = value;
  }
  return largest;
}

/** Servers by importance. */
import { peopleAt } from '../../analysis/map-reading.ts';
import type { MapFile } from '../../analysis/types.ts';

/** @returns positions by people, then in the order of the map */
export function largestFirst(map: MapFile): number[] {
  const people = Float64Array.from(map.hosts, (_, position) => peopleAt(map, position) ?? 0);
  return [...map.hosts.keys()].sort((a, b) => people[b]! - people[a]! || a - b);
}

/** Names of communities, set across them while the whole map is in view and fading as one comes nearer. */
import { communityAt, peopleAt } from '../../analysis/map-reading.ts';
import type { MapFile } from '../../analysis/types.ts';
import { type Box, overlap } from './label-places.ts';
import type { Point } from './map-svg.ts';

export interface CommunityName {
  community: number;
  lines: string[];
  /** In the map's units: above and below what belongs to it, then within. */
  places: { at: Point; side: -1 | 0 | 1 }[];
  fontPx: number;
}

/** Below this many servers a community needs no name of its own across the map. */
const fewestServers = 3;
const largestPx = 15.5;
const smallestPx = 12.5;
export const lineHeight = 1.25;
/** Between a name and the outermost servers of its community, px. */
const sidePx = 7;
/** From the edge of the map, px. */
const edgePx = 4;

/** Largest first, which is also who is named where two would lie on each other. */
export function namesOf(map: MapFile): CommunityName[] {
  const members = map.communities.map((): number[] => []);
  for (const position of map.hosts.keys()) {
    const community = communityAt(map, position);
    if (community !== null) members[community]!.push(position);
  }
  const people = members.map((positions) => positions.reduce((sum, at) => sum + (peopleAt(map, at) ?? 0), 0));
  const most = Math.max(1, ...people);
  return members
    .map((positions, community) => ({ positions, community }))
    .filter(({ positions }) => positions.length >= fewestServers)
    .sort((a, b) => people[b.community]! - people[a.community]! || a.community - b.community)
    .map(({ positions, community }) => ({
      community,
      lines: map.communities[community]!.name.split(/,\s+/),
      places: placesIn(positions, map),
      fontPx: smallestPx + (largestPx - smallestPx) * Math.sqrt(people[community]! / most),
    }));
}

/** A name stays with its community even where a few of its servers stand far off. */
function placesIn(positions: readonly number[], map: MapFile): CommunityName['places'] {
  const sorted = (values: Float32Array) => Float32Array.from(positions, (at) => values[at]!).sort();
  const [x, y] = [sorted(map.x), sorted(map.y)];
  const at = (values: Float32Array, share: number) => values[Math.floor(share * (values.length - 1))]!;
  const place = (share: number, side: -1 | 0 | 1) => ({ at: { x: at(x, 0.5), y: at(y, share) }, side });
  return [place(0.98, -1), place(0.02, 1), place(0.5, 0), place(0.8, 0), place(0.2, 0)];
}

/** @param ratio of the camera: 1 shows the whole map @returns from 0, not drawn, to 1 */
export function nameStrength(ratio: number, homeRatio: number): number {
  return Math.min(1, Math.max(0, (ratio / homeRatio - 0.45) / 0.4));
}

export interface SetName extends CommunityName {
  box: Box;
}

/**
 * @param discs the larger ones, which a name rather stands beside
 * @returns the names that do not lie on one another, with the room they take
 */
export function setNames(
  names: readonly CommunityName[],
  place: (at: Point) => Point,
  measure: (line: string, fontPx: number) => number,
  { width, height }: { width: number; height: number },
  discs: readonly Box[],
): SetName[] {
  const set: SetName[] = [];
  for (const name of names) {
    const half = Math.max(...name.lines.map((line) => measure(line, name.fontPx))) / 2;
    const high = (name.lines.length * name.fontPx * lineHeight) / 2;
    const boxes = name.places.map(({ at, side }) => {
      const { x, y } = place(at);
      const across = within(x, half + edgePx, width - half - edgePx);
      const middle = within(y + side * (high + sidePx), high + edgePx, height - high - edgePx);
      return { left: across - half - 2, right: across + half + 2, top: middle - high, bottom: middle + high };
    });
    const alone = boxes.filter((box) => !set.some((other) => overlap(other.box, box)));
    const box = alone.find((box) => !discs.some((disc) => overlap(disc, box))) ?? alone[0];
    if (box !== undefined) set.push({ ...name, box });
  }
  return set;
}

function within(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}

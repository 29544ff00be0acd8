/**
 * Distance rings: the servers that the one looked from is tied to most, nearer the stronger. How far out a server stands
 * is how much of the contact is carried by those further in, so the rings can say it: what lies within the first carries
 * a third of what the picture shows, within the second two thirds. The direction stays as near to the map's as the room
 * on a ring allows.
 */
import type { MapFile, Tie } from '../../analysis/types.ts';
import { type Extent, extentOf } from './map-extent.ts';
import type { Point } from './map-svg.ts';
import { isTouching } from './marks.ts';
import { type Scene, strongestTies } from './scene.ts';

export interface Ring {
  /** In the map's units. */
  radius: number;
  /** Of all known contact of the server, what those within the ring carry. */
  share: number;
}

export interface Rings {
  centre: Point;
  rings: Ring[];
  extent: Extent;
  /** By position in the map; every other server is not drawn. */
  places: ReadonlyMap<number, Point>;
}

const bandCount = 3;
/** The innermost servers stand clear of the disc in the middle. */
const innerShare = 0.2;
/** Those that the scenario touches, though their tie is weak or not known, stand beyond the last ring. */
const outerShare = 1.14;
const maxOuter = 160;

export function placeOnRings(map: MapFile, scene: Scene, ties: readonly Tie[]): Rings | null {
  const positions = new Map<string, number>(map.hosts.map((host, position) => [host, position]));
  const focus = scene.focus === null ? undefined : positions.get(scene.focus);
  const drawn = strongestTies(ties).filter(({ host }) => positions.has(host) && host !== scene.focus);
  if (focus === undefined || drawn.length === 0) return null;
  const { centre, radius } = roomOf(map);
  const carried = drawn.reduce((sum, { weight }) => sum + weight, 0);
  const angleOf = (position: number) => Math.atan2(map.y[position]! - map.y[focus]!, map.x[position]! - map.x[focus]!);
  const bands: { position: number; radius: number }[][] = Array.from({ length: bandCount + 1 }, () => []);
  let before = 0;
  for (const { host, weight } of drawn) {
    const within = (before + weight / 2) / carried;
    before += weight;
    const band = Math.min(bandCount - 1, Math.floor(within * bandCount));
    bands[band]!.push({ position: positions.get(host)!, radius: radius * (innerShare + (1 - innerShare) * within) });
  }
  const shown = new Set(bands.flat().map(({ position }) => position));
  const outer = [...scene.marks.keys()].filter((at) => isTouching(scene.marks[at]!) && !shown.has(at));
  for (const position of outer.slice(0, maxOuter)) bands[bandCount]!.push({ position, radius: radius * outerShare });
  const places = new Map<number, Point>([[focus, centre]]);
  for (const band of bands) spread(band, angleOf, centre, places);
  const rings = Array.from({ length: bandCount }, (_, band) => {
    const within = (band + 1) / bandCount;
    return { radius: radius * (innerShare + (1 - innerShare) * within), share: within * carried };
  });
  const reach = bands[bandCount]!.length > 0 ? radius * outerShare : radius;
  const extent = extentOf([centre.x - reach, centre.x + reach], [centre.y - reach, centre.y + reach]);
  return { centre, rings, extent, places };
}

/** Evenly around, in the order of their directions on the map, turned so that they are off by least. */
function spread(
  band: readonly { position: number; radius: number }[],
  angleOf: (position: number) => number,
  centre: Point,
  places: Map<number, Point>,
): void {
  const around = band.map((server) => ({ ...server, angle: angleOf(server.position) }));
  around.sort((a, b) => a.angle - b.angle || a.position - b.position);
  const step = (2 * Math.PI) / Math.max(around.length, 1);
  let [sine, cosine] = [0, 0];
  around.forEach(({ angle }, at) => {
    sine += Math.sin(angle - at * step);
    cosine += Math.cos(angle - at * step);
  });
  const turn = Math.atan2(sine, cosine);
  around.forEach(({ position, radius }, at) => {
    const angle = turn + at * step;
    places.set(position, { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle) });
  });
}

/** The smallest circle around what the map takes up in its longer direction. */
function roomOf(map: MapFile): { centre: Point; radius: number } {
  const { x, y } = extentOf(map.x, map.y);
  const radius = Math.max(x[1] - x[0], y[1] - y[0], 1) / 2 / outerShare;
  return { centre: { x: (x[0] + x[1]) / 2, y: (y[0] + y[1]) / 2 }, radius };
}

/**
 * Where the discs of a map are drawn: where the map has the servers, but the larger discs pushed apart until, with the
 * whole map in view, none lies on another. A layout knows points; how large each is drawn is known here.
 */
import type { MapFile } from '../../analysis/types.ts';
import { extentOf } from './map-extent.ts';
import { radiusIn } from './map-sizes.ts';

/** Discs from this radius on are pushed, px: smaller ones may stand close. */
const leastRadius = 4.5;
/** More than this are not looked at, each beside each. */
const mostDiscs = 400;
const rounds = 60;
/** Between two discs, px. */
const gapPx = 2;
/** What the longer side of a map is drawn at, about, px. */
const usualSize = 600;
const goldenAngle = Math.PI * (3 - Math.sqrt(5));

export function discPlaces(map: MapFile): { x: Float32Array; y: Float32Array } {
  const x = Float32Array.from(map.x);
  const y = Float32Array.from(map.y);
  const radiusOf = radiusIn(map);
  const radii = Float32Array.from(map.hosts.keys(), radiusOf);
  const large = [...map.hosts.keys()].filter((position) => radii[position]! >= leastRadius);
  large.sort((a, b) => radii[b]! - radii[a]! || a - b);
  const extent = extentOf(map.x, map.y);
  const unitsPerPx = Math.max(extent.x[1] - extent.x[0], extent.y[1] - extent.y[0], 1) / usualSize;
  const discs = large.slice(0, mostDiscs);
  const of = (values: Float32Array) => Float32Array.from(discs, (position) => values[position]!);
  const near = { x: of(x), y: of(y), radii: of(radii) };
  for (let round = 0; round < rounds; round++) {
    if (!pushApart(near, unitsPerPx)) break;
  }
  discs.forEach((position, at) => {
    x[position] = near.x[at]!;
    y[position] = near.y[at]!;
  });
  return { x, y };
}

/** The smaller of two gives way more. @param discs beside each other in memory @returns whether any lay on another */
function pushApart({ x, y, radii }: Record<'x' | 'y' | 'radii', Float32Array>, unitsPerPx: number): boolean {
  let moved = false;
  for (let a = 0; a < x.length; a++) {
    for (let b = a + 1; b < x.length; b++) {
      const room = (radii[a]! + radii[b]! + gapPx) * unitsPerPx;
      let dx = x[b]! - x[a]!;
      let dy = y[b]! - y[a]!;
      if (Math.abs(dx) >= room || Math.abs(dy) >= room) continue;
      let apart = Math.hypot(dx, dy);
      if (apart >= room) continue;
      if (apart < 1e-3) [dx, dy, apart] = [Math.cos(b * goldenAngle), Math.sin(b * goldenAngle), 1];
      const push = (room - Math.hypot(x[b]! - x[a]!, y[b]! - y[a]!)) / apart;
      const share = radii[a]! ** 2 / (radii[a]! ** 2 + radii[b]! ** 2);
      x[a]! -= dx * push * (1 - share);
      y[a]! -= dy * push * (1 - share);
      x[b]! += dx * push * share;
      y[b]! += dy * push * share;
      moved = true;
    }
  }
  return moved;
}

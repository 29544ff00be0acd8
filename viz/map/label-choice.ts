/** Which servers of a view are named: the largest within it, as many as it has room for; a question's own before all. */

import { livenessAt } from '../../analysis/map-reading.ts';
import type { MapFile } from '../../analysis/types.ts';
import type { LabelCandidate } from './label-places.ts';
import type { Point } from './map-svg.ts';

export interface LabelSource {
  map: MapFile;
  /** Positions, the most important first. */
  order: ArrayLike<number>;
  first: ReadonlySet<number>;
  isNamed(position: number): boolean;
  /** Where each server stands now, in the map's units. */
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  /** Radius on screen, px. */
  radiusOf(position: number): number;
  toView(at: Point): Point;
  toMap(at: Point): Point;
  width: number;
  height: number;
}

/** Room of the view for each name, px². */
const roomPx = 13_000;
/** Names of servers just outside may reach into the view, px. */
const marginPx = 60;

export function chooseLabels(source: LabelSource): LabelCandidate[] {
  const { map, order, first, width, height, x, y } = source;
  const chosen: LabelCandidate[] = [];
  const most = Math.ceil((width * height) / roomPx);
  const view = viewOf(source);
  const isSeen = (position: number) => {
    const [atX, atY] = [x[position]!, y[position]!];
    return atX >= view.left && atX <= view.right && atY >= view.bottom && atY <= view.top;
  };
  const add = (position: number) => {
    const host = map.hosts[position]!;
    const size = source.radiusOf(position);
    const faint = livenessAt(map, position) !== 'alive';
    chosen.push({
      key: host,
      label: host,
      ...source.toView({ x: x[position]!, y: y[position]! }),
      size,
      first: first.has(position),
      faint,
    });
  };
  for (const position of first) if (isSeen(position)) add(position);
  for (let at = 0; at < order.length && chosen.length < most; at++) {
    const position = order[at]!;
    if (isSeen(position) && !first.has(position) && source.isNamed(position)) add(position);
  }
  return chosen;
}

/** In the map's units: a comparison a server, where there may be many thousands. */
function viewOf({ toMap, width, height }: LabelSource) {
  const low = toMap({ x: -marginPx, y: height + marginPx });
  const high = toMap({ x: width + marginPx, y: -marginPx });
  return { left: low.x, right: high.x, bottom: low.y, top: high.y };
}

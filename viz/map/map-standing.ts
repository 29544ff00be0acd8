/** All of a map that does not depend on the question: its graph, its places, its order and its names. */
import type { MapFile } from '../../analysis/types.ts';
import { type CommunityName, namesOf } from './community-names.ts';
import { discPlaces } from './disc-places.ts';
import { type Extent, extentOf } from './map-extent.ts';
import { buildMapGraph, type MapGraph } from './map-graph.ts';
import { largestFirst } from './map-order.ts';
import { radiusIn } from './map-sizes.ts';

export interface MapStanding {
  map: MapFile;
  graph: MapGraph;
  positions: ReadonlyMap<string, number>;
  /** Where each server is drawn now, in the map's units. */
  x: Float32Array;
  y: Float32Array;
  /** Radius of each, before zoom, px. */
  sizes: Float32Array;
  /** Positions, the largest first. */
  order: readonly number[];
  names: readonly CommunityName[];
  /** All of it, each server in its place. */
  extent: Extent;
}

export function standingOf(map: MapFile): MapStanding {
  const places = discPlaces(map);
  const order = largestFirst(map);
  return {
    map,
    graph: buildMapGraph(map, places, order),
    positions: new Map<string, number>(map.hosts.map((host, position) => [host, position])),
    ...places,
    sizes: Float32Array.from(map.hosts.keys(), radiusIn(map)),
    order,
    names: namesOf(map),
    extent: extentOf(places.x, places.y),
  };
}

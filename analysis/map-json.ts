/** The drawing as JSON, for programs that do not read the map file. */
import { livenessAt, peopleAt, softwareAt } from './map-reading.ts';
import type { MapFile, MapJson } from './types.ts';

/** Parts of a unit that positions and weights are written to. */
const positionParts = 10;
const weightParts = 1000;

export function toMapJson(map: MapFile): MapJson {
  const { edges, folded } = map;
  const each = <Value>(read: (map: MapFile, position: number) => Value) =>
    map.hosts.map((_, position) => read(map, position));
  return {
    schema: map.schema,
    snapshot: map.snapshot,
    hosts: map.hosts,
    x: decimals(map.x, positionParts),
    y: decimals(map.y, positionParts),
    community: [...map.community],
    audience: each(peopleAt),
    software: each(softwareAt),
    liveness: each(livenessAt),
    small: Array.from(map.small, (it) => it === 1),
    edges: {
      source: [...edges.source],
      target: [...edges.target],
      weight: decimals(edges.weight, weightParts),
    },
    folded: {
      community: [...folded.community],
      servers: [...folded.servers],
      audience: Array.from(folded.audience, (_, at) => peopleAt(folded, at)),
      x: decimals(folded.x, positionParts),
      y: decimals(folded.y, positionParts),
    },
    communities: map.communities,
    undrawn: map.undrawn,
    coverage: map.coverage,
  };
}

/** A Float32 has about seven digits: what it was rounded to comes back, and no digits that mean nothing. */
function decimals(values: Float32Array, parts: number): number[] {
  return Array.from(values, (value) => Math.round(value * parts) / parts + 0);
}

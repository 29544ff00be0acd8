/** A map file as the map it holds: its arrays are views of the bytes, where they lie. The layout is in MAP-FILE.md. */
import { checkMap } from './check-map.ts';
import { countHosts } from './container/check-names.ts';
import { openContainer } from './container/open-container.ts';
import { readDescription } from './container/read-description.ts';
import { type MapMeta, mapKind, mapMeta } from './map-kind.ts';
import type { MapFile } from './types.ts';

/**
 * @param buffer the whole file; it belongs to the map from here on
 * @throws FileError where it is none, is of a newer version, broke off, or holds what a map cannot
 */
export function readMap(buffer: ArrayBuffer): MapFile {
  const { take, text } = openContainer(mapKind, new Uint8Array(buffer));
  const meta = readDescription<MapMeta>(mapKind, text('meta'), mapMeta);
  const count = countHosts(mapKind, take('hosts', Uint8Array));
  let hosts: MapFile['hosts'] | undefined;
  const map: MapFile = {
    ...meta,
    get hosts() {
      hosts ??= (count === 0 ? [] : text('hosts').split('\n')) as MapFile['hosts'];
      return hosts;
    },
    x: take('x', Float32Array),
    y: take('y', Float32Array),
    community: take('community', Int16Array, Int32Array),
    audience: take('audience', Float64Array),
    software: take('software', Uint16Array),
    liveness: take('liveness', Uint8Array),
    small: take('small', Uint8Array),
    edges: {
      source: take('edgeSource', Uint16Array, Uint32Array),
      target: take('edgeTarget', Uint16Array, Uint32Array),
      weight: take('edgeWeight', Float32Array),
    },
    folded: {
      community: take('foldedCommunity', Int32Array),
      servers: take('foldedServers', Uint32Array),
      audience: take('foldedAudience', Float64Array),
      x: take('foldedX', Float32Array),
      y: take('foldedY', Float32Array),
    },
  };
  checkMap(map, count);
  return map;
}

/** A map file as the map it holds: its arrays are views of the bytes, where they lie. The layout is in MAP-FILE.md. */
import { checkMap } from './check-map.ts';
import { openSections } from './map-container.ts';
import { MapError } from './map-error.ts';
import { readMeta } from './map-meta.ts';
import type { SectionName } from './map-sections.ts';
import type { MapFile } from './types.ts';

/**
 * @param buffer the whole file; it belongs to the map from here on
 * @throws MapError where it is none, is of a newer version, broke off, or holds what a map cannot
 */
export function readMap(buffer: ArrayBuffer): MapFile {
  const take = openSections(buffer);
  const text = (name: SectionName) => new TextDecoder().decode(take(name, Uint8Array));
  const map: MapFile = {
    ...readMeta(text('meta')),
    hosts: splitHosts(text('hosts')),
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
  checkMap(map);
  return map;
}

/** Ascending and each once, as what is drawn is found by name. */
function splitHosts(text: string): MapFile['hosts'] {
  const hosts = text === '' ? [] : text.split('\n');
  if (!/^[a-z0-9._\n-]*$/.test(text)) {
    throw new MapError('The host names of the map file hold letters that no host name has.');
  }
  hosts.forEach((host, at) => {
    if (host === '' || (at > 0 && host <= hosts[at - 1]!)) {
      throw new MapError(`Host ${at} of the map file is not after the one before it in the alphabet.`);
    }
  });
  return hosts as MapFile['hosts'];
}

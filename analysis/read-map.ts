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
    hosts: splitHosts(text('hostNames'), take('hostOffsets', Uint32Array)),
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

/** Names are decoded once, as one string: they are ASCII, so a byte is a letter. */
function splitHosts(names: string, offsets: Uint32Array): MapFile['hosts'] {
  if (!/^[a-z0-9._-]*$/.test(names))
    throw new MapError('The host names of the map file hold letters that no host name has.');
  if (offsets[0] !== 0 || offsets.at(-1) !== names.length) {
    throw new MapError(`The host names of the map file should fill ${names.length} bytes, from 0 on.`);
  }
  const hosts: string[] = [];
  for (let at = 0; at + 1 < offsets.length; at++) {
    const host = names.slice(offsets[at], offsets[at + 1]);
    if (host === '' || (at > 0 && host <= hosts[at - 1]!)) {
      throw new MapError(`Host ${at} of the map file is not after the one before it in the alphabet.`);
    }
    hosts.push(host);
  }
  return hosts as MapFile['hosts'];
}

/** A map as the bytes of a map file. The layout is in MAP-FILE.md. */
import type { Elements } from './container/layout.ts';
import { writeContainer } from './container/write-container.ts';
import { type MapMeta, type MapSection, mapKind, mapMeta } from './map-kind.ts';
import type { MapFile } from './types.ts';

/** @returns the same bytes for the same map */
export function writeMap(map: MapFile): Uint8Array<ArrayBuffer> {
  const { x, y, community, audience, software, liveness, small, edges, folded } = map;
  const text = new TextEncoder();
  const fields = Object.keys(mapMeta) as (keyof MapMeta)[];
  const meta = Object.fromEntries(fields.map((field) => [field, map[field]]));
  const sections: Record<MapSection, Elements> = {
    meta: text.encode(JSON.stringify(meta)),
    hosts: text.encode(map.hosts.join('\n')),
    ...{ x, y, community, audience, software, liveness, small },
    edgeSource: edges.source,
    edgeTarget: edges.target,
    edgeWeight: edges.weight,
    foldedCommunity: folded.community,
    foldedServers: folded.servers,
    foldedAudience: folded.audience,
    foldedX: folded.x,
    foldedY: folded.y,
  };
  return writeContainer(mapKind, sections);
}

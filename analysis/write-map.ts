/** A map as the bytes of a map file: magic, version, table of sections, flat arrays. The layout is in MAP-FILE.md. */
import { checksumOf } from './map-checksum.ts';
import {
  alignment,
  type Elements,
  elementTypes,
  header,
  isLittleEndian,
  magic,
  majorVersion,
  metaFields,
  minorVersion,
  type SectionName,
  sectionRow,
  sections,
} from './map-sections.ts';
import type { MapFile } from './types.ts';

/** @returns the same bytes for the same map */
export function writeMap(map: MapFile): Uint8Array<ArrayBuffer> {
  if (!isLittleEndian)
    throw new Error('Map files are written on machines that keep the low byte first; this one does not.');
  const parts = Object.entries(sectionsOf(map)) as [SectionName, Elements][];
  let end = align(header.table + parts.length * sectionRow.size);
  const offsets = parts.map(([, { byteLength }]) => {
    const offset = end;
    end = align(offset + byteLength);
    return offset;
  });
  const bytes = new Uint8Array(end);
  const view = new DataView(bytes.buffer);
  bytes.set(magic);
  view.setUint16(header.major, majorVersion, true);
  view.setUint16(header.minor, minorVersion, true);
  view.setUint32(header.byteLength, end, true);
  view.setUint32(header.sectionCount, parts.length, true);
  parts.forEach(([name, elements], at) => {
    const row = header.table + at * sectionRow.size;
    view.setUint32(row + sectionRow.id, sections[name], true);
    view.setUint32(
      row + sectionRow.element,
      elementTypes.findIndex((type) => elements instanceof type),
      true,
    );
    view.setUint32(row + sectionRow.offset, offsets[at]!, true);
    view.setUint32(row + sectionRow.byteLength, elements.byteLength, true);
    bytes.set(new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength), offsets[at]!);
  });
  view.setUint32(header.checksum, checksumOf(bytes.buffer), true);
  return bytes;
}

function sectionsOf(map: MapFile): Record<SectionName, Elements> {
  const { x, y, community, audience, software, liveness, small, edges, folded } = map;
  const text = new TextEncoder();
  const meta = Object.fromEntries(metaFields.map((field) => [field, map[field]]));
  return {
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
}

function align(offset: number): number {
  return Math.ceil(offset / alignment) * alignment;
}

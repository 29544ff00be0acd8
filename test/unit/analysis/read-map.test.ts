import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { checksumOf } from '../../../analysis/container/checksum.ts';
import { elementTypes, header, sectionRow } from '../../../analysis/container/layout.ts';
import { mapKind } from '../../../analysis/map-kind.ts';
import { readMap } from '../../../analysis/read-map.ts';
import type { MapFile } from '../../../analysis/types.ts';
import { writeMap } from '../../../analysis/write-map.ts';
import { goldenMap, mapOf } from '../../fixtures/maps.ts';

const { sections } = mapKind;
const two = { servers: [{}, {}], communities: ['one'] };

/** What is said of a file whose numbers were changed, with a checksum that fits. */
function saidOf(change: (view: DataView, row: (name: keyof typeof sections) => number) => void, map = goldenMap()) {
  const bytes = writeMap(map);
  const view = new DataView(bytes.buffer);
  change(view, (name) => header.table + (sections[name] - 1) * sectionRow.size);
  view.setUint32(header.checksum, checksumOf(bytes.buffer), true);
  return said(bytes);
}

function said(bytes: Uint8Array<ArrayBuffer>): string {
  try {
    readMap(bytes.buffer);
    return 'nothing';
  } catch (error) {
    const { message, hint } = error as Error & { hint: string };
    return `${message} ${hint}`;
  }
}

const again = 'Load it again; if it stays so, have the map written anew.';

test('what is no map file is told from one that broke off, or is newer', () => {
  expect(said(new TextEncoder().encode('<!doctype html><title>Not found</title>'))).toBe(
    'This is no map file: it does not begin with the bytes of one. Give the address of a map file of Faultline.',
  );
  expect(said(writeMap(goldenMap()).slice(0, 20))).toBe(
    `The map file broke off: its header has 24 bytes, and 20 came. ${again}`,
  );
  const whole = writeMap(goldenMap()).length;
  expect(said(writeMap(goldenMap()).slice(0, 900))).toBe(
    `The map file broke off: it should have ${whole} bytes, and 900 came. ${again}`,
  );
  expect(saidOf((view) => view.setUint16(header.major, 2, true))).toBe(
    'The map file has version 2, and this reads version 1: it was made by a newer Faultline. Load the page again; a page that embeds the map needs the newer script.',
  );
  expect(saidOf((view) => view.setUint16(header.major, 0, true))).toMatch(/has version 0, and this reads version 1\./);
  expect(saidOf((view) => view.setUint16(header.minor, 7, true))).toBe('nothing');
});

test('the checksum is the one that gzip has', () => {
  const bytes = writeMap(goldenMap());
  expect(checksumOf(bytes.buffer)).toBe(
    gzipSync(bytes.subarray(20)).readUInt32LE(gzipSync(bytes.subarray(20)).length - 8),
  );
});

test('a byte that changed on the way is noticed', () => {
  const bytes = writeMap(goldenMap());
  bytes[bytes.length - 9]! ^= 1;
  expect(said(bytes)).toMatch(/^The map file was changed on its way: its checksum should be \d+, and is \d+\./);
});

test.each<[RegExp, Parameters<typeof saidOf>[0]]>([
  [/says it has 4000000000 sections/, (view) => view.setUint32(header.sectionCount, 4e9, true)],
  [/has no section 17 \(foldedY\)/, (view) => view.setUint32(header.sectionCount, 16, true)],
  [/has section 4 twice/, (view, row) => view.setUint32(row('x') + sectionRow.id, sections.y, true)],
  [/begins at 484, no multiple of 8/, (view, row) => view.setUint32(row('x') + sectionRow.offset, 484, true)],
  [/begins at 8, before the end/, (view, row) => view.setUint32(row('x') + sectionRow.offset, 8, true)],
  [/ends at \d+, after the end/, (view, row) => view.setUint32(row('foldedY') + sectionRow.byteLength, 4e9, true)],
  [
    /should hold Float32Array, and has element type 4/,
    (view, row) => view.setUint32(row('x') + sectionRow.element, 4, true),
  ],
  [
    /should hold Int16Array or Int32Array, and has element type 99/,
    (view, row) => view.setUint32(row('community') + sectionRow.element, 99, true),
  ],
  [
    /has 3 bytes, which is no whole number of 4/,
    (view, row) => view.setUint32(row('x') + sectionRow.byteLength, 3, true),
  ],
  [
    /has \d+ hosts and 1 values of x: expected as many/,
    (view, row) => view.setUint32(row('x') + sectionRow.byteLength, 4, true),
  ],
])('a table that says %s is refused', (sentence, change) => {
  expect(saidOf(change)).toMatch(sentence);
});

test.each<[RegExp, Partial<MapFile>]>([
  [/has NaN as x 1, which cannot be/, { x: Float32Array.of(0, Number.NaN) }],
  [/has Infinity as y 0/, { y: Float32Array.of(Number.POSITIVE_INFINITY, 0) }],
  [/has 1 as community 0/, { community: Int16Array.of(1, 0) }],
  [/has -1 as audience 0/, { audience: Float64Array.of(-1, 0) }],
  [/has 3 as software 1/, { software: Uint16Array.of(0xffff, 3) }],
  [/has 3 as liveness 1/, { liveness: Uint8Array.of(0, 3) }],
  [/has 2 as small 1/, { small: Uint8Array.of(0, 2) }],
  [/has 2 as edge source 0/, { edges: edgesOf(2, 1, 0.5) }],
  [/has 9 as edge target 0/, { edges: edgesOf(0, 9, 0.5) }],
  [/has 1 as edge target 0/, { edges: edgesOf(1, 1, 0.5) }],
  [/has 2 as edge weight 0/, { edges: edgesOf(0, 1, 2) }],
  [/has 1 edges and 2 values of weight/, { edges: { ...edgesOf(0, 1, 1), weight: Float32Array.of(1, 1) } }],
  [/Host 1 .* is not after the one before it/, { hosts: mapOf(two).hosts.toReversed() }],
  [/letters that no host name has/, { hosts: ['<b>.example', 'c.example'] as MapFile['hosts'] }],
  [/has no communities that can be read/, { communities: [{ name: 'one', size: -1, audience: null }] }],
  [/has no snapshot that can be read/, { snapshot: { id: 'x', asOf: 'yesterday' } }],
  [/has no coverage that can be read/, { coverage: {} as MapFile['coverage'] }],
  [/has no schema that can be read/, { schema: 'faultline.map/2' as MapFile['schema'] }],
])('a map of which is said that it %s is refused', (sentence, change) => {
  expect(said(writeMap(mapOf(two)))).toBe('nothing');
  expect(said(writeMap({ ...mapOf(two), ...change }))).toMatch(sentence);
});

function edgesOf(source: number, target: number, weight: number): MapFile['edges'] {
  return { source: Uint16Array.of(source), target: Uint16Array.of(target), weight: Float32Array.of(weight) };
}

test('a section of a later version is left out, whatever its numbers are', () => {
  const bytes = writeMap(goldenMap());
  const longer = new Uint8Array(bytes.length + sectionRow.size + 8);
  const view = new DataView(longer.buffer);
  const tableEnd = header.table + Object.keys(sections).length * sectionRow.size;
  longer.set(bytes.subarray(0, tableEnd));
  longer.set(bytes.subarray(tableEnd), tableEnd + sectionRow.size);
  for (let row = header.table; row < tableEnd; row += sectionRow.size) {
    view.setUint32(row + sectionRow.offset, view.getUint32(row + sectionRow.offset, true) + sectionRow.size, true);
  }
  [999, elementTypes.length, bytes.length + sectionRow.size, 5].forEach((value, at) => {
    view.setUint32(tableEnd + at * 4, value, true);
  });
  view.setUint32(header.sectionCount, Object.keys(sections).length + 1, true);
  view.setUint32(header.byteLength, longer.length, true);
  view.setUint32(header.checksum, checksumOf(longer.buffer), true);
  expect(readMap(longer.buffer)).toEqual(goldenMap());
});

test('positions are as wide as the number of hosts asks for', () => {
  const servers = Array.from({ length: 0x10000 }, () => ({}));
  const edges = [[0, 0xffff, 1]] as const;
  const large = readMap(writeMap(mapOf({ servers, edges })).buffer);
  expect(large.edges.target).toEqual(Uint32Array.of(0xffff));
  const small = readMap(writeMap(mapOf({ servers: servers.slice(1), edges: [[0, 1, 1]] })).buffer);
  expect(small.edges.target).toEqual(Uint16Array.of(1));
});

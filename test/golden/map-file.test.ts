import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { toMapJson } from '../../analysis/map-json.ts';
import { readMap } from '../../analysis/read-map.ts';
import { writeMap } from '../../analysis/write-map.ts';
import { goldenMap } from '../fixtures/maps.ts';

const file = fileURLToPath(new URL('map-file.bin', import.meta.url));
const written = Buffer.from(writeMap(goldenMap()));
const isThere = existsSync(file);
if (!isThere) writeFileSync(file, written);
const bytes = readFileSync(file);

/** Written from analysis/MAP-FILE.md alone, value by value, on nothing that Faultline has. */
function readByTheBook(file: Buffer) {
  expect(file.subarray(0, 8).toString('latin1')).toBe('FLTMAP\r\n');
  expect([file.readUInt16LE(8), file.readUInt32LE(12)]).toEqual([1, file.length]);
  const types = [
    { width: 1, read: (at: number) => file.readUInt8(at) },
    { width: 2, read: (at: number) => file.readUInt16LE(at) },
    { width: 4, read: (at: number) => file.readUInt32LE(at) },
    { width: 2, read: (at: number) => file.readInt16LE(at) },
    { width: 4, read: (at: number) => file.readInt32LE(at) },
    { width: 4, read: (at: number) => file.readFloatLE(at) },
    { width: 8, read: (at: number) => file.readDoubleLE(at) },
  ];
  const sections = new Map<number, number[]>();
  for (let row = 24; row < 24 + 16 * file.readUInt32LE(20); row += 16) {
    const [id, type, offset, length] = [0, 4, 8, 12].map((at) => file.readUInt32LE(row + at)) as [
      number,
      number,
      number,
      number,
    ];
    const { width, read } = types[type]!;
    sections.set(
      id,
      Array.from({ length: length / width }, (_, at) => read(offset + at * width)),
    );
  }
  const list = (id: number) => sections.get(id)!;
  const text = (id: number) => Buffer.from(list(id)).toString('utf8');
  const known = (value: number) => (Number.isNaN(value) ? null : value);
  const { softwares, ...meta } = JSON.parse(text(1)) as { softwares: string[] } & Record<string, unknown>;
  const offsets = list(2);
  return {
    ...meta,
    hosts: offsets.slice(1).map((end, at) => text(3).slice(offsets[at], end)),
    ...{ x: list(4).map(decimal), y: list(5).map(decimal), community: list(6), audience: list(7).map(known) },
    software: list(8).map((code) => (code === 65535 ? null : softwares[code])),
    liveness: list(9).map((code) => ['alive', 'dead', 'unvisited'][code]),
    small: list(10).map((it) => it === 1),
    edges: { source: list(11), target: list(12), weight: list(13).map((value) => Math.round(value * 1000) / 1000) },
    folded: {
      ...{ community: list(14), servers: list(15), audience: list(16).map(known) },
      ...{ x: list(17).map(decimal), y: list(18).map(decimal) },
    },
  };
}

function decimal(value: number): number {
  return Math.round(value * 10) / 10;
}

test('the golden map file is read by the documented layout alone, and as Faultline reads it', () => {
  const map = readByTheBook(bytes);
  expect(map.hosts).toContain('x.example');
  expect(map).toEqual(toMapJson(readMap(new Uint8Array(bytes).buffer)));
});

test('what is written now is the golden file, byte for byte', () => {
  expect(isThere, 'the golden file was not there, and is now').toBe(true);
  expect(written.equals(bytes)).toBe(true);
});

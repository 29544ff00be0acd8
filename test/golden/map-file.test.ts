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
  return {
    ...meta,
    hosts: text(2).split('\n'),
    ...{ x: list(3).map(decimal), y: list(4).map(decimal), community: list(5), audience: list(6).map(known) },
    software: list(7).map((code) => (code === 65535 ? null : softwares[code])),
    liveness: list(8).map((code) => ['alive', 'dead', 'unvisited'][code]),
    small: list(9).map((it) => it === 1),
    edges: { source: list(10), target: list(11), weight: list(12).map((value) => Math.round(value * 1000) / 1000) },
    folded: {
      ...{ community: list(13), servers: list(14), audience: list(15).map(known) },
      ...{ x: list(16).map(decimal), y: list(17).map(decimal) },
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

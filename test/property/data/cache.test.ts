import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { turnRound } from '../../../analysis/parallel/turn-round.ts';
import { findKept, keep, type Stamped } from '../../../data/snapshot/cache/keep.ts';
import type { KeptSnapshot } from '../../../data/snapshot/cache/kept-snapshot.ts';
import { type Csr, type Rows, rowsOf, type Snapshot } from '../../../data/snapshot/types.ts';
import { stampOf } from '../../../data/store/stamp.ts';
import { snapshots } from '../../fixtures/snapshots.ts';

let folder = '';
let database: Stamped;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'faultline-cache-'));
  const file = join(folder, 'x.duckdb');
  writeFileSync(file, 'no database at all: only its stamp is asked');
  database = { file, stamp: stampOf(file) };
});
afterAll(() => rmSync(folder, { recursive: true }));

const cacheFolder = () => `${database.file}.cache`;

function everyRow({ order, degree, row }: Rows): number[][] {
  return Array.from({ length: order }, (_, node) => {
    expect(row(node).length).toBe(degree(node));
    return [...row(node)];
  });
}

function slowReversed({ order, offsets, targets }: Csr): number[][] {
  const reversed: number[][] = Array.from({ length: order }, () => []);
  for (let node = 0; node < order; node++) {
    for (const target of targets.subarray(offsets[node], offsets[node + 1])) reversed[target]!.push(node);
  }
  return reversed;
}

function readBack(kept: KeptSnapshot): Snapshot {
  const { order, offsets, targets } = kept.loadCsr('out');
  return { ...kept.facts, peers: { order, offsets: new Uint32Array(offsets), targets: new Uint32Array(targets) } };
}

test('what is kept comes back equal, and its rows are those of the graph, both ways', () => {
  fc.assert(
    fc.property(snapshots, (snapshot) => {
      expect(keep(database, snapshot, turnRound)).toBe(true);
      const kept = findKept(database, snapshot.asOf)!;
      expect(readBack(kept)).toEqual(snapshot);
      // Exports and sums write fields in the order in which they stand.
      expect(JSON.stringify(kept.facts)).toBe(JSON.stringify({ ...snapshot, peers: undefined }));
      const reversed = slowReversed(snapshot.peers);
      expect(everyRow(kept.rows.out)).toEqual(everyRow(rowsOf(snapshot.peers)));
      expect(everyRow(kept.rows.in)).toEqual(reversed);
      expect(everyRow(rowsOf(kept.loadCsr('in')))).toEqual(reversed);
      expect(everyRow(rowsOf(turnRound(snapshot.peers)))).toEqual(reversed);
      expect(kept.rows.out.size).toBe(snapshot.peers.targets.length);
      kept.close();
      expect(readdirSync(cacheFolder()).length).toBeLessThanOrEqual(3);
    }),
    { numRuns: 60 },
  );
});

test('a file with any byte changed, cut anywhere or followed by more is passed over or found out, never believed', () => {
  const harms = fc.oneof(
    fc.record({ kind: fc.constant('flip' as const), at: fc.double({ min: 0, max: 1, noNaN: true }), bit: fc.nat(7) }),
    fc.record({ kind: fc.constant('cut' as const), at: fc.double({ min: 0, max: 1, noNaN: true }), bit: fc.nat() }),
    fc.record({ kind: fc.constant('more' as const), at: fc.constant(1), bit: fc.nat(255) }),
  );
  fc.assert(
    fc.property(snapshots, harms, (snapshot, { kind, at, bit }) => {
      rmSync(cacheFolder(), { recursive: true, force: true });
      keep(database, snapshot, turnRound);
      const path = join(cacheFolder(), readdirSync(cacheFolder())[0]!);
      const bytes = readFileSync(path);
      const place = Math.min(bytes.length - 1, Math.floor(at * bytes.length));
      if (kind === 'flip') writeFileSync(path, bytes.fill(bytes[place]! ^ (1 << bit), place, place + 1));
      else if (kind === 'cut') truncateSync(path, place);
      else writeFileSync(path, Buffer.concat([bytes, Buffer.from([bit])]));
      const kept = findKept(database, snapshot.asOf);
      if (kept === undefined) return;
      // What lies between sections is read by nobody.
      expect(kind).toBe('flip');
      for (const read of [() => readBack(kept), () => ({ ...kept.facts, peers: joined(everyRow(kept.rows.out)) })]) {
        expect(valueOrError(read)).toEqual(
          expect.toSatisfy((found) => found === 'damaged' || isEqual(found, snapshot)),
        );
      }
      const reversed = valueOrError(() => everyRow(kept.rows.in));
      expect(reversed === 'damaged' || isEqual(reversed, slowReversed(snapshot.peers))).toBe(true);
      kept.close();
    }),
    { numRuns: 150 },
  );
});

function joined(rows: number[][]): Csr {
  const offsets = new Uint32Array(rows.length + 1);
  rows.forEach((row, node) => {
    offsets[node + 1] = offsets[node]! + row.length;
  });
  return { order: rows.length, offsets, targets: Uint32Array.from(rows.flat()) };
}

function isEqual(left: unknown, right: unknown): boolean {
  expect(left).toEqual(right);
  return true;
}

function valueOrError<Value>(read: () => Value): Value | 'damaged' {
  try {
    return read();
  } catch (error) {
    expect((error as Error).message).toContain('is damaged');
    return 'damaged';
  }
}

test('a file of many blocks is checked block by block, and only what was asked for', () => {
  const order = 3000;
  const rows = Array.from({ length: order }, (_, node) =>
    Array.from({ length: order }, (__, at) => at).filter((target) => target !== node && (target * 7 + node) % 5 > 1),
  );
  const [snapshot] = fc.sample(snapshots, { numRuns: 1, seed: 3 });
  const host = snapshot!.hosts[0]!;
  const large: Snapshot = {
    ...snapshot!,
    hosts: Array.from({ length: order }, () => host),
    peers: joined(rows),
  };
  rmSync(cacheFolder(), { recursive: true, force: true });
  expect(keep(database, large, turnRound)).toBe(true);
  const path = join(cacheFolder(), readdirSync(cacheFolder())[0]!);
  const bytes = readFileSync(path);
  // The targets of who is listed end the file.
  bytes[bytes.length - 4]! ^= 1;
  writeFileSync(path, bytes);
  const kept = findKept(database, large.asOf)!;
  expect(everyRow(kept.rows.out)).toEqual(rows);
  expect([...kept.rows.in.row(0)]).toEqual(rows.flatMap((row, node) => (row.includes(0) ? [node] : [])));
  expect(() => kept.rows.in.row(order - 1)).toThrow(/is damaged/);
  expect(() => kept.loadCsr('in')).toThrow(/is damaged/);
  kept.close();
});

/** Freezing reads by lists and by distinct words; row by row, and slowly, it comes to the same. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isMasked } from '../../../data/host.ts';
import { byCodeUnit } from '../../../data/order.ts';
import { readBlocks } from '../../../data/snapshot/blocks.ts';
import { type FrozenHosts, noNode } from '../../../data/snapshot/hosts.ts';
import { readPeers } from '../../../data/snapshot/peers.ts';
import { makeDatabase } from '../../../data/store/new-file.ts';
import { standsAt } from '../../../data/store/standing.ts';
import { Store } from '../../../data/store.ts';
import type { RuleText } from '../../../data/types.ts';

const ids = 12;
const times = { min: 1, max: 6 };
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'faultline-freeze-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const id = fc.nat(ids - 1);
const added = fc.integer(times);
const removed = fc.option(fc.integer(times));
const few = <Value>(...values: Value[]) => fc.constantFrom(...values);
const planted = fc.record({
  peers: fc.array(fc.record({ source: id, target: id, added, removed }), { maxLength: 80 }),
  blocks: fc.array(
    fc.record({
      source: id,
      target: few(
        'b.example',
        '*.b.example',
        'a.example',
        'a*.example',
        'ä.example',
        '\u{1f600}.example',
        '\uffee.example',
      ),
      action: few('suspend', 'silence'),
      digest: few(null, '', 'ab', 'AB', 'cd'),
      comment: few(null, '', 'spam', 'Spam', "it's"),
      added,
      removed,
    }),
    { maxLength: 80 },
  ),
  /** Some rows go, so that numbers of rows have gaps. */
  deleted: fc.boolean(),
  nodes: fc.array(fc.oneof({ weight: 6, arbitrary: fc.nat(7) }, fc.constant(noNode)), {
    minLength: ids,
    maxLength: ids,
  }),
  hidden: fc.array(id, { maxLength: 2 }),
  asOf: fc.integer({ min: 0, max: 7 }),
});

type Planted = typeof planted extends fc.Arbitrary<infer Value> ? Value : never;

let files = 0;
async function plant({ peers, blocks, deleted }: Planted): Promise<string> {
  const file = join(folder, `${++files}.duckdb`);
  await makeDatabase(file);
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  const time = (at: number | null) => (at === null ? 'NULL' : `make_timestamptz(${at}::BIGINT * 1000)`);
  const text = (word: string | null) => (word === null ? 'NULL' : `'${word.replaceAll("'", "''")}'`);
  for (const { source, target, added, removed } of peers) {
    await connection.run(`INSERT INTO peers VALUES (${source}, ${target}, ${time(added)}, ${time(removed)})`);
  }
  for (const { source, target, action, digest, comment, added, removed } of blocks) {
    const words = [target, action, digest, comment].map(text).join(', ');
    await connection.run(`INSERT INTO blocks VALUES (${source}, ${words}, ${time(added)}, ${time(removed)})`);
  }
  if (deleted) {
    for (const table of ['peers', 'blocks']) await connection.run(`DELETE FROM ${table} WHERE rowid % 3 = 0`);
  }
  connection.closeSync();
  instance.closeSync();
  return file;
}

function frozenOf({ nodes, hidden }: Planted): FrozenHosts {
  const host = { host: 'h.example', software: 'akkoma' } as unknown as FrozenHosts['hosts'][number];
  return {
    hosts: Array.from({ length: 8 }, () => host),
    names: [],
    nodes: Uint32Array.from(nodes),
    sources: Uint32Array.from(nodes, (node, at) => (hidden.includes(at) ? noNode : node)),
    quarantined: new Set(['a.example']),
  };
}

async function slowPeers(store: Store, { nodes, sources }: FrozenHosts, asOf: number): Promise<number[][]> {
  const rows = (await store.rows(`SELECT source_id, target_id FROM peers WHERE ${standsAt('$1')}`, [asOf])) as [
    number,
    number,
  ][];
  return Array.from({ length: 8 }, (_, node) => {
    const row = new Set(rows.filter(([source]) => sources[source] === node).map(([, target]) => nodes[target]!));
    return [...row].filter((target) => target !== noNode && target !== node).sort((a, b) => a - b);
  });
}

type BlockRow = [number, RuleText, string, string | null, string | null];

async function slowBlocks(store: Store, { sources, quarantined }: FrozenHosts, asOf: number) {
  const sql = `SELECT source_id, target, action, lower(digest), comment FROM blocks WHERE ${standsAt('$1')}`;
  return ((await store.rows(sql, [asOf])) as BlockRow[])
    .filter(([source, target]) => sources[source] !== noNode && !quarantined.has(target))
    .map(([source, target, action, digest, comment]) => ({
      source: sources[source]!,
      target,
      resolved: null,
      mask: isMasked(target) ? 'unknown' : null,
      action,
      digest: isMasked(target) ? digest : null,
      comment,
    }))
    .sort(
      (a, b) =>
        a.source - b.source ||
        byCodeUnit(a.target, b.target) ||
        byCodeUnit(a.action, b.action) ||
        byCodeUnit(a.digest ?? '', b.digest ?? '') ||
        byCodeUnit(a.comment ?? '', b.comment ?? ''),
    );
}

test('peers and blocks are those that are read row by row, in the same order', async () => {
  await fc.assert(
    fc.asyncProperty(planted, async (given) => {
      const store = await Store.open(await plant(given), 'read');
      const frozen = frozenOf(given);
      // In one piece and in many.
      for (const rowsAtOnce of [1000, 7]) {
        const { offsets, targets } = await readPeers(store, frozen, given.asOf, rowsAtOnce);
        const rows = Array.from({ length: 8 }, (_, node) => [...targets.subarray(offsets[node], offsets[node + 1])]);
        expect(rows).toEqual(await slowPeers(store, frozen, given.asOf));
      }
      const blocks = await readBlocks(store, frozen, given.asOf);
      expect(JSON.stringify(blocks)).toBe(JSON.stringify(await slowBlocks(store, frozen, given.asOf)));
      await store.close();
    }),
    { numRuns: 25 },
  );
});

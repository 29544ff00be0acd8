/** A file of every form that was ever released is brought to the present one, and loses nothing. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { readOrigins } from '../../../../data/provenance/origins.ts';
import { schemaVersion } from '../../../../data/schema.ts';
import { describeSnapshot } from '../../../../data/snapshot/manifest.ts';
import { freeze } from '../../../../data/snapshot.ts';
import { Store } from '../../../../data/store.ts';
import { peers, record, temporaryFolder, visit } from '../../../fixtures/observed.ts';

const folder = new URL('../../../fixtures/databases/', import.meta.url);
const versions = readdirSync(folder).flatMap((name) => /^v(\d+)\.duckdb\.gz$/.exec(name)?.[1] ?? []);

test('there is a stored file of every earlier form', () => {
  expect(versions.map(Number).sort()).toEqual(Array.from({ length: schemaVersion - 1 }, (_, before) => before + 1));
});

test.each(versions)(
  'a stored file of version %s keeps every row, is frozen as it was, and goes on',
  async (version) => {
    const file = join(temporaryFolder(), 'stored.duckdb');
    writeFileSync(file, gunzipSync(readFileSync(new URL(`v${version}.duckdb.gz`, folder))));
    const before = await rowCounts(file);
    const frozen = await snapshotOf(file);

    const store = await Store.open(file, 'write');
    const snapshot = await freeze(store);
    expect([snapshot.hosts.length, snapshot.peers.targets.length, snapshot.blocks.length]).toEqual(frozen);
    expect((await describeSnapshot(store, snapshot)).crawls).toHaveLength(before.crawls!);
    const { rows: unproven } = await store.query(`
    SELECT host, part FROM provenance
    WHERE part::VARCHAR IN (SELECT kind::VARCHAR FROM list_states WHERE list_states.host = provenance.host AND disclosure = 'published')
    GROUP BY ALL HAVING count(url) FILTER (outcome = 'ok') = 0`);
    expect(unproven).toEqual([]);
    expect((await readOrigins(store, snapshot)).every(({ url }) => url !== null)).toBe(true);
    await record(store, visit('new.example', snapshot.asOf + 1, { peers: peers('other.example') }));
    expect((await freeze(store)).hosts.map(({ host }) => host)).toContain('other.example');
    await store.close();

    expect(before.visits).toBeGreaterThan(20);
    expect(await rowCounts(`${file}.v${version}`)).toEqual(before);
    const after = await rowCounts(file);
    for (const [table, count] of Object.entries(before)) {
      if (table !== 'schema_info') expect({ table, isThere: after[table]! >= count }).toEqual({ table, isThere: true });
    }
  },
);

/** What the program of its time counted. */
async function snapshotOf(file: string): Promise<unknown[]> {
  return (await ask(file, 'SELECT host_count, peer_count::DOUBLE, block_count FROM snapshots ORDER BY as_of'))[0]!;
}

async function rowCounts(file: string): Promise<Record<string, number>> {
  const tables = await ask(file, 'SELECT table_name FROM duckdb_tables() WHERE NOT internal ORDER BY 1');
  const counts = tables.map(async ([table]) => [
    table,
    (await ask(file, `SELECT count(*)::DOUBLE FROM ${table}`))[0]![0],
  ]);
  return Object.fromEntries(await Promise.all(counts));
}

async function ask(file: string, sql: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  try {
    return await (await connection.run(sql)).getRowsJS();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

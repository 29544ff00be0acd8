import { statSync } from 'node:fs';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync } from 'hyparquet';
import { expect, test } from 'vitest';
import { instancesTable } from '../../../../data/export/instances.ts';
import type { Table } from '../../../../data/export/table.ts';
import { peersTable } from '../../../../data/export/tables.ts';
import { seededRandom } from '../../../../data/random.ts';
import type { Csr, Snapshot } from '../../../../data/snapshot/types.ts';
import { writeParquet } from '../../../../data/store/parquet.ts';
import { temporaryFolder } from '../../../fixtures/observed.ts';
import { plantedSnapshot } from '../../../fixtures/planted-export.ts';
import { readParquet } from '../../../fixtures/written.ts';

async function write(table: Table): Promise<{ file: string; count: number }> {
  const folder = temporaryFolder();
  const file = join(folder, 'table.parquet');
  const [count] = await writeParquet([{ table, file }], {
    staging: join(folder, 'staging.duckdb'),
    metadata: { snapshot_id: 'it’s one' },
  });
  return { file, count: count! };
}

/** A third of all pairs, more edges than are appended at a time, and servers without any. */
function manyPeers(order: number): Csr {
  const random = seededRandom(135);
  const rows = Array.from({ length: order }, (_, node) =>
    node % 10 === 0 ? [] : Array.from({ length: order }, (_, at) => at).filter(() => random() < 1 / 3),
  );
  const offsets = new Uint32Array(order + 1);
  rows.forEach((row, node) => {
    offsets[node + 1] = offsets[node]! + row.length;
  });
  return { order, offsets, targets: Uint32Array.from(rows.flat()) };
}

test('peers come back as the numbers they are, packed in little room', async () => {
  const peers = manyPeers(1300);
  const table = peersTable({ hosts: [], peers } as Pick<Snapshot, 'hosts' | 'peers'>, 'node');
  const { file, count } = await write(table);
  expect(count).toBeGreaterThan(1 << 18);
  const read = await readParquet(file);
  expect(read.length).toBe(count);
  const expected = [...table.rows()];
  expect(read.every(({ source, target }, at) => source === expected[at]![0] && target === expected[at]![1])).toBe(true);
  expect(statSync(file).size / count).toBeLessThan(1);

  const { row_groups, key_value_metadata } = await parquetMetadataAsync(await asyncBufferFromFile(file));
  for (const { columns } of row_groups) {
    for (const { meta_data } of columns) {
      expect(meta_data).toMatchObject({ codec: 'ZSTD', encodings: ['DELTA_BINARY_PACKED'] });
    }
  }
  expect(key_value_metadata).toEqual(
    expect.arrayContaining([
      { key: 'snapshot_id', value: 'it’s one' },
      { key: 'table_name', value: 'peers' },
    ]),
  );
});

test('text, numbers, flags and times come back as they are, and what is not known as null', async () => {
  const { snapshot } = await plantedSnapshot();
  const table = instancesTable(snapshot.hosts, 'node');
  const read = await readParquet((await write(table)).file);
  expect(read.map(({ domain }) => domain)).toEqual(snapshot.hosts.map(({ host }) => host));
  snapshot.hosts.forEach((host, node) => {
    expect(read[node]).toMatchObject({
      ...{ node, software: host.software, crawled: host.liveness === 'alive', allowlist_mode: host.allowlistMode },
      users: host.users === null ? null : BigInt(host.users),
      observed_at: host.factsAt === null ? null : new Date(host.factsAt),
    });
  });
});

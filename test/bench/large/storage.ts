/** What peers take on the disk, and how fast they get there; each figure beside the plainer way in the same run. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { peersTable } from '../../../data/export/tables.ts';
import type { Csr } from '../../../data/snapshot/types.ts';
import { writeParquet } from '../../../data/store/parquet.ts';
import { compare, forgetPeak, peakRssMb, type Row, timeOf } from '../measure.ts';
import type { Context } from '../stage.ts';
import { snapshotOf } from './frozen.ts';
import { ingestRows } from './ingest.ts';

export async function* storageRows(context: Context): AsyncIterable<Row | string> {
  const { file, folder, runs } = context;
  yield await inDatabase(file);
  const { peers } = await snapshotOf(file);
  const [parquet, bytes] = await parquetRow(peers, file, folder, runs);
  yield parquet;
  yield await historyRow(file, folder, bytes, peers.targets.length);
  yield* ingestRows(peers, context);
}

/** By the program's export, beside DuckDB's from the table of intervals. @returns also the bytes it takes */
async function parquetRow(peers: Csr, from: string, folder: string, runs: number): Promise<[Row, number]> {
  const edges = peers.targets.length;
  const [file, plain, byDefault] = ['peers', 'plain', 'default'].map((name) => join(folder, `${name}.parquet`));
  const table = peersTable({ hosts: [], peers }, 'node');
  let stagings = 0;
  forgetPeak();
  const written = await compare(
    runs,
    () =>
      writeParquet([{ table, file: file! }], { staging: join(folder, `staging-${++stagings}.duckdb`), metadata: {} }),
    {
      'DuckDB, from its table with two threads': () => copyTo(plain!, from, standing, packed),
      'DuckDB as it comes (snappy)': () => copyTo(byDefault!, from, standing, 'FORMAT parquet'),
    },
  );
  const bytes = statSync(file!).size;
  const bound = leastBytes(peers);
  const row = {
    ...{ what: 'peers as Parquet', unit: 'edges', amount: edges, ...written, bytes, rssMb: peakRssMb() },
    judged: { 'T2.parquet': bytes / edges, 'T2.bound': bytes / bound },
    note: `${(bytes / edges).toFixed(2)} bytes an edge; lists of these lengths need ${(bound / edges).toFixed(2)}, DuckDB as it comes takes ${(statSync(byDefault!).size / edges).toFixed(2)}`,
  };
  return [row, bytes];
}

/** Two days in one file of intervals, beside one day alone. */
async function historyRow(from: string, folder: string, oneDay: number, edges: number): Promise<Row> {
  const file = join(folder, 'history.parquet');
  const measured = await timeOf(() => copyTo(file, from, 'FROM peers', packed));
  const bytes = statSync(file).size;
  return {
    ...{ what: 'peers of two days as one Parquet file of intervals', unit: 'edges', amount: edges, bytes },
    ...{ measured: { medianMs: measured, minMs: measured, maxMs: measured }, baselines: [] },
    judged: { 'T2.history': bytes / oneDay },
  };
}

async function inDatabase(file: string): Promise<string> {
  const [[bytes, rows]] = (await ask(
    file,
    `SELECT (SELECT count(DISTINCT block_id) FROM pragma_storage_info('peers') WHERE block_id >= 0)::DOUBLE
       * (SELECT block_size FROM pragma_database_size())::DOUBLE,
      (SELECT count(*) FROM peers)::DOUBLE`,
  )) as [[number, number]];
  return `${(bytes / rows).toFixed(2)} bytes a row in the database, ${(bytes / 1e6).toFixed(1)} MB for ${(rows / 1e6).toFixed(1)} M intervals`;
}

const standing = 'SELECT source_id, target_id FROM peers WHERE removed_at IS NULL';
const packed = 'FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2, DICTIONARY_SIZE_LIMIT 1';

async function copyTo(file: string, from: string, sql: string, options: string): Promise<void> {
  await ask(from, `COPY (${sql}) TO '${file}' (${options})`);
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

/** Σ log₂ C(n, k) / 8: what tells lists from all others of their lengths, whatever packs them. */
function leastBytes({ order, offsets }: Csr): number {
  const logFactorial = new Float64Array(order + 1);
  for (let n = 2; n <= order; n++) logFactorial[n] = logFactorial[n - 1]! + Math.log2(n);
  let bits = 0;
  for (let node = 0; node < order; node++) {
    const length = offsets[node + 1]! - offsets[node]!;
    bits += logFactorial[order]! - logFactorial[length]! - logFactorial[order - length]!;
  }
  return bits / 8;
}

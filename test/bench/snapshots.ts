/** Freezing, comparing and exporting the whole fediverse, each beside the plain query that reads the same rows; and what it takes on disk. */
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { exportDataset } from '../../data/export/dataset.ts';
import { diff } from '../../data/history/diff.ts';
import { readOrigins } from '../../data/provenance/origins.ts';
import { describeSnapshot } from '../../data/snapshot/manifest.ts';
import { freeze } from '../../data/snapshot.ts';
import { Store } from '../../data/store.ts';
import { requestOf } from '../fixtures/export-request.ts';
import type { Planted } from '../fixtures/planted-export.ts';
import { type BigFile, plantBigFile } from './big-file.ts';
import { historyBytesPerListDay } from './history-days.ts';
import { compare, type Row } from './measure.ts';
import type { Context } from './stage.ts';

const peersPerList = 6000;

export async function* snapshotRows({ folder, runs, quick }: Context): AsyncIterable<Row | string> {
  const lists = quick ? 20 : 1000;
  const big = await plantBigFile(join(folder, 'big.duckdb'), lists, peersPerList);
  yield `${(big.edges / 1e6).toFixed(1)} M peer rows of ${lists} lists, ${big.bytesPerEdge.toFixed(2)} bytes a row in the file`;
  yield* await frozenRows(big, runs);
  yield await exportRow(big, folder, runs);
  if (quick) return;
  const perListDay = await historyBytesPerListDay(join(folder, 'days.duckdb'));
  const wholeDay = (perListDay * 25_000) / 2 ** 20;
  yield `a day of history: ${Math.round(perListDay)} bytes a list; of 25,000 lists ${wholeDay.toFixed(0)} MB a day, ${((wholeDay * 365) / 1024).toFixed(1)} GB a year`;
}

async function frozenRows({ file, days, edges }: BigFile, runs: number): Promise<Row[]> {
  const store = await Store.open(file, 'read');
  try {
    const standing = 'SELECT source_id, target_id FROM peers WHERE removed_at IS NULL';
    const frozen = await compare(runs, () => freeze(store), {
      'streaming the same rows out of DuckDB': () => store.eachChunk(standing, [], () => {}),
    });
    const compared = await compare(runs, () => diff(store, { from: days[0], to: days[1] }), {
      'counting the same rows by source in one query': () =>
        store.rows(
          `SELECT source_id, count(*) FILTER (removed_at IS NULL), count(*) FILTER (added_at > make_timestamptz($1::BIGINT * 1000))
           FROM peers GROUP BY source_id`,
          [days[0]],
        ),
    });
    return [
      { what: 'freeze', unit: 'edges', amount: edges, ...frozen },
      { what: 'diff of two days', unit: 'edges', amount: edges, ...compared },
    ];
  } finally {
    await store.close();
  }
}

/** A whole dataset of Parquet files, against one file of the same edges. */
async function exportRow({ file, edges }: BigFile, folder: string, runs: number): Promise<Row> {
  const planted = await freezeFile(file);
  let exports = 0;
  let bytes = 0;
  const work = async () => {
    const request = requestOf(planted, 'parquet', 'local');
    const { resources } = await exportDataset(request, join(folder, `export-${++exports}`));
    bytes = resources.find(({ name }) => name.startsWith('peers'))!.bytes;
  };
  const exported = await compare(runs, work, {
    'copying the same edges to one Parquet file': () => copyEdges(file, join(folder, `plain-${exports}.parquet`)),
  });
  return { what: 'export as Parquet, with sums and descriptions', unit: 'edges', amount: edges, ...exported, bytes };
}

async function freezeFile(file: string): Promise<Planted> {
  const store = await Store.open(file, 'read');
  try {
    const snapshot = await freeze(store);
    return {
      snapshot,
      manifest: await describeSnapshot(store, snapshot),
      origins: await readOrigins(store, snapshot),
    };
  } finally {
    await store.close();
  }
}

async function copyEdges(file: string, to: string): Promise<void> {
  const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  await connection.run(`COPY (SELECT source_id, target_id FROM peers WHERE removed_at IS NULL)
    TO '${to}' (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2, DICTIONARY_SIZE_LIMIT 1)`);
  connection.closeSync();
  instance.closeSync();
}

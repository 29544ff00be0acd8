/** Peers from arrays into a durable database: the file holds them when it is closed. */
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, DuckDBTimestampTZValue } from '@duckdb/node-api';
import type { Csr } from '../../../data/snapshot/types.ts';
import { appendLists } from '../../../data/store/list-chunk.ts';
import { openListWriter } from '../../../data/store/list-writer.ts';
import { Store } from '../../../data/store.ts';
import { compare, forgetPeak, peakRssMb, type Row, timesAsFast } from '../measure.ts';
import type { Context } from '../stage.ts';

/** Edges that are handed to the writing thread at a time. */
const batchEdges = 1 << 22;
const sampleEdges = 1_000_000;
const time = Date.UTC(2026, 10, 19);

export async function* ingestRows(given: Csr, { folder, runs, quick }: Context): AsyncIterable<Row> {
  const peers = shared(given);
  const amount = peers.targets.length;
  const sample = Math.min(amount, quick ? sampleEdges / 10 : sampleEdges);
  const file = join(folder, 'ingest.duckdb');
  const fresh = (work: () => Promise<void>) => async () => {
    for (const each of [file, `${file}.wal`]) rmSync(each, { force: true });
    await work();
  };
  forgetPeak();
  const asRows = await compare(
    runs,
    fresh(() => writeIntervals(file, peers)),
    { 'the row appender': { work: fresh(() => appendEach(file, peers, sample, 'intervals')), amount: sample } },
  );
  await fresh(() => writeIntervals(file, peers))();
  yield {
    ...{ what: 'lists of peers into the table of intervals', unit: 'edges', amount, ...asRows },
    ...{ bytes: statSync(file).size, rssMb: peakRssMb() },
    note: 'by list chunks, in a thread of its own, taken apart by the database; each row with the time it begins and a place for the end',
  };
  forgetPeak();
  const asLists = await compare(
    runs,
    fresh(() => writeLists(file, peers)),
    { 'the row appender': { work: fresh(() => appendEach(file, peers, sample, 'pairs')), amount: sample } },
  );
  await fresh(() => writeLists(file, peers))();
  const lists = { amount, ...asLists };
  yield {
    ...{ what: 'lists of peers into a table of lists', unit: 'edges', ...lists },
    ...{ bytes: statSync(file).size, rssMb: peakRssMb() },
    judged: { 'T3.appender': timesAsFast(lists, asLists.baselines[0]!), 'T3.rate': perSecond(lists) },
    note: 'the same chunks, kept as they come; beside pairs by the row appender',
  };
}

/** M edges a second. */
function perSecond({ amount, measured }: Pick<Row, 'amount' | 'measured'>): number {
  return amount / measured.medianMs / 1000;
}

async function writeIntervals(file: string, { order, offsets, targets }: Csr): Promise<void> {
  const store = await Store.open(file, 'create');
  await store.addHosts([]);
  await store.close();
  const writer = await openListWriter(file, { begins: [time], stepMs: 0 }, { thread: true });
  const nodes = shared32(order);
  for (let node = 0; node < order; node++) nodes[node] = node;
  const written: Promise<void>[] = [];
  for (let start = 0; start < order; ) {
    let end = start + 1;
    while (end < order && offsets[end]! - offsets[start]! < batchEdges) end++;
    written.push(
      writer.write({ sources: nodes.subarray(start, end), offsets: offsets.subarray(start, end + 1), targets }),
    );
    start = end;
  }
  await Promise.all(written);
  await writer.close();
}

async function writeLists(file: string, { order, offsets, targets }: Csr): Promise<void> {
  const nodes = Uint32Array.from({ length: order }, (_, node) => node);
  await within(file, 'source_id UINTEGER, targets UINTEGER[]', (connection) =>
    appendLists(connection, 'written', nodes, offsets, targets),
  );
}

async function appendEach(file: string, peers: Csr, edges: number, form: 'intervals' | 'pairs'): Promise<void> {
  const times = form === 'intervals' ? ', added_at TIMESTAMPTZ NOT NULL, removed_at TIMESTAMPTZ' : '';
  await within(file, `source_id UINTEGER NOT NULL, target_id UINTEGER NOT NULL${times}`, async (connection) => {
    const appender = await connection.createAppender('written');
    const added = new DuckDBTimestampTZValue(BigInt(time) * 1000n);
    for (let node = 0, edge = 0; edge < edges; node++) {
      for (; edge < Math.min(edges, peers.offsets[node + 1]!); edge++) {
        appender.appendUInteger(node);
        appender.appendUInteger(peers.targets[edge]!);
        if (form === 'intervals') {
          appender.appendTimestampTZ(added);
          appender.appendNull();
        }
        appender.endRow();
      }
    }
    appender.closeSync();
  });
}

type Connection = Awaited<ReturnType<DuckDBInstance['connect']>>;

async function within(file: string, columns: string, work: (connection: Connection) => Promise<void>): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE written (${columns})`);
  await work(connection);
  await connection.run('CHECKPOINT');
  connection.closeSync();
  instance.closeSync();
}

/** Over memory that threads share, which is not copied to be handed over. */
function shared({ order, offsets, targets }: Csr): Csr {
  return { order, offsets: overShared(offsets), targets: overShared(targets) };
}

function overShared(numbers: Uint32Array): Uint32Array {
  if (numbers.buffer instanceof SharedArrayBuffer) return numbers;
  const copy = shared32(numbers.length);
  copy.set(numbers);
  return copy;
}

function shared32(length: number): Uint32Array {
  return new Uint32Array(new SharedArrayBuffer(4 * length));
}

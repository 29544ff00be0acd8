import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { seededRandom } from '../../../../data/random.ts';
import { appendLists } from '../../../../data/store/list-chunk.ts';

let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});
beforeEach(() => connection.run('CREATE OR REPLACE TABLE lists (source_id UINTEGER, targets UINTEGER[])'));

async function append(lists: readonly (readonly number[])[]): Promise<void> {
  const offsets = new Uint32Array(lists.length + 1);
  lists.forEach((list, at) => {
    offsets[at + 1] = offsets[at]! + list.length;
  });
  const sources = Uint32Array.from(lists, (_, at) => 7 * at);
  await appendLists(connection, 'lists', sources, offsets, Uint32Array.from(lists.flat()));
}

async function readBack(): Promise<unknown[][]> {
  const result = await connection.run('SELECT source_id, targets FROM lists ORDER BY rowid');
  return (await result.getRowsJS()) as unknown[][];
}

const asRows = (lists: readonly (readonly number[])[]) => lists.map((list, at) => [7 * at, list]);

test('lists come back as they went in, empty ones and the largest numbers too', async () => {
  const lists = [[], [3, 1, 2], [], [], [0xffffffff, 0], [5], []];
  await append(lists);
  expect(await readBack()).toEqual(asRows(lists));
});

test('no list at all is no row', async () => {
  await append([]);
  expect(await readBack()).toEqual([]);
});

test('more lists than a vector holds come back, each with its own entries', async () => {
  const random = seededRandom(1);
  const lists = Array.from({ length: 5000 }, () =>
    Array.from({ length: Math.floor(9 * random() ** 3) }, () => Math.floor(1e9 * random())),
  );
  await append(lists);
  expect(await readBack()).toEqual(asRows(lists));
});

test('many empty lists after a long one hold nothing of it', async () => {
  const lists = [Array.from({ length: 3000 }, (_, at) => at), ...Array.from({ length: 4200 }, () => [])];
  await append(lists);
  expect(await readBack()).toEqual(asRows(lists));
});

test('lists of a hundred thousand, and one larger than a chunk, come back whole', async () => {
  const lengths = [100_000, 1, 100_000, 0, 1_200_000, 100_000, 2, ...Array.from({ length: 12 }, () => 100_000)];
  const offsets = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, at) => {
    offsets[at + 1] = offsets[at]! + length;
  });
  const targets = Uint32Array.from({ length: offsets.at(-1)! }, (_, at) => Math.imul(at, 0x9e3779b1) >>> 0);
  await appendLists(connection, 'lists', Uint32Array.from(lengths.keys()), offsets, targets);
  const result = await connection.run('SELECT unnest(targets) FROM lists');
  const read = (await result.getColumns())[0] as number[];
  expect(read.length).toBe(targets.length);
  expect(read.findIndex((target, at) => target !== targets[at])).toBe(-1);
  const sizes = await connection.run('SELECT len(targets)::INTEGER FROM lists ORDER BY source_id');
  expect((await sizes.getColumns())[0]).toEqual(lengths);
});

test('shared memory, parts of arrays and a first offset above nothing are taken as they are', async () => {
  const shared = new Uint32Array(new SharedArrayBuffer(4 * 8), 4, 7);
  shared.set([9, 8, 7, 6, 5, 4, 3]);
  const part = Uint32Array.of(1, 9, 8, 7, 6, 5, 4, 3).subarray(1);
  for (const targets of [shared, part]) {
    await appendLists(connection, 'lists', Uint32Array.of(1, 2).subarray(0), Uint32Array.of(2, 4, 6), targets);
  }
  const twice = [
    [1, [7, 6]],
    [2, [5, 4]],
  ];
  expect(await readBack()).toEqual([...twice, ...twice]);
});

test.each([
  { offsets: [0, 2], why: 'too few', message: /Expected 3 offsets, got 2/ },
  { offsets: [0, 3, 2], why: 'descending', message: /never descend, but list 1/ },
  { offsets: [0, 2, 4], why: 'beyond the entries', message: /up to 3, got 4/ },
])('offsets that are $why are refused before anything is written', async ({ offsets, message }) => {
  const append = appendLists(
    connection,
    'lists',
    Uint32Array.of(1, 2),
    Uint32Array.from(offsets),
    Uint32Array.of(1, 2, 3),
  );
  await expect(append).rejects.toThrow(message);
  expect(await readBack()).toEqual([]);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Snapshot } from '../../../../../data/snapshot/types.ts';
import { freeze } from '../../../../../data/snapshot.ts';
import { Store } from '../../../../../data/store.ts';
import { type PlantedWorld, plantedTruth, plantLargeWorld } from '../../../../../data/world/large/plant.ts';
import { largeScales } from '../../../../../data/world/large/sizes.ts';

const scale = largeScales.small;
/** Threads run built JavaScript; the sources are tested as they are. */
const options = { size: 'small', seed: 3, days: 2, thread: false } as const;
const folder = mkdtempSync(join(tmpdir(), 'faultline-test-'));
const file = join(folder, 'two-days.duckdb');
let world: PlantedWorld;
let days: Snapshot[];

beforeAll(async () => {
  world = await plantLargeWorld(file, options);
  days = await frozen(file, world.asOf);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Views of each day, from the first to the last. */
async function frozen(file: string, asOf: readonly number[]): Promise<Snapshot[]> {
  return reading(file, async (store) => {
    const views: Snapshot[] = [];
    for (const time of asOf) views.push(await freeze(store, { asOf: time }));
    return views;
  });
}

async function reading<Result>(file: string, read: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await Store.open(file, 'read');
  try {
    return await read(store);
  } finally {
    await store.close();
  }
}

/** Everything in the file, as one number a table. */
async function contentOf(file: string): Promise<unknown[][]> {
  const tables = ['hosts', 'crawls', 'visits', 'instance_facts', 'list_observations'];
  tables.push('peers', 'blocks', 'allows', 'counts');
  const sums = tables.map((table) => `SELECT '${table}', count(*)::DOUBLE, sum(hash(t))::VARCHAR FROM ${table} AS t`);
  return reading(file, (store) => store.rows(sums.join(' UNION ALL ')));
}

test('the same seed gives the same rows, another seed others', async () => {
  const again = join(folder, 'again.duckdb');
  const other = join(folder, 'other.duckdb');
  await plantLargeWorld(again, options);
  await plantLargeWorld(other, { ...options, seed: 4 });
  const content = await contentOf(file);
  expect(await contentOf(again)).toEqual(content);
  const different = await contentOf(other);
  expect(different.filter((row, at) => row[2] === content[at]![2])).toEqual([]);
});

test('it has as many hosts, lists, peers and blocks as its size says', () => {
  expect(world.hosts.length).toBe(scale.hosts);
  expect(world.lists).toBe(scale.lists);
  expect(world.declarers).toBe(scale.declarers);
  for (const edges of world.edges) expect(Math.abs(edges / scale.edges - 1)).toBeLessThan(0.01);
  expect(Math.abs(world.blocks / scale.blocks - 1)).toBeLessThan(0.05);
  expect(new Set(world.hosts).size).toBe(scale.hosts);
});

test('a view of each day has what was planted for it', () => {
  for (const [day, { hosts, peers, counts, allows, blocks }] of days.entries()) {
    expect(hosts.length).toBe(scale.hosts);
    expect(peers.targets.length).toBe(world.edges[day]);
    expect(counts.length).toBe(world.counts);
    expect(blocks.length).toBeGreaterThan(0.97 * world.blocks);
    expect(allows.length).toBeGreaterThan(0);
    expect(hosts.filter(({ doubt }) => doubt !== null).length).toBeLessThan(0.01 * scale.hosts);
  }
});

test('on the second day about one peer in a hundred is gone, and as many are new', () => {
  const [first, second] = days.map(({ peers }) => new Set(entriesOf(peers)));
  const added = [...second!].filter((entry) => !first!.has(entry)).length;
  const removed = [...first!].filter((entry) => !second!.has(entry)).length;
  expect({ added, removed }).toEqual({ added: world.added, removed: world.removed });
  expect(added / world.edges[1]!).toBeCloseTo(0.01, 3);
  expect(removed / world.edges[0]!).toBeCloseTo(0.01, 3);
});

test('every published list is whole, and was read on the day', () => {
  for (const [day, { hosts, peers, asOf }] of days.entries()) {
    const published = hosts.filter(({ disclosure }) => disclosure.peers === 'published');
    expect(published.length).toBe(scale.lists);
    expect(published.every(({ observedAt }) => asOf - observedAt.peers! <= 6 * 3_600_000)).toBe(true);
    const silent = hosts.flatMap(({ disclosure }, node) => (disclosure.peers === 'published' ? [] : [node]));
    expect(silent.filter((node) => peers.offsets[node] !== peers.offsets[node + 1])).toEqual([]);
    expect(world.asOf[day]).toBe(asOf);
  }
});

test('entries counted with each list are those that are there', async () => {
  for (const kind of ['peers', 'blocks', 'allows', 'counts']) {
    const held = `(SELECT count(*) FROM ${kind} WHERE source_id = host_id
      AND added_at <= observed_at AND (removed_at IS NULL OR removed_at > observed_at))`;
    const rows = await reading(file, (store) =>
      store.rows(`
        SELECT count(*)::DOUBLE, count_if(entry_count <> ${held})::DOUBLE FROM list_observations
        WHERE kind = '${kind}' AND disclosure = 'published'`),
    );
    expect(rows[0]![0], kind).toBeGreaterThan(0);
    expect(rows[0]![1], kind).toBe(0);
  }
});

test('peers stand in the file by source and target, each once', async () => {
  const rows = await reading(file, (store) =>
    store.rows(`
      SELECT count_if(before_source IS NOT NULL AND NOT (source_id, target_id) > (before_source, before_target))::DOUBLE, count_if(source_id = target_id)::DOUBLE
      FROM (
        SELECT source_id, target_id, lag(source_id) OVER (ORDER BY rowid) AS before_source,
          lag(target_id) OVER (ORDER BY rowid) AS before_target FROM peers
      )`),
  );
  expect(rows).toEqual([[0, 0]]);
});

test('the truth is returned with the world, and can be had without planting it', () => {
  const { hosts, community, asOf } = world;
  expect(plantedTruth(options)).toEqual({ hosts, community, asOf });
  const sizes = new Map<number, number>();
  for (const own of community) sizes.set(own, (sizes.get(own) ?? 0) + 1);
  expect([...sizes.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, at) => at));
  expect(sizes.get(0)!).toBeGreaterThan(2 * sizes.get(4)!);
});

test('lists name members of their community more often than others', async () => {
  const rows = await reading(file, (store) => store.rows('SELECT source_id, target_id FROM peers'));
  const within = (rows as [number, number][]).filter(([a, b]) => world.community[a] === world.community[b]).length;
  const sizes = Array.from({ length: 12 }, (_, own) => world.community.filter((each) => each === own).length);
  const byChance = sizes.reduce((sum, size) => sum + (size / scale.hosts) ** 2, 0);
  expect(within / rows.length / byChance).toBeGreaterThan(1.5);
});

test('a file that is there is left as it is', async () => {
  await expect(plantLargeWorld(file, options)).rejects.toThrow(/is there already/);
});

function entriesOf({ order, offsets, targets }: Snapshot['peers']): number[] {
  const entries: number[] = [];
  for (let node = 0; node < order; node++) {
    for (let edge = offsets[node]!; edge < offsets[node + 1]!; edge++) entries.push(node * order + targets[edge]!);
  }
  return entries;
}

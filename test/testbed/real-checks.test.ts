/** The checks on real data, on a database that the real program collected from a simulated fediverse. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directions } from '../../analysis/checks/counted-rows.ts';
import { readRule } from '../../data/host.ts';
import { Store } from '../../data/store.ts';
import { temporaryFolder } from '../fixtures/observed.ts';
import { type CheckedDatabase, checkDatabase } from '../validate/database.ts';
import type { CrawledWorld } from './crawled-world.ts';
import { sharedWorld } from './shared-world.ts';

let crawled: CrawledWorld;
let checked: CheckedDatabase;

beforeAll(async () => {
  crawled = await sharedWorld({ hosts: 300, seed: 1 });
  checked = await checkDatabase(crawled.file);
});

afterAll(() => crawled.remove());

const checkOf = (what: string) => checked.checks.find((check) => check.what.startsWith(what));

test('the newest that is known in the database is checked', () => {
  expect(checked.snapshot.id).toBe(crawled.snapshot.id);
  expect(checked.hosts).toBe(crawled.snapshot.hosts.length);
  expect(checked.servers).toBe(new Set(crawled.snapshot.counts.map(({ source }) => source)).size);
});

test('in a world without mistakes both ends count the same, and lists rule out next to nothing that is', () => {
  expect(checked.checks.filter(({ id }) => id === 'V2').map(({ met }) => met)).toEqual([true, true, true]);
  expect(checkOf('share of follows on ties')).toMatchObject({ met: true });
  expect(checked.ruledOut.pairs).toBeGreaterThan(500);
});

test.each(directions)(
  'on servers left out the model is better than sizes and ties, partner by partner, %s',
  (direction) => {
    for (const what of [
      'Spearman within a server',
      'overlap of the 20 largest partners',
      'Poisson deviance of a tie',
    ]) {
      expect(checkOf(`${what}, ${direction}`)).toMatchObject({ met: true });
    }
  },
);

test.each(directions)('its shares are better than shares of people, in a language left out too, %s', (direction) => {
  for (const { id, value, rows } of checked.checks.filter(({ what }) => what.startsWith(`error of L_${direction}`))) {
    expect([id, value! < 0.9]).toEqual([id, true]);
    expect(rows).toBeGreaterThan(20);
  }
  const asked = checked.languages[direction].filter(({ questions }) => questions > 0);
  expect(asked.length).toBeGreaterThan(2);
  expect(asked.every(({ model }) => model.coverage !== null)).toBe(true);
});

test('lists that were imported are tried, in their newest state', async () => {
  const store = await Store.open(crawled.file, 'write');
  const entries = crawled.world.servers
    .slice(0, 30)
    .map(({ host }) => ({ target: readRule(host)!, action: 'suspend', comment: null }));
  const state = { name: 'a list', format: 'test', fileHash: '0'.repeat(64), settings: {} };
  await store.recordBlocklist({ ...state, observedAt: 1000, entries: entries.slice(0, 1) });
  await store.recordBlocklist({ ...state, observedAt: 2000, entries });
  await store.close();
  const again = await checkDatabase(crawled.file);
  expect(again.lists).toBe(1);
  const tried = (from: CheckedDatabase) => from.kinds.in.find(({ kind }) => kind === 'a list')!;
  expect(tried(again).questions).toBeGreaterThan(20);
  expect(tried(again).truth).not.toBe(tried(checked).truth);
});

test('a database that is not there is named', async () => {
  await expect(checkDatabase(`${temporaryFolder()}/none.duckdb`)).rejects.toMatchObject({ name: 'UserError' });
});

/** Imported lists are kept as intervals, apart from what servers declare, and change no figure. */
import { expect, test } from 'vitest';
import { blocklistNames, blocklistsAt, findBlocklist } from '../../../../data/blocklists.ts';
import { forget } from '../../../../data/forget.ts';
import { freeze } from '../../../../data/snapshot.ts';
import type { ListEntry } from '../../../../data/store/blocklists.ts';
import { Store } from '../../../../data/store.ts';
import { block, host, list, peers, record, rule, temporaryStore, visit } from '../../../fixtures/observed.ts';

const entry = (target: string, action = 'suspend', comment: string | null = null): ListEntry => ({
  target: rule(target),
  action,
  comment,
});

function importList(store: Store, at: number, entries: ListEntry[], name = 'ours') {
  const file = { format: 'hosts', fileHash: '00', settings: { version: '1' } };
  return store.recordBlocklist({ name, observedAt: at, entries, ...file });
}

const rowsOf = async (store: Store) =>
  (
    await store.query(`
      SELECT target, action, comment, epoch_ms(added_at)::DOUBLE, epoch_ms(removed_at)::DOUBLE
      FROM blocklist_entries ORDER BY target, action, added_at`)
  ).rows;

test('each file is the whole list of its time', async () => {
  const store = await temporaryStore();
  const first = await importList(store, 1000, [entry('a.example'), entry('b.example', 'silence', 'noise')]);
  expect(first).toEqual({ name: 'ours', entries: 2, added: 2, removed: 0, isStale: false });
  const second = await importList(store, 2000, [entry('b.example', 'silence', 'much noise'), entry('c.example')]);
  expect(second).toEqual({ name: 'ours', entries: 2, added: 2, removed: 2, isStale: false });
  expect(await rowsOf(store)).toEqual([
    ['a.example', 'suspend', null, 1000, 2000],
    ['b.example', 'silence', 'noise', 1000, 2000],
    ['b.example', 'silence', 'much noise', 2000, null],
    ['c.example', 'suspend', null, 2000, null],
  ]);
  const { rows } = await store.query('FROM current_blocklists');
  expect(rows).toEqual([['ours', '1970-01-01T00:00:02.000Z', 'hosts', 2]]);
  const entries = await store.query('SELECT list, target, action, comment FROM current_blocklist_entries ORDER BY 2');
  expect(entries.rows).toEqual([
    ['ours', 'b.example', 'silence', 'much noise'],
    ['ours', 'c.example', 'suspend', null],
  ]);
});

test('an older file changes nothing, and is noted; the same file again changes nothing', async () => {
  const store = await temporaryStore();
  await importList(store, 2000, [entry('a.example')]);
  const held = await rowsOf(store);
  expect(await importList(store, 1000, [entry('b.example')])).toMatchObject({ isStale: true, added: 0, removed: 0 });
  expect(await importList(store, 2000, [entry('a.example')])).toMatchObject({ isStale: false, added: 0, removed: 0 });
  expect(await rowsOf(store)).toEqual(held);
  const { rows } = await store.query(
    'SELECT epoch_ms(observed_at)::DOUBLE, entry_count, crawl_id FROM blocklist_observations ORDER BY crawl_id',
  );
  expect(rows).toEqual([
    [2000, 1, 1],
    [1000, 1, 2],
    [2000, 1, 3],
  ]);
  const crawls = await store.query('SELECT count(*), any_value(kind), count(finished_at) FROM crawls');
  expect(crawls.rows).toEqual([[3, 'import', 3]]);
});

test('lists of other names are other lists', async () => {
  const store = await temporaryStore();
  await importList(store, 1000, [entry('a.example')], 'one');
  await importList(store, 2000, [], 'two');
  expect(await blocklistNames(store)).toEqual(['one', 'two']);
  expect((await findBlocklist(store, 'one'))?.entries).toEqual([{ target: 'a.example', action: 'suspend' }]);
  expect((await findBlocklist(store, 'two'))?.entries).toEqual([]);
  expect(await findBlocklist(store, 'three')).toBeUndefined();
});

test('the state of a time is found again; before the first there is none', async () => {
  const store = await temporaryStore();
  await importList(store, 1000, [entry('a.example')]);
  await importList(store, 3000, [entry('b.example')]);
  const targets = async (asOf?: number) =>
    (await findBlocklist(store, 'ours', { asOf }))?.entries.map((it) => it.target);
  expect(await targets()).toEqual(['b.example']);
  expect(await targets(2999)).toEqual(['a.example']);
  expect(await targets(3000)).toEqual(['b.example']);
  await expect(targets(999)).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringContaining('first state'),
  });
});

test('a list makes no server known, and changes neither the snapshot nor what is visited', async () => {
  const store = await temporaryStore();
  await record(
    store,
    visit('a.example', 1000, { peers: peers('b.example'), blocks: list([block('c.example')]) }),
    visit('b.example', 1000),
  );
  const before = { snapshot: await freeze(store), known: await store.knownHosts(5000) };
  const dead = Array.from({ length: 400 }, (_, number) => entry(`dead${number}.example`));
  await importList(store, 5000, [entry('b.example'), ...dead]);
  expect({ snapshot: await freeze(store), known: await store.knownHosts(5000) }).toEqual(before);
  expect(await store.knownHostCount()).toBe(3);
});

test('who asked to be forgotten is taken out of lists, and stays out of them', async () => {
  const store = await temporaryStore();
  const { file } = store;
  const victim = host('victim.example');
  const entries = [entry(victim), entry(`*.${victim}`, 'silence'), entry('b.example', 'suspend', `as ${victim}`)];
  await importList(store, 1000, entries, `${victim}.export-2`);
  await store.close();
  expect(await forget(file, victim, { salt: 'ab'.repeat(16) })).toMatchObject({ wasKnown: true });
  const again = await Store.open(file, 'write');
  expect(await rowsOf(again)).toEqual([['b.example', 'suspend', 'as …', 1000, null]]);
  expect(await importList(again, 2000, entries, `${victim}.export-2`)).toMatchObject({
    name: '….export-2',
    entries: 1,
    added: 0,
    removed: 0,
  });
  expect(await blocklistNames(again)).toEqual(['….export-2']);
  const everything = await again.query('SELECT blocklists.*, crawls.* FROM blocklists, crawls');
  expect(JSON.stringify(everything.rows)).not.toContain('victim');
  await again.close();
});

test('all lists are had at once, each in the state of the time asked for; one that came later is not there yet', async () => {
  const store = await temporaryStore();
  expect(await blocklistsAt(store)).toEqual([]);
  await importList(store, 1000, [entry('b.example'), entry('a.example', 'silence')], 'z');
  await importList(store, 2000, [entry('b.example')], 'z');
  await importList(store, 3000, [entry('c.example')], 'a');
  await importList(store, 4000, [], 'z');
  const named = async (asOf?: number) =>
    (await blocklistsAt(store, { asOf })).map(({ name, observedAt, entries }) => [
      name,
      observedAt,
      entries.map(({ target, action }) => `${target} ${action}`).join(', '),
    ]);
  expect(await named(500)).toEqual([]);
  expect(await named(1500)).toEqual([['z', 1000, 'a.example silence, b.example suspend']]);
  expect(await named(3500)).toEqual([
    ['a', 3000, 'c.example suspend'],
    ['z', 2000, 'b.example suspend'],
  ]);
  expect(await named()).toEqual([
    ['a', 3000, 'c.example suspend'],
    ['z', 4000, ''],
  ]);
  const [first] = await blocklistsAt(store, { asOf: 3500 });
  expect(first).toEqual(await findBlocklist(store, 'a', { asOf: 3500 }));
});

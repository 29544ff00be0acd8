import { expect, test } from 'vitest';
import { refer, takeSnapshot } from '../../../../data/snapshot/reference.ts';
import { readTaken } from '../../../../data/snapshot/taken.ts';
import { freeze } from '../../../../data/snapshot.ts';
import { block, host, list, peers, record, temporaryStore, visit } from '../../../fixtures/observed.ts';

const day = 86_400_000;
const first = Date.parse('2026-11-20T10:00:00Z');

async function twoDays() {
  const store = await temporaryStore();
  await record(store, visit('a.example', first, { peers: peers('b.example'), blocks: list([block('c.example')]) }));
  await record(store, visit('a.example', first + day, { peers: peers('b.example', 'd.example'), blocks: list([]) }));
  return store;
}

test('a snapshot is had again by its id, by the first digits of it, by its time and by its date', async () => {
  const store = await twoDays();
  const { snapshot } = await takeSnapshot(store, '2026-11-20T10:00:00Z');
  expect(snapshot.blocks).toHaveLength(1);
  expect((await refer(store, snapshot.id)).snapshot).toEqual(snapshot);
  expect((await refer(store, snapshot.id.slice(0, 6).toUpperCase())).snapshot).toEqual(snapshot);
  expect((await refer(store, snapshot.contentHash)).snapshot).toEqual(snapshot);
  expect((await refer(store, '2026-11-20')).snapshot.id).toBe(snapshot.id);
  expect((await refer(store, '2026-11-20T10:00:00')).snapshot.id).toBe(snapshot.id);
  expect((await refer(store, undefined)).snapshot).toEqual(await freeze(store));
  expect((await refer(store, '2026-11-21')).snapshot.blocks).toEqual([]);
});

test('taken again it says the same, byte for byte, and is noted once', async () => {
  const store = await twoDays();
  const manifests = [await takeSnapshot(store), await takeSnapshot(store)].map(({ manifest }) =>
    JSON.stringify(manifest),
  );
  expect(manifests[0]).toBe(manifests[1]);
  expect(await readTaken(store)).toMatchObject([{ hosts: 4, peers: 2, blocks: 0, withdrawn: false, reissueOf: null }]);
});

test.each([
  ['0123456789abcdef', /There is no snapshot "0123456789abcdef"/],
  ['abc', /There is no snapshot "abc"/],
  ['yesterday', /There is no snapshot "yesterday"/],
  ['2026-02-31T99:00:00Z', /is no date or time/],
  ['2020-01-01', /Nothing was collected by/],
])('%s is refused with what can be asked for', async (text, message) => {
  const store = await twoDays();
  const { snapshot } = await takeSnapshot(store);
  const refused = refer(store, text);
  await expect(refused).rejects.toMatchObject({ name: 'UserError', message: expect.stringMatching(message) });
  if (!text.startsWith('20'))
    await expect(refused).rejects.toMatchObject({ hint: expect.stringContaining(snapshot.id) });
});

test('an id whose content came to be another is refused, never answered with something else', async () => {
  const store = await twoDays();
  const { snapshot } = await takeSnapshot(store, '2026-11-20');
  await record(store, visit('late.example', first - 5, { peers: peers('b.example') }));
  await expect(refer(store, snapshot.id)).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringMatching(`Snapshot ${snapshot.id} can no longer be had`),
  });
});

test('when a server asked to be forgotten, a snapshot with it is issued anew, and says in whose place', async () => {
  const store = await twoDays();
  const { snapshot } = await takeSnapshot(store, '2026-11-20');
  await store.forget(host('b.example'), '00');
  const again = await takeSnapshot(store, snapshot.id);
  expect(again.reissueOf).toBe(snapshot.id);
  expect(again.snapshot.id).not.toBe(snapshot.id);
  expect(again.snapshot.asOf).toBe(snapshot.asOf);
  expect(again.snapshot.hosts.map((each) => each.host)).toEqual(['a.example', 'c.example']);
  expect(await readTaken(store)).toMatchObject([
    { id: expect.anything(), withdrawn: expect.anything() },
    { id: expect.anything(), withdrawn: expect.anything() },
  ]);
  expect((await refer(store, again.snapshot.id)).reissueOf).toBeNull();
});

test('one that did not hold the forgotten server keeps its id', async () => {
  const store = await twoDays();
  const { snapshot } = await takeSnapshot(store);
  await store.forget(host('elsewhere.example'), '00');
  expect(await refer(store, snapshot.id)).toEqual({ snapshot, reissueOf: null });
  expect(await readTaken(store)).toMatchObject([{ withdrawn: true }]);
  await takeSnapshot(store);
  expect(await readTaken(store)).toMatchObject([{ id: snapshot.id, withdrawn: false, reissueOf: null }]);
});

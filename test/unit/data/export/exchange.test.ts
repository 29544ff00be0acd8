import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importExchange } from '../../../../data/import/exchange.ts';
import { digestOf } from '../../../../data/masks.ts';
import type { Snapshot } from '../../../../data/snapshot/types.ts';
import { freeze } from '../../../../data/snapshot.ts';
import { exportExchange } from '../../../fixtures/exchange-folder.ts';
import {
  block,
  count,
  host,
  list,
  noFacts,
  noList,
  peers,
  record,
  rule,
  temporaryFolder,
  temporaryStore,
  visit,
} from '../../../fixtures/observed.ts';

/** Every state a host and a list can be in. */
async function variedSnapshot(): Promise<Snapshot> {
  const store = await temporaryStore();
  await store.addHosts([host('seed.example')]);
  const facts = {
    ...noFacts,
    software: 'misskey',
    version: '=1+1',
    users: 12,
    mau: 3,
    language: 'ja',
    openRegistrations: true,
  };
  await record(
    store,
    visit('a.example', 1000, {
      facts,
      aliases: [host('www.a.example')],
      peers: peers('b.example', 'c.example', 'x.bad.example'),
      blocks: list([
        block('b*d.example', 'suspend', { digest: digestOf('bad.example'), comment: '=HYPERLINK("x")' }),
        block('*.c.example', 'silence', { comment: '\'-quoted, "twice"' }),
        block('m*sk.example', 'suspend', { comment: '漢字' }),
      ]),
      counts: list([count('b.example', 4, 0)]),
    }),
    visit('b.example', 1500, { peers: list([host('a.example')], 'partial'), allows: list([rule('a.example')]) }),
    visit('dead.example', 1600, { peers: peers('a.example'), aliases: [host('old.dead.example')] }),
    visit('closed.example', 1700, { status: 'refused', reason: 'robots-disallowed', peers: noList('withheld') }),
  );
  await record(
    store,
    visit('a.example', 2000, {
      facts,
      aliases: [host('www.a.example')],
      peers: noList('withheld'),
      blocks: list([]),
      counts: list([]),
    }),
    visit('dead.example', 2000, { status: 'unreached', reason: 'timeout', peers: noList('unreached') }),
  );
  return freeze(store, { asOf: 1999 });
}

test('a folder that was exported imports to the same content', async () => {
  const snapshot = await variedSnapshot();
  const folder = join(temporaryFolder(), 'out');
  await exportExchange(snapshot, folder);
  expect(readdirSync(folder).sort()).toEqual([
    'allows.csv',
    'blocks.csv',
    'counts.csv',
    'instances.csv',
    'lists.csv',
    'peers.csv',
  ]);
  const store = await temporaryStore();
  const summary = await importExchange(store, folder, { now: 9000 });
  expect(summary.rejected).toEqual([]);
  const again = await freeze(store);
  expect({ ...again, asOf: snapshot.asOf }).toEqual(snapshot);
});

test('entries of a list that is withheld by now keep their time through a round', async () => {
  const store = await temporaryStore();
  await record(store, visit('a.example', 1000, { peers: peers('b.example') }));
  await record(store, visit('a.example', 2000, { status: 'unreached', reason: 'timeout', peers: noList('unreached') }));
  const snapshot = await freeze(store);
  const folder = temporaryFolder();
  await exportExchange(snapshot, folder);
  const other = await temporaryStore();
  await importExchange(other, folder, { now: 9000 });
  expect((await freeze(other)).id).toBe(snapshot.id);
});

test('text a spreadsheet would run is quoted; hosts stay as they are', async () => {
  const folder = temporaryFolder();
  await exportExchange(await variedSnapshot(), folder);
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  expect(text('blocks.csv')).toContain(`,"'=HYPERLINK(""x"")"`);
  expect(text('instances.csv')).toContain(`a.example,misskey,'=1+1,12,3`);
  for (const name of readdirSync(folder)) expect(text(name)).not.toMatch(/(^|,)"?[=+\-@\t\r]/m);
});

test('a resolved mask is exported as its digest; the plain name is not in the file', async () => {
  const folder = temporaryFolder();
  await exportExchange(await variedSnapshot(), folder);
  const blocks = readFileSync(join(folder, 'blocks.csv'), 'utf8');
  expect(blocks).toContain(`b*d.example,suspend,${digestOf('bad.example')}`);
  expect(blocks).not.toMatch(/,bad\.example/);
});

test('the digest of a mask that nothing resolves goes out, and comes back, so that a later name may resolve it', async () => {
  const store = await temporaryStore();
  const digest = digestOf('later.example');
  await record(store, visit('a.example', 1000, { blocks: list([block('l*r.example', 'suspend', { digest })]) }));
  const folder = temporaryFolder();
  await exportExchange(await freeze(store), folder);
  const other = await temporaryStore();
  await importExchange(other, folder, { now: 9000 });
  expect((await freeze(other)).blocks).toMatchObject([{ resolved: null, digest }]);
  await record(other, visit('b.example', 10_000, { peers: peers('later.example') }));
  expect((await freeze(other)).blocks).toMatchObject([{ resolved: 'later.example', digest }]);
});

test('what was stated and visited keeps its own time through a round, not that of the import', async () => {
  const snapshot = await variedSnapshot();
  const folder = temporaryFolder();
  await exportExchange(snapshot, folder);
  const instances = readFileSync(join(folder, 'instances.csv'), 'utf8');
  expect(instances.split('\n', 1)[0]).toContain(',observed_at,visited_at');
  expect(instances).toMatch(/^a\.example,.*,1970-01-01T00:00:01\.000Z,1970-01-01T00:00:01\.000Z$/m);
  expect(instances).toMatch(/^seed\.example,.*,,$/m);
  const store = await temporaryStore();
  await importExchange(store, folder, { now: 9_000_000_000 });
  const again = await freeze(store);
  expect(again.asOf).toBe(1700);
  expect(again.hosts).toEqual(snapshot.hosts);
});

test('a carriage return in a stranger’s words does not begin a row', async () => {
  const store = await temporaryStore();
  const blocks = list([block('b.example', 'suspend', { comment: 'ads\rc.example,d.example,suspend,,' })]);
  await record(store, visit('a.example', 1000, { blocks }));
  const folder = temporaryFolder();
  await exportExchange(await freeze(store), folder);
  const other = await temporaryStore();
  expect(await importExchange(other, folder, { now: 9000 })).toMatchObject({ blocks: 1, rejectedCount: 0 });
  expect((await freeze(other)).blocks).toMatchObject([{ target: 'b.example' }]);
});

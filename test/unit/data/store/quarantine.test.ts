/** Lists of generated names: a domain that has more of them than any operator has servers is set aside. */
import { expect, test } from 'vitest';
import { readQuarantine } from '../../../../data/quarantine.ts';
import hosting from '../../../../data/seeds/hosting.json' with { type: 'json' };
import { freeze } from '../../../../data/snapshot.ts';
import { Store } from '../../../../data/store.ts';
import type { Block, Visit } from '../../../../data/types.ts';
import {
  block,
  count,
  host,
  list,
  peers,
  rule,
  temporaryFolder,
  temporaryStore,
  visit,
} from '../../../fixtures/observed.ts';

const generated = (amount: number, domain = 'troll.example', prefix = 'n') =>
  Array.from({ length: amount }, (_, number) => `${prefix}${number}.${domain}`);

test('5,000 generated names are one finding: not entered, not known, not ranked, in no figure', async () => {
  const store = await temporaryStore();
  const poisoned = peers('b.example', ...generated(5000));
  const { added, quarantined } = await crawl(store, visit('a.example', 1000, { peers: poisoned }));
  expect(added).toEqual(['b.example']);
  expect(quarantined).toEqual([{ domain: 'troll.example', names: 5000 }]);
  expect(names(await store.knownHosts(0))).toEqual(['a.example', 'b.example']);
  expect(await store.rankAround(host('a.example'))).toEqual(['b.example']);
  expect(await store.knownHostCount()).toBe(102);
  const snapshot = await freeze(store);
  expect(names(snapshot.hosts)).toEqual(['a.example', 'b.example']);
  expect([...snapshot.peers.targets]).toEqual([1]);
  expect(await readQuarantine(store)).toEqual({ domains: [{ domain: 'troll.example', names: 5000 }], hosts: 100 });
});

test('what was left out of a list is counted with the list', async () => {
  const store = await temporaryStore();
  await crawl(store, visit('a.example', 1000, { peers: peers('b.example', ...generated(300)) }));
  const { rows } = await store.query(
    `SELECT entry_count, rejected_count, quarantined_count FROM list_states WHERE kind = 'peers'`,
  );
  expect(rows).toEqual([[301, 0, 200]]);
});

test('a hundred names are an operator with a hundred servers; the domain itself is not counted', async () => {
  const store = await temporaryStore();
  const { added, quarantined } = await crawl(
    store,
    visit('a.example', 1000, { peers: peers('many.example', ...generated(100, 'many.example')) }),
  );
  expect(quarantined).toEqual([]);
  expect(added).toHaveLength(101);
  const next = await crawl(store, visit('a.example', 2000, { peers: peers('one-more.many.example') }));
  expect(next).toMatchObject({ added: [], quarantined: [{ domain: 'many.example', names: 101 }] });
  expect(names(await store.knownHosts(0))).toEqual(['a.example', 'many.example']);
});

test('the crawl says how many names are too many', async () => {
  const store = await temporaryStore();
  const poisoned = visit('a.example', 1000, { peers: peers(...generated(6)) });
  const { quarantined } = await store.record(await store.beginCrawl(0, { maxNamesPerDomain: 5 }), [poisoned]);
  expect(quarantined).toEqual([{ domain: 'troll.example', names: 6 }]);
});

test.each(hosting.domains)(
  'names below $domain, which hosts for others, are independent servers',
  async ({ domain }) => {
    const store = await temporaryStore();
    const { added, quarantined } = await crawl(
      store,
      visit('a.example', 1000, { peers: peers(...generated(200, domain)) }),
    );
    expect(quarantined).toEqual([]);
    expect(added).toHaveLength(200);
  },
);

test('servers below the domain that answered stay, with what lists say of them', async () => {
  const store = await temporaryStore();
  const real = 'real.troll.example';
  await crawl(store, visit('a.example', 1000, { peers: peers(real) }), visit(real, 1000));
  const silent = visit('silent.troll.example', 1000, { status: 'unreached', reason: 'timeout' });
  await crawl(store, silent, visit('a.example', 2000, { peers: peers(real, ...generated(5000)) }));
  expect(names(await store.knownHosts(0))).toEqual(['a.example', real]);
  expect(await store.rankAround(host('a.example'))).toEqual([real]);
  const snapshot = await freeze(store);
  expect(names(snapshot.hosts)).toEqual(['a.example', real]);
  expect([...snapshot.peers.targets]).toEqual([1]);
});

test('who gave permission, or was named by a person, is visited all the same', async () => {
  const store = await temporaryStore();
  await crawl(store, visit('a.example', 1000, { peers: peers(...generated(5000)) }));
  await store.addConsent(host('n7.troll.example'), { note: 'mail of the admin', at: 2000 });
  await store.addHosts([host('n9.troll.example'), host('new.troll.example')]);
  const visited = ['a.example', 'n7.troll.example', 'n9.troll.example', 'new.troll.example'];
  expect(names(await store.knownHosts(0))).toEqual(visited);
});

const social = 'social.victim.example';
const namesSocial = (name: string, at: number) => visit(name, at, { peers: peers(social) });
const flood = () => visit('evil.example', 5000, { peers: peers(...generated(101, 'victim.example', 'x')) });

test.each([
  ['one list before the flood hides it', [namesSocial('a.example', 1000), flood()], false],
  ['two lists before the flood keep it', [namesSocial('a.example', 1), namesSocial('b.example', 2), flood()], true],
  [
    'a second list after the flood brings it back',
    [namesSocial('a.example', 1), flood(), namesSocial('b.example', 6000)],
    true,
  ],
  [
    'two lists after the flood bring it in',
    [flood(), namesSocial('a.example', 6000), namesSocial('b.example', 6001)],
    true,
  ],
  [
    'two lists of one operator are one voice',
    [flood(), namesSocial('a.b.example', 6000), namesSocial('b.example', 6001)],
    false,
  ],
  [
    'a block is a voice too',
    [namesSocial('a.example', 1), flood(), visit('b.example', 6000, { blocks: list([block(social)]) })],
    true,
  ],
] satisfies [string, Visit[], boolean][])(
  'a server below a domain that one hostile list floods is judged by other lists: %s',
  async (_, visits, isThere) => {
    const store = await temporaryStore();
    for (const each of visits) await crawl(store, each);
    const below = (all: readonly { host: string }[]) => names(all).filter((name) => name.endsWith('.victim.example'));
    expect(below(await store.knownHosts(0))).toEqual(isThere ? [social] : []);
    expect(below((await freeze(store)).hosts)).toEqual(isThere ? [social] : []);
  },
);

test('who floods vouches for nothing below that domain, also with other lists and after the file was closed', async () => {
  const file = `${temporaryFolder()}/a.duckdb`;
  const first = await Store.open(file, 'create');
  await crawl(first, flood());
  await first.close();
  const store = await Store.open(file, 'write');
  await crawl(store, namesSocial('a.example', 6000), namesSocial('www.evil.example', 6000));
  expect(names(await store.knownHosts(0))).not.toContain(social);
  await store.close();
});

test('many lists that name a few servers each below one domain tell of a hoster', async () => {
  const store = await temporaryStore();
  const visits = Array.from({ length: 40 }, (_, number) =>
    visit(`s${number}.s${number}.example`, 1000, { peers: peers(...generated(5, 'hoster.example', `n${number}-`)) }),
  );
  const { added, quarantined } = await crawl(store, ...visits);
  expect(quarantined).toEqual([]);
  expect(added).toHaveLength(200);
});

test('servers below one domain that each name a few more of their kind come to an end', async () => {
  const store = await temporaryStore();
  const chain = Array.from({ length: 40 }, (_, number) =>
    visit(`s${number}.troll.example`, 1000, { peers: peers(...generated(5, 'troll.example', `n${number}-`)) }),
  );
  const { added, quarantined } = await crawl(store, ...chain);
  expect({ added, quarantined }).toEqual({ added: [], quarantined: [{ domain: 'troll.example', names: 145 }] });
});

test('ten budgets are the most names that a domain has in the file, whoever brings them', async () => {
  const store = await temporaryStore();
  const visits = Array.from({ length: 30 }, (_, number) =>
    visit(`evil${number}.example`, 1000, { peers: peers(...generated(100, 'victim.example', `n${number}-`)) }),
  );
  await crawl(store, ...visits);
  expect(await store.knownHostCount()).toBe(30 + 1000);
  expect(await readQuarantine(store)).toMatchObject({ domains: [{ domain: 'victim.example' }], hosts: 1000 });
});

test('a quarantine ends when the crawl allows as many names, or the domain is known to host for others', async () => {
  const store = await temporaryStore();
  await crawl(store, visit('a.example', 1000, { peers: peers(...generated(150)) }));
  await store.rows(`INSERT INTO quarantined_domains VALUES ('masto.host', 900, now())`);
  await store.beginCrawl(2000, { maxNamesPerDomain: 149 });
  expect((await readQuarantine(store)).domains).toEqual([{ domain: 'troll.example', names: 150 }]);
  await store.beginCrawl(3000, { maxNamesPerDomain: 150 });
  expect(await readQuarantine(store)).toEqual({ domains: [], hosts: 0 });
  expect((await store.query('FROM floods')).rows).toEqual([]);
  expect(await store.knownHosts(0)).toHaveLength(101);
});

test('rules and counts for generated names are left out too; a rule for the domain itself stays', async () => {
  const store = await temporaryStore();
  const troll = generated(101);
  const blocks: Block[] = [...troll, 'troll.example', '*.troll.example'].map((name) => block(name));
  const allows = list(['b.example', ...troll].map(rule));
  const counts = list([...troll, 'b.example'].map((name) => count(name, 1, 2)));
  await crawl(store, visit('a.example', 1000, { blocks: list(blocks), allows, counts }));
  const snapshot = await freeze(store);
  expect(snapshot.blocks.map(({ target }) => target)).toEqual(['*.troll.example', 'troll.example']);
  expect(snapshot.allows.map(({ target }) => target)).toEqual(['b.example']);
  expect(snapshot.counts).toHaveLength(1);
  expect(names(snapshot.hosts)).toEqual(['a.example', 'b.example', 'troll.example']);
});

test('the finding is kept: it holds when the file is opened again, and grows with a longer list, once', async () => {
  const file = `${temporaryFolder()}/a.duckdb`;
  const first = await Store.open(file, 'create');
  await crawl(first, visit('a.example', 1000, { peers: peers(...generated(300)) }));
  await first.close();
  const store = await Store.open(file, 'write');
  const longer = peers(...generated(300), ...generated(700, 'troll.example', 'm'));
  const { added, quarantined } = await crawl(store, visit('b.example', 2000, { peers: longer }));
  expect({ added, quarantined }).toEqual({ added: [], quarantined: [] });
  expect((await readQuarantine(store)).domains).toEqual([{ domain: 'troll.example', names: 1000 }]);
  await crawl(store, visit('c.example', 3000, { peers: peers(...generated(50)) }));
  expect((await readQuarantine(store)).domains).toEqual([{ domain: 'troll.example', names: 1000 }]);
  const { rows } = await store.query('SELECT epoch_ms(first_at) FROM quarantined_domains');
  expect(rows).toEqual([[1000]]);
  await store.close();
});

test('a batch that cannot be written quarantines nothing', async () => {
  const store = await temporaryStore();
  const poisoned = visit('a.example', 1000, { peers: peers(...generated(300)) });
  const impossible = visit('c.example', 2000, { reason: 'exploded' as Visit['reason'] });
  await expect(crawl(store, poisoned, impossible)).rejects.toThrow('type mismatch');
  expect((await readQuarantine(store)).domains).toEqual([]);
  const { quarantined } = await crawl(store, poisoned);
  expect(quarantined).toEqual([{ domain: 'troll.example', names: 300 }]);
});

async function crawl(store: Store, ...visits: Visit[]) {
  return store.record(await store.beginCrawl(0, {}), visits);
}

function names(hosts: readonly { host: string }[]): string[] {
  return hosts.map((one) => one.host);
}

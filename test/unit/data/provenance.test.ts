/** From what is held back to what brought it: observations, requests, intervals, and reasons for what is not known. */
import { expect, test } from 'vitest';
import { digestOf } from '../../../data/masks.ts';
import { readHostProvenance, readPairProvenance } from '../../../data/provenance.ts';
import type { Store } from '../../../data/store.ts';
import type { ListKind, ObservedList, Part, RequestRecord, Visit } from '../../../data/types.ts';
import {
  block,
  count,
  host,
  list,
  noFacts,
  noList,
  peers,
  rule,
  temporaryStore,
  visit,
} from '../../fixtures/observed.ts';

const a = host('a.example');
const b = host('b.sub.example');
const unchanged: ObservedList<never> = { ...list<never>([]), reason: 'not-modified', unchanged: true };

function asked(path: string, brings: Part[], rest: Partial<RequestRecord> = {}): RequestRecord {
  const sent = { url: `https://${a}${path}`, method: 'GET', sentAt: 500, durationMs: 1 } as const;
  return { ...sent, outcome: 'ok', status: 200, bytes: 9, bodyHash: `hash of ${path}`, etag: null, brings, ...rest };
}

const requests = [
  asked('/robots.txt', []),
  asked('/.well-known/nodeinfo', []),
  asked('/nodeinfo', ['facts', 'blocks']),
  asked('/peers', ['peers']),
];

async function crawl(store: Store, ...visits: Visit[]): Promise<void> {
  await store.record(await store.beginCrawl(0, { version: '1.2.3' }), visits);
}

test('facts and each list come with their state, the crawl, its version and the requests', async () => {
  const store = await temporaryStore();
  const facts = { ...noFacts, software: 'mastodon', users: 7 };
  const lists = { peers: peers(b), blocks: { ...noList('withheld'), reason: 'robots-disallowed' as const } };
  await crawl(store, visit(a, 1000, { facts, requests, ...lists }));
  const found = await readHostProvenance(store, a);
  const at = {
    observedAt: '1970-01-01T00:00:01.000Z',
    crawl: { id: 1, kind: 'crawl', version: '1.2.3', folder: null },
  };
  expect(found).toMatchObject({ host: a, knownSince: at.observedAt, facts: { said: facts, origin: at } });
  const paths = (origin: { requests: { url: string }[] } | null | undefined) =>
    origin?.requests.map(({ url }) => url.replace(`https://${a}`, ''));
  expect(paths(found.facts?.origin)).toEqual(['/nodeinfo']);
  expect(found.lists.peers).toMatchObject({ ...at, state: 'published', entries: 1 });
  expect(found.lists.peers?.requests).toEqual([
    {
      ...{ url: `https://${a}/peers`, method: 'GET', sentAt: '1970-01-01T00:00:00.500Z', outcome: 'ok', status: 200 },
      ...{ bytes: 9, bodyHash: 'hash of /peers', bodyKept: false },
    },
  ]);
  expect(found.lists.blocks).toMatchObject({ state: 'robots', reason: 'robots-disallowed' });
  expect(paths(found.lists.blocks)).toEqual(['/nodeinfo']);
  // Nothing was sent for these: what decided is how far the visit came.
  expect(paths(found.lists.counts)).toEqual(['/robots.txt', '/.well-known/nodeinfo', '/nodeinfo']);
});

test('a server that was only named told no facts and was asked for no list; a stranger is none', async () => {
  const store = await temporaryStore();
  await crawl(store, visit(a, 1000, { peers: peers(b) }));
  expect(await readHostProvenance(store, b)).toMatchObject({
    facts: null,
    lists: { peers: null, blocks: null, allows: null, counts: null },
  });
  await expect(readHostProvenance(store, host('c.example'))).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringMatching(/c\.example was not seen/),
  });
});

test('a peer was added between the last list that lacked it and the first that held it, confirmed, and is gone', async () => {
  const store = await temporaryStore();
  const lists: [number, ObservedList<ReturnType<typeof host>>][] = [
    [1000, peers('c.example')],
    [2000, noList('unreached')],
    [3000, peers(b)],
    [4000, unchanged],
    [5000, { ...peers(), disclosure: 'partial' }],
  ];
  for (const [at, seen] of lists) await crawl(store, visit(a, at, { peers: seen, requests }));
  const standing = (await readPairProvenance(store, a, b)).there.statements;
  expect(standing).toMatchObject([
    {
      ...{ kind: 'peers', source: a, target: b, how: 'name', removedAt: null, removed: null },
      added: { observedAt: iso(3000), crawl: { id: 3 } },
      lacked: { observedAt: iso(1000) },
      held: { observedAt: iso(4000), reason: 'not-modified' },
    },
  ]);
  await crawl(store, visit(a, 6000, { peers: peers('c.example'), requests }));
  const { there } = await readPairProvenance(store, a, b);
  expect(there.statements).toMatchObject([
    { removedAt: iso(6000), removed: { observedAt: iso(6000) }, held: { observedAt: iso(4000) } },
  ]);
  expect(there.silences.find(({ kind }) => kind === 'peers')).toMatchObject({ newest: { state: 'published' } });
});

test('what the first list holds has no list that lacked it', async () => {
  const store = await temporaryStore();
  await crawl(store, visit(a, 1000, { peers: peers(b) }));
  expect((await readPairProvenance(store, a, b)).there.statements).toMatchObject([{ lacked: null }]);
});

test('a list that came in late, and changed nothing, neither lacked nor confirms', async () => {
  const store = await temporaryStore();
  await crawl(store, visit(a, 3000, { peers: peers(b) }));
  await crawl(store, visit(a, 2000, { peers: peers('c.example') }));
  expect((await readPairProvenance(store, a, b)).there.statements).toMatchObject([
    { addedAt: iso(3000), lacked: null, held: { observedAt: iso(3000) } },
  ]);
});

test.each([
  [block(b), 'name'],
  [block('sub.example', 'silence'), 'above'],
  [block('*.sub.example'), 'pattern'],
  [block('b.s**.example', 'suspend', { digest: digestOf(b) }), 'digest'],
  [block('s**.example', 'suspend', { digest: digestOf('sub.example') }), 'digest-above'],
  [block('b.*.example'), 'shape'],
])('the rule %j names the target as %s, and is shown as published', async (entry, how) => {
  const store = await temporaryStore();
  const others = [
    block('other.example'),
    block('*.b.sub.example.net'),
    block('b.s*?.example', 'suspend', { digest: digestOf('b.sea.example') }),
    block('x.*.example'),
  ];
  await crawl(store, visit(a, 1000, { blocks: list([...others, entry]) }));
  const { statements } = (await readPairProvenance(store, a, b)).there;
  expect(statements).toMatchObject([{ kind: 'blocks', how, rule: entry.target, action: entry.action }]);
});

test('the other way round is asked for as well: allows and counts', async () => {
  const store = await temporaryStore();
  await crawl(
    store,
    visit(a, 1000),
    visit(b, 1000, { allows: list([rule('*.example.net'), rule(a)]), counts: list([count(a, 3, 4)]) }),
  );
  const { there, back } = await readPairProvenance(store, a, b);
  expect(there.statements).toEqual([]);
  expect(back.statements).toMatchObject([
    { kind: 'allows', source: b, target: a, rule: a, how: 'name' },
    { kind: 'counts', source: b, target: a, follows: { out: 3, in: 4 } },
  ]);
});

test.each<[string, Partial<Visit>, ListKind, string | undefined]>([
  ['its list is withheld', { peers: noList('withheld') }, 'peers', 'withheld'],
  ['robots.txt forbids it', { blocks: { ...noList('withheld'), reason: 'robots-disallowed' } }, 'blocks', 'robots'],
  ['its software has none', {}, 'counts', 'unsupported'],
  ['it did not answer', { allows: noList('unreached') }, 'allows', 'unreached'],
  ['its list does not name it', { peers: peers('c.example') }, 'peers', 'published'],
])('where %s, that is what is said', async (_, lists, kind, state) => {
  const store = await temporaryStore();
  await crawl(store, visit(a, 1000, lists));
  const { silences } = (await readPairProvenance(store, a, b)).there;
  expect(silences.find((silence) => silence.kind === kind)?.newest?.state).toBe(state);
});

test('a target nobody ever met may be asked about, and was never asked itself', async () => {
  const store = await temporaryStore();
  await crawl(
    store,
    visit(a, 1000, { blocks: list([block('m*****.example', 'x', { digest: digestOf('masked.example') })]) }),
  );
  const { there, back } = await readPairProvenance(store, a, host('masked.example'));
  expect(there.statements).toMatchObject([{ how: 'digest', rule: 'm*****.example' }]);
  expect(back).toMatchObject({ statements: [], silences: Array(4).fill({ newest: null, whole: null }) });
});

test('an import has no requests, and says its folder', async () => {
  const store = await temporaryStore();
  const crawlId = await store.beginCrawl(0, { version: '1.2.3', folder: 'census' }, 'import');
  const observed = { host: a, observedAt: 1000, visit: null, facts: { ...noFacts, users: 1 }, aliases: [] };
  const lists = [{ kind: 'peers' as const, observedAt: 1000, ...peers(b) }];
  await store.recordObservations(crawlId, [{ ...observed, lists }]);
  const imported = { crawl: { kind: 'import', folder: 'census', version: '1.2.3' }, requests: [] };
  expect(await readHostProvenance(store, a)).toMatchObject({ facts: { origin: imported }, lists: { peers: imported } });
});

test('the view provenance leads from each part to its requests, also where another version read them', async () => {
  const store = await temporaryStore();
  await store.record(await store.beginCrawl(0, { version: '1.2.3', readBy: '2.0.0' }), [
    visit(a, 1000, { facts: { ...noFacts, users: 1 }, requests, peers: peers(b) }),
  ]);
  const { rows } = await store.query('SELECT part, version, url, body_hash, body_kept FROM provenance ORDER BY part');
  const nodeInfo = ['2.0.0', `https://${a}/nodeinfo`, 'hash of /nodeinfo', false];
  expect(rows).toEqual([
    ['facts', ...nodeInfo],
    ['peers', '2.0.0', `https://${a}/peers`, 'hash of /peers', false],
    ['blocks', ...nodeInfo],
    ['allows', '2.0.0', null, null, false],
    ['counts', '2.0.0', null, null, false],
  ]);
});

function iso(time: number): string {
  return new Date(time).toISOString();
}

/** Lists that come in pages: where they end, and where reading them is given up. */
import { expect, test } from 'vitest';
import { field } from '../../../../crawler/http/read.ts';
import { readNodeInfo } from '../../../../crawler/nodeinfo.ts';
import type { AdapterAnswer, Readings } from '../../../../crawler/software/adapter.ts';
import { adapters } from '../../../../crawler/software/index.ts';
import { readHost } from '../../../../data/host.ts';

type Answer = (url: URL) => unknown;

/** @param answer the JSON of a page, or undefined for one that does not come */
function crawl(name: string, metadata: unknown, answer: Answer): { asked: URL[]; readings: Readings } {
  const facts = readNodeInfo({ software: { name, version: '9.0.0' } })!;
  const run = adapters[name]!.read({ host: readHost('a.example')!, facts, metadata, consent: false });
  const asked: URL[] = [];
  let step = run.next();
  while (!step.done) {
    const url = new URL(step.value.path, 'https://a.example');
    asked.push(url);
    const json = answer(url);
    const outcome: AdapterAnswer['outcome'] = json === undefined ? 'timeout' : 'ok';
    step = run.next({ outcome, status: null, headers: {}, json });
  }
  return { asked, readings: step.value };
}

const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, at) => from + at);
const read = (url: URL, name: string) => Number(url.searchParams.get(name));

/** A PeerTube server with so many followers, and nobody followed; each page as `cut` has it. */
function followers(count: number, cut: (rows: unknown[], start: number) => unknown): Answer {
  const all = numbers(count).map((at) => ({ follower: { host: `t${at}.example`, name: 'peertube' } }));
  return (url) => {
    if (url.pathname.endsWith('/following')) return { total: 0, data: [] };
    const start = read(url, 'start');
    return cut(all.slice(start, start + read(url, 'count')), start);
  };
}

const startsOf = (asked: URL[]) =>
  asked.filter(({ pathname }) => pathname.endsWith('/followers')).map((url) => read(url, 'start'));

test('PeerTube is asked for 250 followers in three pages, accepted ones only', () => {
  const { asked, readings } = crawl(
    'peertube',
    {},
    followers(250, (data) => ({ total: 250, data })),
  );
  expect(startsOf(asked)).toEqual([0, 100, 200]);
  expect(new Set(asked.map((url) => url.searchParams.get('state')))).toEqual(new Set(['accepted']));
  expect([readings.peers.disclosure, readings.peers.entries.length]).toEqual(['published', 250]);
});

test.each([
  ['a total that is too small does not end a list', 250, 100, [0, 100, 200]],
  ['a total that is too large ends with the first empty page', 120, 999, [0, 100, 120]],
  ['a list that ends with a full page is known to end by an empty one', 100, 0, [0, 100]],
])('PeerTube: %s', (_, count, total, starts) => {
  const { asked, readings } = crawl(
    'peertube',
    {},
    followers(count, (data) => ({ total, data })),
  );
  expect(startsOf(asked)).toEqual(starts);
  expect([readings.peers.disclosure, readings.peers.entries.length]).toEqual(['published', count]);
});

test('a PeerTube server that gives smaller pages than it was asked for is read to its end', () => {
  const { asked, readings } = crawl(
    'peertube',
    {},
    followers(100, (data) => ({ total: 100, data: data.slice(0, 40) })),
  );
  expect(startsOf(asked)).toEqual([0, 40, 80]);
  expect(readings.peers.entries.length).toBe(100);
});

test('a later page of PeerTube that does not come leaves the list partial', () => {
  const answer = followers(250, (data, start) => (start < 200 ? { total: 250, data } : undefined));
  const { peers } = crawl('peertube', {}, answer).readings;
  expect([peers.disclosure, peers.reason, peers.entries.length]).toEqual(['partial', 'timeout', 200]);
});

test('a PeerTube server that ignores where a page starts is asked twice, and no more', () => {
  const page = { total: 5000, data: numbers(100).map((at) => ({ follower: { host: `t${at}.example` } })) };
  const { asked, readings } = crawl(
    'peertube',
    {},
    followers(0, () => page),
  );
  expect(startsOf(asked)).toEqual([0, 100]);
  expect([readings.peers.disclosure, readings.peers.reason]).toEqual(['partial', 'malformed']);
});

test('a PeerTube list without an end is given up', () => {
  const endless = (start: number) => numbers(100, start).map((at) => ({ follower: { host: `t${at}.example` } }));
  const { asked, readings } = crawl(
    'peertube',
    {},
    followers(0, (_, start) => ({ data: endless(start) })),
  );
  expect(asked.length).toBeLessThanOrEqual(101);
  expect([readings.peers.disclosure, readings.peers.reason]).toEqual(['partial', 'too-large']);
});

test('nobody’s name on PeerTube gets into what was read', () => {
  const answer: Answer = () => ({ total: 1, data: [{ follower: { host: 'b.example', name: 'someone' } }] });
  expect(JSON.stringify(crawl('peertube', {}, answer).readings)).not.toContain('someone');
});

const pod = { endpoints: { knownNodes: '/api/v1/federation/domains/' } };

test('Funkwhale pages are numbered by us, and end where no next one is named', () => {
  const { asked, readings } = crawl('funkwhale', pod, (url) => ({
    next: read(url, 'page') < 3 ? 'https://elsewhere.example/' : null,
    results: numbers(100, 100 * read(url, 'page')).map((at) => ({ name: `f${at}.example` })),
  }));
  expect(asked.map(({ host, pathname }) => host + pathname)).toEqual(
    Array(3).fill('a.example/api/v1/federation/domains/'),
  );
  expect([readings.peers.disclosure, readings.peers.entries.length]).toEqual(['published', 300]);
});

test('a Funkwhale pod that gives the same page for ever is asked twice, and no more', () => {
  const page = { next: 'https://a.example/', results: [{ name: 'b.example' }] };
  const { asked, readings } = crawl('funkwhale', pod, () => page);
  expect([asked.length, readings.peers.disclosure, readings.peers.reason]).toEqual([2, 'partial', 'malformed']);
});

test.each([
  ['https://a.example/api/v1/federation/domains', 1],
  ['https://a.example/api/v1/federation/domains/?page=7', 1],
  ['https://a.example:8443/api/v1/federation/domains/', 0],
  ['https://b.example/api/v1/federation/domains/', 0],
  ['https://a.example/admin', 0],
  ['javascript:/api/v1/federation/domains/', 0],
  [7, 0],
])('a Funkwhale list announced at %s is asked for %i times', (knownNodes, times) => {
  const { asked } = crawl('funkwhale', { endpoints: { knownNodes } }, () => ({ results: [] }));
  expect(asked.length).toBe(times);
  expect(asked.every((url) => field(pod, 'endpoints', 'knownNodes') === `${url.pathname.replace(/\/?$/, '/')}`)).toBe(
    true,
  );
});

/** Servers that answer wrongly, slowly, endlessly or not at all: each is an outcome, and none holds up the rest. */
import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Outcome } from '../../data/types.ts';
import { crawlSites } from './crawl-sites.ts';
import { type Handler, mastodonSite, nodeInfo, type Site, status } from './server.ts';

const peersPath = '/api/v1/instance/peers';
const body =
  (text: string | Buffer, headers: Record<string, string> = {}): Handler =>
  (_request, response) =>
    void response.writeHead(200, headers).end(text);
const html = body('<!DOCTYPE html><title>checking your browser</title>', { 'content-type': 'text/html' });

/** Writes until the other side has enough. */
function pour(response: ServerResponse, chunk: Buffer): void {
  const more = () => {
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
}

const maxBytes = 100_000;
const names = JSON.stringify(Array.from({ length: 2000 }, (_, number) => `n${number}.example`));

const faults: { fault: string; answer: Handler; outcome: Outcome }[] = [
  { fault: 'a web page with status 200', answer: html, outcome: 'not-json' },
  { fault: 'an empty body', answer: body(''), outcome: 'not-json' },
  { fault: 'JSON that breaks off', answer: body('["b.example", "c.exa'), outcome: 'malformed' },
  { fault: 'an object where a list should be', answer: body('{"error":"x"}'), outcome: 'malformed' },
  { fault: 'invalid UTF-8', answer: body(Buffer.from([0x5b, 0x22, 0xc3, 0x28, 0x22, 0x5d])), outcome: 'malformed' },
  { fault: 'gzip that is none', answer: body('["b.example"]', { 'content-encoding': 'gzip' }), outcome: 'malformed' },
  {
    fault: 'gzip that breaks off',
    answer: body(gzipSync(names).subarray(0, 500), { 'content-encoding': 'gzip' }),
    outcome: 'malformed',
  },
  { fault: 'an encoding we did not ask for', answer: body('x', { 'content-encoding': 'zstd' }), outcome: 'malformed' },
  { fault: 'a body one byte over the cap', answer: body(Buffer.alloc(maxBytes + 1, ' ')), outcome: 'too-large' },
  {
    fault: 'a content-length over the cap and no body',
    answer: (_request, response) => void response.writeHead(200, { 'content-length': '99999999' }).flushHeaders(),
    outcome: 'too-large',
  },
  {
    fault: 'a gzip bomb',
    answer: body(gzipSync(Buffer.alloc(20_000_000)), { 'content-encoding': 'gzip' }),
    outcome: 'too-large',
  },
  {
    fault: 'a brotli bomb',
    answer: body(brotliCompressSync(Buffer.alloc(20_000_000)), { 'content-encoding': 'br' }),
    outcome: 'too-large',
  },
  {
    fault: 'an endless body',
    answer: (_request, response) => pour(response, randomBytes(16_384)),
    outcome: 'too-large',
  },
  {
    fault: 'a text of 10 MB',
    answer: body(gzipSync(`["${'x'.repeat(10_000_000)}"]`), { 'content-encoding': 'gzip' }),
    outcome: 'too-large',
  },
  {
    fault: 'more objects than a list has rows',
    answer: body(gzipSync(`[${'{},'.repeat(1_000_000)}{}]`), { 'content-encoding': 'gzip' }),
    outcome: 'too-large',
  },
  { fault: 'a redirect to itself', answer: status(302, { location: peersPath }), outcome: 'redirect-loop' },
  { fault: 'a redirect to nowhere', answer: status(302), outcome: 'malformed' },
  { fault: 'a redirect to what is no URL', answer: status(302, { location: 'https://[' }), outcome: 'malformed' },
  {
    fault: 'a connection closed in the middle',
    answer: (request, response) => {
      response.writeHead(200, { 'content-length': '500' });
      response.write('[');
      setImmediate(() => request.socket.destroy());
    },
    outcome: 'connection-failed',
  },
  {
    fault: 'bytes that are no HTTP',
    answer: (request) => void request.socket.end('hello there\r\n\r\n'),
    outcome: 'malformed',
  },
  {
    fault: 'headers without end',
    answer: (request) => void request.socket.end(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`),
    outcome: 'too-large',
  },
];

test.each(faults)('$fault comes to $outcome, and the rest of the visit goes on', async ({ answer, outcome }) => {
  const site = mastodonSite('a.example', [], { [peersPath]: answer });
  const settings = { maxBytes, maxDecompressedBytes: 4_000_000 };
  const { store } = await crawlSites({ 'a.example': site }, { settings });
  const { status: visitStatus, peers, blocks, requests } = store.visit('a.example');
  expect(visitStatus).toBe('visited');
  expect(peers).toMatchObject({ disclosure: 'unreached', reason: outcome, entries: [] });
  const asked = requests.filter(({ url }) => url.endsWith(peersPath));
  for (const { bytes } of asked) expect(bytes).toBeLessThan(maxBytes + 100_000);
  const stopsHost = outcome === 'connection-failed';
  expect(blocks.disclosure).toBe(stopsHost ? 'unreached' : 'published');
});

test('a text of 10 MB within the caps is a row that names nobody', async () => {
  const rows = JSON.stringify(['x'.repeat(10_000_000), 'b.example']);
  const answer = body(gzipSync(rows), { 'content-encoding': 'gzip' });
  const site = mastodonSite('a.example', [], { [peersPath]: answer });
  const { store } = await crawlSites({ 'a.example': site }, { settings: { maxHosts: 1 } });
  expect(store.visit('a.example').peers).toMatchObject({ entries: ['b.example'], rejectedCount: 1 });
});

test('compressed lists are read', async () => {
  const encoded = { gzip: gzipSync(names), br: brotliCompressSync(names) };
  for (const [encoding, bytes] of Object.entries(encoded)) {
    const site = mastodonSite('a.example', [], { [peersPath]: body(bytes, { 'content-encoding': encoding }) });
    const { store } = await crawlSites({ 'a.example': site }, { settings: { maxHosts: 1 } });
    const { peers, requests } = store.visit('a.example');
    expect(peers.entries).toHaveLength(2000);
    expect(requests.find(({ url }) => url.endsWith(peersPath))!.bytes).toBe(bytes.length);
  }
});

test.each([
  ['never answers', (() => {}) as Handler],
  ['stops in the middle', ((_request, response) => void response.writeHead(200).write('[')) as Handler],
  [
    'drips',
    ((_request, response) => {
      const timer = setInterval(() => response.write(' '), 10);
      response.once('close', () => clearInterval(timer));
    }) as Handler,
  ],
])('a list that %s times out, twice, and ends the requests', async (_, answer) => {
  const site = mastodonSite('a.example', [], { [peersPath]: answer });
  const { store, paths } = await crawlSites({ 'a.example': site }, { settings: { requestTimeoutMs: 150 } });
  expect(store.visit('a.example').peers).toMatchObject({ disclosure: 'unreached', reason: 'timeout' });
  expect(store.visit('a.example').blocks).toMatchObject({ disclosure: 'unreached', reason: 'timeout' });
  expect(paths('a.example').slice(4)).toEqual([peersPath, peersPath]);
});

test('a host that never answers anything times out once', async () => {
  const sites: Record<string, Site> = { 'a.example': { '*': () => {} }, 'b.example': { '*': status(404) } };
  const { store, paths } = await crawlSites(sites, { settings: { requestTimeoutMs: 100 } });
  expect(store.visit('a.example')).toMatchObject({ status: 'unreached', reason: 'timeout' });
  expect(paths('a.example')).toEqual(['/robots.txt']);
});

test.each<[string, Site, string, Outcome]>([
  ['answers 410', { '*': status(410) }, 'unreached', 'gone'],
  ['answers 403', { '/robots.txt': '', '*': status(403) }, 'refused', 'forbidden'],
  ['answers 401', { '/robots.txt': '', '*': status(401) }, 'refused', 'unauthorized'],
  ['answers 400', { '/robots.txt': '', '*': status(400) }, 'unreached', 'client-error'],
  ['answers 500', { '/robots.txt': '', '*': status(500) }, 'unreached', 'server-error'],
  ['shows a page for everything', { '/robots.txt': '', '*': html }, 'unreached', 'not-json'],
  ['has no NodeInfo', { '/robots.txt': '' }, 'visited', 'not-found'],
  ['announces no document', { '/.well-known/nodeinfo': {} }, 'unreached', 'malformed'],
  ['has a document that names no software', { ...nodeInfo('a.example', '', '') }, 'unreached', 'malformed'],
  [
    'redirects robots.txt for ever',
    {
      '/robots.txt': (request, response) =>
        void response.writeHead(301, { location: `/robots.txt?${request.url!.length}` }).end(),
    },
    'unreached',
    'redirect-loop',
  ],
])('a host that %s ends with that reason', async (_, site, visitStatus, reason) => {
  const { store } = await crawlSites({ 'a.example': site });
  const visit = store.visit('a.example');
  expect(visit).toMatchObject({ status: visitStatus, reason, facts: null });
  const disclosure = { unreached: 'unreached', refused: 'withheld', visited: 'unsupported' }[visitStatus];
  for (const list of [visit.peers, visit.blocks, visit.allows, visit.counts]) {
    expect(list).toMatchObject({ disclosure, entries: [] });
  }
});

test('NodeInfo as long as a list is too large, and so is one of a million objects', async () => {
  const document = (filling: string) => `{"software":{"name":"x","version":"1"},"metadata":[${filling}]}`;
  const long = document(`"${' '.repeat(1024 * 1024)}"`);
  const crowded = document(`${'{},'.repeat(60_000)}{}`);
  for (const text of [long, crowded]) {
    const answer = body(gzipSync(text), { 'content-encoding': 'gzip' });
    const { store } = await crawlSites({
      'a.example': { ...nodeInfo('a.example', 'x', '1'), '/nodeinfo/2.0': answer },
    });
    expect(store.visit('a.example')).toMatchObject({ status: 'unreached', reason: 'too-large', facts: null });
  }
});

test('a software without an adapter is known by its NodeInfo', async () => {
  const site = nodeInfo('a.example', 'WriteFreely', '0.15', { usage: { users: { total: 7 } } });
  const { store, paths } = await crawlSites({ 'a.example': site });
  const { status: visitStatus, facts, peers } = store.visit('a.example');
  expect([visitStatus, facts?.software, facts?.users, peers.disclosure]).toEqual([
    'visited',
    'writefreely',
    7,
    'unsupported',
  ]);
  expect(paths('a.example')).toHaveLength(3);
});

test('pages without end stop at the limit of a visit, and what came is kept', async () => {
  let page = 0;
  const rows = () => Array.from({ length: 100 }, (_, number) => ({ host: `p${page}n${number}.example` }));
  const site: Site = {
    ...nodeInfo('a.example', 'misskey', '2024.9.0'),
    '/api/meta': {},
    'POST /api/federation/instances': (_request, response) => {
      page += 1;
      response.end(JSON.stringify(rows()));
    },
  };
  const { store, paths } = await crawlSites({ 'a.example': site }, { settings: { maxRequests: 12, maxHosts: 1 } });
  expect(paths('a.example')).toHaveLength(12);
  expect(store.visit('a.example').peers).toMatchObject({ disclosure: 'partial', reason: 'too-large' });
  expect(store.visit('a.example').peers.entries).toHaveLength(800);
});

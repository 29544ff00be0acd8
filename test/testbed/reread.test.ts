/** Servers of every manner, visited twice and read again: whatever happened then, the same comes out. */
import { createCipheriv } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { crawl } from '../../crawler/crawl.ts';
import { defaultEffects, wallClock } from '../../crawler/default-effects.ts';
import { maxKeptBytes } from '../../crawler/http/kept.ts';
import { loopbackNetwork } from '../../crawler/http/network.ts';
import { replay } from '../../crawler/replay.ts';
import { type CrawlSettings, resolveSettings } from '../../crawler/settings.ts';
import { readHost } from '../../data/host.ts';
import { withReplay } from '../../data/replay.ts';
import { Store } from '../../data/store.ts';
import { tablesOf } from '../fixtures/tables.ts';
import { type Handler, mastodonSite, nodeInfo, type Site, serveSites, status } from './server.ts';

const peersPath = '/api/v1/instance/peers';
const blocksPath = '/api/v1/instance/domain_blocks';
const mastodon = (more: Site) => (host: string) => mastodonSite(host, ['b.example'], more);
const other =
  (name: string, version: string, more: Site) =>
  (host: string): Site => ({ ...nodeInfo(host, name, version), ...more });
const body = (text: string | Buffer, headers: Record<string, string> = {}): Handler => {
  return (_request, response) => void response.writeHead(200, headers).end(text);
};
/** Answers in turn, the last one for ever. */
const inTurn = (...answers: Handler[]): Handler => {
  let next = 0;
  return (...exchange) => answers[Math.min(next++, answers.length - 1)]!(...exchange);
};
const slow =
  (ms: number, text: string): Handler =>
  async (_request, response) => {
    await pause(ms);
    response.end(text);
  };
const unchangedOnce: Handler = (request, response) => {
  if (request.headers['if-none-match'] === '"one"') response.writeHead(304, { etag: '"one"', ...rests }).end();
  else response.writeHead(200, { etag: '"one"' }).end('["b.example","c.example"]');
};
const breaksOff: Handler = (request, response) => {
  response.writeHead(200, { 'content-length': '5000' }).write('["b.example",');
  setImmediate(() => request.socket.destroy());
};

const rowsOfMisskey = (from: number, length: number) =>
  Array.from({ length }, (_, number) => ({ host: `m${from + number}.example.org`, followersCount: number + 1 }));
const pagesOfMisskey: Handler = async (_request, response, { body: asked }) => {
  const { offset } = JSON.parse(asked) as { offset: number };
  response.end(JSON.stringify(offset < 300 ? rowsOfMisskey(offset, 100) : rowsOfMisskey(300, 7)));
};

const rests = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '3000000000' };
const found = status(302, { location: '/found' });

/** Each by what is peculiar about it. */
const manners: Record<string, (host: string) => Site> = {
  plain: mastodon({}),
  'robots-empty': mastodon({ '/robots.txt': body('') }),
  'robots-too-long-to-hold': mastodon({ '/robots.txt': `# ${'x'.repeat(20_000)}\nUser-agent: *\nAllow: /\n` }),
  'robots-forbids-a-list': mastodon({ '/robots.txt': `User-agent: *\nDisallow: ${peersPath}\n` }),
  'robots-elsewhere': mastodon({ '/robots.txt': found, '/found': body('') }),
  'robots-wants-long-rests': mastodon({ '/robots.txt': 'User-agent: *\nCrawl-delay: 90000\n' }),
  'robots-fails-at-first': mastodon({ '/robots.txt': inTurn(status(503), body('')) }),
  'robots-refused': mastodon({ '/robots.txt': status(403) }),
  'nodeinfo-on-another-host': mastodon({
    '/.well-known/nodeinfo': status(302, { location: 'https://www.b.example/x' }),
  }),
  'nodeinfo-gone': mastodon({ '/.well-known/nodeinfo': status(410, {}, '{"error":"gone"}') }),
  'nodeinfo-in-circles': mastodon({ '/nodeinfo/2.0': status(302, { location: '/nodeinfo/2.0' }) }),
  'redirect-to-nothing': mastodon({ [peersPath]: status(302) }),
  'list-behind-two-redirects': mastodon({
    [peersPath]: found,
    '/found': status(307, { location: '/and-found?x=1' }),
    '/and-found': ['b.example'],
  }),
  'second-try': mastodon({ [peersPath]: inTurn(status(503, { 'retry-after': '0' }), body('["b.example"]')) }),
  'second-try-in-vain': mastodon({ [peersPath]: status(500, {}, 'oh') }),
  'not-now-for-an-hour': mastodon({ [peersPath]: status(429, { 'retry-after': '3600' }) }),
  'not-now': mastodon({ '/api/v2/instance': status(429) }),
  'quota-used-up': mastodon({ [peersPath]: body('["b.example"]', rests) }),
  'quota-used-up-unchanged': mastodon({ [peersPath]: unchangedOnce }),
  unchanged: mastodon({
    [blocksPath]: status(401),
    [peersPath]: inTurn(body('["b.example"]', { etag: '"x"' }), status(304, { etag: '"x"' })),
  }),
  'unchanged-unasked': mastodon({ [peersPath]: status(304) }),
  'list-is-a-page': mastodon({ [peersPath]: body('<html>') }),
  'list-is-empty': mastodon({ [peersPath]: body('') }),
  'list-no-utf8': mastodon({ [peersPath]: body(Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d])) }),
  'list-of-too-many': mastodon({ [peersPath]: body(`[${'[],'.repeat(600_000)}1]`) }),
  'list-too-long': mastodon({ [peersPath]: body(`["${'x'.repeat(9_000_000)}.example"]`) }),
  'list-breaks-off': mastodon({ [peersPath]: breaksOff }),
  'list-packed-strangely': mastodon({ [peersPath]: body('x', { 'content-encoding': 'zstd' }) }),
  'hangs-up': mastodon({ '/api/v2/instance': (request) => void request.socket.destroy() }),
  lemmy: other('lemmy', '0.19.5', {
    '/api/v3/federated_instances': status(400, {}, '{"error":"rate_limit_error"}'),
  }),
  friendica: other('friendica', '2024.08', { [peersPath]: [], '/blocklist/domain/download': body('') }),
  misskey: other('misskey', '2025.1.0', { '/api/meta': {}, '/api/federation/instances': pagesOfMisskey }),
  stranger: () => ({}),
};

test('what servers of every manner said comes out the same', async () => {
  const named = Object.entries(manners).map(([name, make]) => [`${name}.example`, make(`${name}.example`)] as const);
  const file = join(newFolder(), 'a.duckdb');
  await crawlTwice(file, Object.fromEntries(named), {});
  const outcomes = await rowsOf(file, 'SELECT DISTINCT outcome FROM requests UNION SELECT reason FROM visits');
  expect(outcomes.flat()).toEqual(
    expect.arrayContaining([
      ...[
        'ok',
        'not-modified',
        'robots-disallowed',
        'moved',
        'redirect-loop',
        'unauthorized',
        'forbidden',
        'not-found',
      ],
      ...['gone', 'rate-limited', 'server-error', 'connection-failed', 'too-large', 'not-json', 'malformed'],
    ]),
  );
  expect(await rowsOf(file, 'SELECT count(*) FROM visits WHERE not_before IS NOT NULL')).not.toEqual([[0]]);
  await expectSame(file);
});

test.each<[string, Site, Partial<CrawlSettings>]>([
  ['it does not answer in time', { [peersPath]: slow(900, '[]') }, { requestTimeoutMs: 300 }],
  ['the visit takes too long', { '/api/v2/instance': slow(300, '{}') }, { maxVisitMs: 200 }],
  ['the visit has too many requests', {}, { maxRequests: 4 }],
])('where %s, the same comes out', async (_, answers, settings) => {
  const file = join(newFolder(), 'a.duckdb');
  await crawlTwice(file, { 'a.example': mastodon(answers)('a.example') }, settings);
  const lost = `SELECT count(*) FROM list_observations JOIN hosts ON hosts.id = host_id WHERE host = 'a.example' AND disclosure = 'unreached'`;
  expect(await rowsOf(file, lost)).not.toEqual([[0]]);
  await expectSame(file);
});

async function expectSame(file: string): Promise<void> {
  const again = `${file}.again`;
  expect(await withReplay(file, again, (files) => replay(files))).toMatchObject({ notKept: 0, unreadVisits: 0 });
  const [before, after] = [await tablesOf(file), await tablesOf(again)];
  for (const [table, rows] of before) expect(after.get(table), table).toEqual(rows);
}

test('a server that sends more than is kept is read all the same, and what was not kept is not reached', async () => {
  const folder = newFolder();
  const file = join(folder, 'a.duckdb');
  // Text of 64 letters in no order takes three quarters of its room at the least.
  const zeros = Buffer.alloc(1.05 * maxKeptBytes);
  const noise = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)).update(zeros);
  const long = JSON.stringify(['b.example', noise.toString('base64')]);
  const sends = { 'a.example': mastodon({ [peersPath]: body(long) })('a.example') };
  await crawlTwice(file, sends, { maxBytes: 64 * 1024 * 1024 });
  const again = join(folder, 'again.duckdb');
  const summary = await withReplay(file, again, (files) => replay(files));
  expect(summary.notKept).toBeGreaterThanOrEqual(2);
  const state = `SELECT DISTINCT disclosure, reason FROM list_states WHERE host = 'a.example' AND kind = 'peers'`;
  expect(await rowsOf(file, state)).toEqual([['published', 'ok']]);
  expect(await rowsOf(again, state)).toEqual([['unreached', 'not-kept']]);
});

/** Each crawl as a process of its own would: the file is opened anew. */
async function crawlTwice(file: string, sites: Record<string, Site>, settings: Partial<CrawlSettings>): Promise<void> {
  // Somebody has to answer, or it could be our own network.
  const server = await serveSites({ ...sites, 'b.example': mastodonSite('b.example', Object.keys(sites)) });
  const network = loopbackNetwork(server.port);
  const quick = { minGapMs: 0, maxRequestsPerSecond: 10_000, retryDelayMs: 0, requestTimeoutMs: 10_000 };
  try {
    for (const aheadMs of [0, 2 * 24 * 3_600_000]) {
      const store = await Store.open(file, 'create');
      await store.addHosts([...Object.keys(sites), 'b.example'].map((name) => readHost(name)!));
      const clock = { now: () => wallClock.now() + aheadMs, sleep: wallClock.sleep };
      const effects = defaultEffects({ network, clock });
      await crawl({ store, effects, settings: resolveSettings({ keepBodies: true, ...quick, ...settings }) });
      await store.close();
    }
  } finally {
    await network.close();
    await server.close();
  }
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-reread-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function rowsOf(file: string, sql: string): Promise<unknown[][]> {
  const store = await Store.open(file, 'read');
  const { rows } = await store.query(sql);
  await store.close();
  return rows;
}

/** How we know, as a person would ask: in the terminal, and whole as JSON. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestOf } from '../../data/masks.ts';
import { Store } from '../../data/store.ts';
import type { RequestRecord } from '../../data/types.ts';
import { block, list, noFacts, noList, peers, visit } from '../fixtures/observed.ts';
import { faultline } from './faultline.ts';

let folder = '';
let db = '';

function page(number: number): RequestRecord {
  return {
    url: `https://a.example/api/peers?page=${number}`,
    method: 'GET',
    sentAt: Date.parse('2026-11-01T00:00:00Z') + number,
    durationMs: 1,
    outcome: 'ok',
    status: 200,
    bytes: 1234,
    bodyHash: 'ab'.repeat(32),
    etag: null,
    brings: ['peers'],
  };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'faultline-why-'));
  db = join(folder, 'a.duckdb');
  const store = await Store.open(db, 'create');
  const at = (day: number) => Date.parse(`2026-11-0${day}T00:01:00Z`);
  const requests = Array.from({ length: 200 }, (_, number) => page(number));
  const facts = { ...noFacts, software: 'misskey\u001b[2J', version: '2025.1', users: 20, mau: 3 };
  const masked = block('b.e****le', 'suspend', { digest: digestOf('b.example'), comment: 'spam\u202e\u001b[31m' });
  const settings = { version: '1.2.3' };
  await store.record(await store.beginCrawl(at(1), settings), [
    visit('a.example', at(1), { peers: peers('c.example') }),
  ]);
  await store.record(await store.beginCrawl(at(2), settings), [
    visit('a.example', at(2), { facts, requests, peers: peers('b.example', 'c.example'), blocks: list([masked]) }),
    visit('b.example', at(2), { peers: { ...noList('withheld'), reason: 'robots-disallowed' } }),
  ]);
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('of a server: facts and lists with what brought them, long rows of requests cut short', async () => {
  const { code, stdout } = await faultline(['why', 'A.example', '--db', db]);
  expect(code).toBe(0);
  expect(stdout).toContain('a.example, known since 2026-11-01T00:01:00.000Z');
  expect(stdout).toContain('facts: misskey[2J 2025.1, 20 people, 3 of them active within a month');
  expect(stdout).toContain(
    'peer list: published, 2 entries\n  observed 2026-11-02T00:01:00.000Z, crawl 2, read by faultline 1.2.3',
  );
  expect(stdout).toContain(
    `    GET https://a.example/api/peers?page=0, 2026-11-01T00:00:00.000Z: 200 ok, 1234 bytes, sha256 ${'ab'.repeat(32)}, not kept`,
  );
  expect(stdout).toContain(
    '    and 196 more like it; --json has all of them\n    GET https://a.example/api/peers?page=199',
  );
  expect(stdout).toContain('follow counts: not offered by its software');
  expect(stdout).not.toMatch(/[\u001b\u202e]/);
  const json = JSON.parse((await faultline(['why', 'a.example', '--db', db, '--json'])).stdout);
  expect(json).toMatchObject({ schema: 'faultline.why/1', host: 'a.example', lists: { peers: { entries: 2 } } });
  expect(json.lists.peers.requests).toHaveLength(200);
});

test('of two: since when, and what is not known; behind a mask stands only the name that was typed', async () => {
  const { stdout } = await faultline(['why', 'a.example', 'b.example', '--db', db]);
  expect(stdout).toContain(
    'a.example lists b.example as a peer\n  added between 2026-11-01T00:01:00.000Z (crawl 1, which lacked it) and 2026-11-02T00:01:00.000Z',
  );
  expect(stdout).toContain(
    'a.example declares suspend on b.e****le, a masked entry whose digest is that of b.example, saying "spam[31m"',
  );
  expect(stdout).toContain('first seen 2026-11-02T00:01:00.000Z; no whole list before it is held');
  expect(stdout).toContain('not known from the peer list of b.example: withheld by robots.txt');
  expect(stdout).not.toMatch(/[\u001b\u202e]/);
  const alone = await faultline(['why', 'a.example', '--db', db, '--json']);
  expect(alone.stdout).not.toContain('b.example');
  const json = JSON.parse((await faultline(['why', 'b.example', 'a.example', '--db', db, '--json'])).stdout);
  expect(json).toMatchObject({
    schema: 'faultline.why/1',
    back: { statements: [{ kind: 'peers' }, { kind: 'blocks', rule: 'b.e****le', how: 'digest' }] },
  });
});

test.each([
  [['stranger.example'], /stranger\.example was not seen/],
  [['no host'], /is no host/],
])('asking about %j is misuse, and says so', async (args, says) => {
  expect(await faultline(['why', ...args, '--db', db])).toMatchObject({ code: 2, stderr: expect.stringMatching(says) });
});

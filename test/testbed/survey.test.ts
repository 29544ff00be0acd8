/** Surveys, as somebody would type for them: in every form, and with what they must refuse. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Around, Survey } from '../../analysis/survey-types.ts';
import { Store } from '../../data/store.ts';
import { block, list, noFacts, peers, visit } from '../fixtures/observed.ts';
import { faultline } from './faultline.ts';

const folder = mkdtempSync(join(tmpdir(), 'faultline-survey-'));
const db = join(folder, 'a.duckdb');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  const store = await Store.open(db, 'create');
  const facts = (mau: number, software = 'mastodon') => ({ ...noFacts, software, users: 2 * mau, mau });
  const names = ['a.example', 'b.example', 'c.example', 'sub.c.example', 'tiny.example'];
  const others = (name: string) => peers(...names.filter((other) => other !== name));
  await store.record(await store.beginCrawl(0, {}), [
    visit('a.example', 1000, {
      facts: facts(100),
      peers: peers('b.example', 'c.example', 'tiny.example'),
      blocks: list([block('sub.c.example')]),
    }),
    visit('b.example', 1000, { facts: facts(200, 'lemmy'), peers: others('b.example') }),
    visit('c.example', 1000, { facts: facts(300), peers: others('c.example') }),
    visit('sub.c.example', 1000, { facts: facts(400), peers: others('sub.c.example') }),
    visit('tiny.example', 1000, { facts: facts(2), peers: others('tiny.example') }),
  ]);
  await store.close();
});

const ask = (...args: string[]) => faultline(['survey', ...args, '--db', db]);

async function rows(...args: string[]): Promise<Record<string, unknown>> {
  const { servers } = JSON.parse((await ask(...args, '--json')).stdout) as Survey;
  return Object.fromEntries(
    servers.map(({ host, cut, reach, share, withheld }) => [
      host,
      withheld ? 'withheld' : [cut.people, reach.people, share],
    ]),
  );
}

test('a block reaches below the name where the software takes it so, and costs each server its own share', async () => {
  const { code, stdout, stderr } = await ask('--block', 'c.example', '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const survey = JSON.parse(stdout) as Survey;
  expect(survey).toMatchObject({
    schema: 'faultline.survey/1',
    question: { kind: 'list', block: ['c.example'], lists: [] },
    listed: { servers: 2, people: 700 },
    totals: { servers: 5, affected: 5, withheld: 1, unknown: 0, leftOut: 0 },
    coverage: { hosts: 5 },
  });
  expect(await rows('--block', 'c.example')).toEqual({
    'a.example': [300, 502, 300 / 502],
    'b.example': [300, 802, 300 / 802],
    'c.example': [400, 702, 400 / 702],
    'sub.c.example': [300, 502, 300 / 502],
    'tiny.example': 'withheld',
  });
});

test('a list from a file counts as its import would, and beside other names', async () => {
  const file = join(folder, 'list.csv');
  writeFileSync(file, '#domain,#severity\nb.example,suspend\nc.example,silence\n');
  expect(await rows('--blocklist', file)).toMatchObject({ 'a.example': [200, 502, 200 / 502] });
  expect(await rows('--blocklist', file, '--block', 'c.example')).toMatchObject({ 'a.example': [500, 502, 500 / 502] });
});

test('what published lists cut is beside the reach that there would be without them', async () => {
  expect(await rows('--declared')).toEqual({ 'a.example': [400, 902, 400 / 902] });
  const { stdout } = await ask('--declared');
  expect(stdout).toMatch(/^What published lists cut off from their servers\n/);
  expect(stdout).toMatch(/4 more servers that answered publish no list that we hold/);
});

test('the text ranks servers, shows the spread, and says what the figures are', async () => {
  const { stdout } = await ask('--block', 'c.example');
  expect(stdout).toMatch(/^What this would cut off from every server\n/);
  expect(stdout).toMatch(/Of 5 servers with a two-sided tie, 5 would be cut off from at least one server in reach\./);
  expect(stdout).toMatch(/Of 1 servers the share is not shown, since it would be about a few people/);
  expect(stdout).toMatch(/Most of their reach\n.*\n {2}a\.example +mastodon +100 +500 +300 +60 % +1\n/);
  expect(stdout).toMatch(/tiny\.example +mastodon +2 +1,000 +too few to show +too few to show +2\n/);
  expect(stdout).toMatch(/Shares over all servers\n(.*\n)* {2}half, at most/);
  expect(stdout).toMatch(/It is no estimate of who follows whom/);
  expect(stdout).toMatch(/Reach is not worth/);
});

test('CSV has a row a server, and nothing in the place of what is not told', async () => {
  const { stdout } = await ask('--block', 'c.example', '--csv');
  const lines = stdout.trim().split('\n');
  expect(lines[0]).toBe(
    'host,software,people,reach_people,reach_servers,cut_people,cut_servers,cut_servers_unsized,share,withheld',
  );
  expect(lines).toHaveLength(6);
  expect(lines).toContain('tiny.example,mastodon,2,1000,4,,2,0,,1');
});

test('around one server stand the others, with what each is alone and the peers in common', async () => {
  const { stdout } = await ask('--around', 'b.example', '--block', 'tiny.example', '--json');
  const { reach, servers } = JSON.parse(stdout) as Around;
  expect(reach).toEqual({ people: 802, servers: 4, unsized: 0 });
  expect(servers.map(({ host, share }) => [host, share])).toEqual([
    ['sub.c.example', 400 / 802],
    ['c.example', 300 / 802],
    ['a.example', 100 / 802],
    ['tiny.example', null],
  ]);
  expect(servers[0]!.commonPeers).toEqual({ now: 2, left: 1 });
  expect(servers[3]).toMatchObject({ withheld: true, listed: true, commonPeers: { now: 3, left: 3 } });
  const text = (await ask('--around', 'b.example', '--block', 'tiny.example')).stdout;
  expect(text).toMatch(/^Every other server beside b\.example\n/);
  expect(text).toMatch(/The list would cut 1 of these ties\./);
  expect(text).toMatch(/sub\.c\.example +mastodon +400 +50 % +2 +1 +no\n/);
  const csv = (await ask('--around', 'b.example', '--csv')).stdout;
  expect(csv).toMatch(/^host,software,people,tied,share,withheld,listed,common_peers,common_peers_left\n/);
});

test('since an earlier snapshot a tie goes with the list that named it, and with who no longer answers', async () => {
  const file = join(folder, 'two-days.duckdb');
  const store = await Store.open(file, 'create');
  const dayMs = 86_400_000;
  const facts = { ...noFacts, software: 'mastodon', users: 200, mau: 100 };
  const names = ['a.example', 'b.example', 'c.example'];
  const others = (name: string) => peers(...names.filter((other) => other !== name));
  const first = names.map((name) => visit(name, 1000, { facts, peers: others(name) }));
  await store.record(await store.beginCrawl(0, {}), first);
  const second = [
    visit('a.example', 2 * dayMs, { facts, peers: peers('c.example') }),
    visit('b.example', 2 * dayMs, { facts, peers: others('b.example') }),
    visit('c.example', 2 * dayMs, { facts, peers: others('c.example') }),
  ];
  await store.record(await store.beginCrawl(2 * dayMs, {}), second);
  await store.close();
  const since = ['survey', '--db', file, '--since'];
  const { question, servers } = JSON.parse((await faultline([...since, '1970-01-02', '--json'])).stdout) as Survey;
  expect(question).toMatchObject({ kind: 'since', from: { id: expect.any(String) } });
  expect(servers.map(({ host, cut, share }) => [host, cut.people, share])).toEqual([
    ['a.example', 100, 0.5],
    ['b.example', 100, 0.5],
    ['c.example', 0, 0],
  ]);
  expect((await faultline([...since, '1970-01-02'])).stdout).toMatch(/^What went out of the reach of every server\n/);
  const late = await faultline([...since, '1970-02-02']);
  expect(late.code).toBe(2);
  expect(late.stderr).toMatch(/Expected an earlier snapshot/);
});

test.each([
  [['--since', '1970-01-02', '--declared'], /cannot be used with/],
  [['--around', 'nowhere.example'], /not seen/],
  [['--around', 'a.example', '--declared'], /cannot be used with/],
  [[], /has no question/],
  [['--block', 'no host'], /no host name/],
  [['--declared', '--block', 'a.example'], /cannot be used with/],
  [['--block', 'a.example', '--csv', '--json'], /cannot be used with/],
  [['--blocklist', 'nowhere.csv'], /neither a file nor an imported list/],
])('%j is misuse, and says so', async (question, says) => {
  const { code, stdout, stderr } = await ask(...question);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(says);
});

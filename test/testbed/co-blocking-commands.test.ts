/** Who else may block the same, and which list explains a cost, as a person asks for them of a database of several months. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Blocked, Impact } from '../../analysis/types.ts';
import { Store } from '../../data/store.ts';
import { block, list, noFacts, peers, record, rule, visit } from '../fixtures/observed.ts';
import { faultline } from './faultline.ts';

const folder = mkdtempSync(join(tmpdir(), 'faultline-co-blocking-'));
const months = join(folder, 'months.duckdb');
const days = join(folder, 'days.duckdb');
const october = Date.parse('2026-10-01T10:00:00Z');
const november = Date.parse('2026-11-05T10:00:00Z');

const spam = Array.from({ length: 60 }, (_, at) => `spam${at}.example`);
const like = ['like1.example', 'like2.example', 'like3.example'];
const facts = { ...noFacts, software: 'mastodon', version: '4.3.0', mau: 50 };
/** So many of the list, beginning where each of the three does. */
const taken = (server: number, count: number) => [...spam, ...spam].slice(server * 10, server * 10 + count);

const cuts = (names: readonly string[]) => list(names.map((name) => block(name)));

function visits(at: number, count: number) {
  const all = ['x.example', ...like];
  return [
    visit('x.example', at, {
      facts,
      peers: peers(...like, 'target.example', 'bad.example'),
      blocks: cuts(spam.slice(5, 30)),
    }),
    ...like.map((name, server) =>
      visit(name, at, {
        facts,
        peers: peers(...all.filter((other) => other !== name), 'target.example'),
        blocks: cuts([...taken(server, count), 'bad.example']),
      }),
    ),
    visit('target.example', at, { facts, peers: peers(...all), blocks: list([]) }),
    visit('bad.example', at, { facts, peers: peers(...all), blocks: list([]) }),
  ];
}

const importAs = (store: Store, name: string, names: readonly string[], observedAt: number) =>
  store.recordBlocklist({
    ...{ name, observedAt, format: 'csv', fileHash: '00', settings: {} },
    entries: names.map((target) => ({ target: rule(target), action: 'suspend', comment: null })),
  });

/** Of the sixty blocks that come, 25 are on names that nobody had met before, which could not be foreseen. */
beforeAll(async () => {
  const store = await Store.open(months, 'create');
  await record(store, ...visits(october, 25));
  await record(store, ...visits(november, 45));
  await importAs(store, 'spam hosts', [...spam, 'bad.example'], october - 1000);
  await importAs(store, 'other', ['elsewhere.example'], november + 86_400_000);
  await store.close();
  const young = await Store.open(days, 'create');
  await record(young, ...visits(november - 86_400_000, 25));
  await record(young, ...visits(november, 45));
  await young.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const block1 = ['impact', 'x.example', '--block', 'target.example'];
async function impactOf(...args: string[]): Promise<Impact> {
  const { code, stdout, stderr } = await faultline([...args, '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Impact;
}

test('with a month of observations the answer tells who else may block the same, from 0, with what it rests on', async () => {
  const { coBlocking, sentences } = await impactOf(...block1, '--db', months);
  expect(coBlocking).toMatchObject({
    since: { asOf: '2026-10-06T10:00:00.000Z' },
    days: 30,
    newBlocks: 35,
    similar: 3,
    more: { low: 0 },
    targets: [{ target: 'target.example', more: { low: 0 }, reachAtRisk: { low: 0 } }],
    targetCount: 1,
    reason: null,
  });
  expect(sentences.at(-1)).toMatch(
    /going by 35 new blocks in 30 days: .* further servers that cut target\.example in as long/,
  );
  const text = await faultline([...block1, '--db', months]);
  expect(text.stdout).toContain('none of this is what the block brings about.');
  const markdown = await faultline([...block1, '--db', months, '--markdown']);
  expect(markdown.stdout).toContain('none of this is what the block brings about.');
});

test('an earlier date is compared when it is named, also for many scenarios at once', async () => {
  const { coBlocking } = await impactOf(...block1, '--db', months, '--since', '2026-10-01');
  expect(coBlocking).toMatchObject({ since: { asOf: '2026-10-01T23:59:59.999Z' }, days: 34.4, newBlocks: 35 });
  const scenarios = [
    { host: 'x.example', block: ['target.example'] },
    { host: 'x.example', limit: ['target.example'] },
  ].map((scenario) => JSON.stringify(scenario));
  const many = ['impact', '--scenarios', '-', '--db', months];
  const input = { input: scenarios.join('\n') };
  const lines = async (args: string[]) =>
    (await faultline(args, input)).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Impact);
  expect((await lines(many)).map((impact) => impact.coBlocking)).toEqual([undefined, undefined]);
  const compared = await lines([...many, '--since', '2026-10-01']);
  expect(compared.map((impact) => impact.coBlocking?.reason)).toEqual([null, 'nothing-new']);
  expect(compared[0]!.coBlocking).toEqual(coBlocking);
});

test('where there is nothing to compare, nothing is said; when asked all the same, the reason', async () => {
  expect((await impactOf(...block1, '--db', days)).coBlocking).toBeUndefined();
  const limit = ['impact', 'x.example', '--limit', 'target.example', '--db', months];
  expect((await impactOf(...limit)).coBlocking).toBeUndefined();
  const asked = await impactOf(...block1, '--db', days, '--since', '2026-11-04');
  expect(asked.coBlocking).toMatchObject({ days: 0.4, newBlocks: 35, reason: null });
  const none = await impactOf(
    'impact',
    'target.example',
    '--block',
    'x.example',
    '--db',
    months,
    '--since',
    '2026-10-01',
  );
  expect(none.coBlocking).toMatchObject({ more: null, targets: [], reason: 'no-list' });
  expect(none.sentences.at(-1)).toMatch(
    /^Whether servers with similar lists block the same is not known: no server that target/,
  );
});

test.each([
  ['2026-09-01', /Nothing was collected by 2026-09-01/],
  ['2026-11-06', /Expected an earlier time to compare with, but 2026-11-06T23:59:59\.999Z is not before/],
  ['ffffffff', /There is no snapshot "ffffffff"/],
])('--since %s is refused in words', async (since, says) => {
  const { code, stdout, stderr } = await faultline([...block1, '--db', months, '--since', since]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(says);
});

test('blocked tells which imported list explains the cost, as it stood at the time of the snapshot', async () => {
  const ask = async (...args: string[]) =>
    JSON.parse((await faultline(['blocked', 'bad.example', '--db', months, '--json', ...args])).stdout) as Blocked;
  const { lists, by, sentences } = await ask();
  expect(by.map(({ source }) => source).sort()).toEqual(like);
  expect(lists.map(({ name, entries, namesHost }) => ({ name, entries, namesHost }))).toEqual([
    { name: 'spam hosts', entries: 61, namesHost: true },
    { name: 'other', entries: 1, namesHost: false },
  ]);
  const [first] = lists;
  expect(first!.gain.share!).toBeGreaterThan(0);
  expect(first!.followers).toMatchObject({ high: 3 });
  expect(sentences.join(' ')).toMatch(
    /of the 3 servers that cut bad\.example seem to follow the imported list spam hosts \(61 names\)/,
  );
  expect((await ask('--snapshot', '2026-11-05')).lists.map(({ name }) => name)).toEqual(['spam hosts']);
  const { stdout } = await faultline(['blocked', 'bad.example', '--db', months]);
  expect(stdout).toMatch(
    /Lists passed round that name it\n {2}list +names +of those that cut, follow it +back if it is taken off\n {2}spam hosts +61 +/,
  );
});

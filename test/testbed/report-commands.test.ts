/** Answers that are reports, as somebody would type for them: in every form, one form at a time. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Store } from '../../data/store.ts';
import { block, list, noFacts, peers, visit } from '../fixtures/observed.ts';
import { faultline } from './faultline.ts';

const folder = mkdtempSync(join(tmpdir(), 'faultline-report-'));
const db = join(folder, 'a.duckdb');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  const store = await Store.open(db, 'create');
  const facts = (mau: number) => ({ ...noFacts, software: 'mastodon', users: 2 * mau, mau });
  const names = ['a.example', 'b.example', 'c.example', 'd.example'];
  const others = (name: string) => peers(...names.filter((other) => other !== name));
  const cutsD = list([block('d.example')]);
  await store.record(await store.beginCrawl(0, {}), [
    visit('a.example', 1000, { facts: facts(100), peers: peers('b.example', 'c.example'), blocks: cutsD }),
    visit('b.example', 1000, { facts: facts(200), peers: others('b.example') }),
    visit('c.example', 1000, { facts: facts(300), peers: others('c.example'), blocks: list([]) }),
    visit('d.example', 1000, { facts: facts(500), peers: others('d.example') }),
  ]);
  await store.close();
});

const ask = (...args: string[]) => faultline([...args, '--db', db]);

test('servers stand side by side in the order they were asked for', async () => {
  const { code, stdout, stderr } = await ask('compare', 'b.example', 'a.example');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^Side by side: b\.example, a\.example\n/);
  expect(stdout).toMatch(/From b\.example: 100 % .* of the monthly active people elsewhere are in two-way reach, 900 /);
  expect(stdout).toMatch(/From a\.example: .*50 %.* 500 /);
  expect(stdout).toMatch(/figure +b\.example +a\.example\n/);
  expect(stdout).toMatch(/names its own list cuts +no list seen +1\n/);
  expect(stdout).toMatch(/Reach is not worth/);
});

test('the JSON of a comparison names its form, its servers, and what was seen', async () => {
  const { stdout } = await ask('compare', 'A.Example', 'b.example', 'a.example', '--json');
  const comparison = JSON.parse(stdout);
  expect(comparison).toMatchObject({
    schema: 'faultline.compare/1',
    snapshot: { id: expect.any(String) },
    hosts: [
      { host: 'a.example', reach: { share: 0.5, people: { value: 500 } }, declares: { cut: 1, hide: 0 } },
      { host: 'b.example', reach: { share: 1, people: { value: 900 } }, declares: null },
    ],
    differences: { noneReaches: { share: 0, people: { value: 0 } } },
    coverage: { hosts: 4 },
  });
});

test('a comparison is of what was known at the time of a snapshot', async () => {
  const { id } = JSON.parse((await ask('snapshot', '--json')).stdout);
  const { stdout } = await ask('compare', 'a.example', 'b.example', '--json', '--snapshot', id);
  expect(JSON.parse(stdout)).toMatchObject({ snapshot: { id }, hosts: { length: 2 } });
});

test.each([
  [['impact', 'a.example', '--block', 'b.example'], 'Impact on a.example'],
  [['blocked', 'd.example'], 'Who cuts d.example'],
  [['compare', 'a.example', 'b.example'], 'Side by side: a.example, b.example'],
])('%j comes as text, as Markdown and as a page', async (question, title) => {
  const text = await ask(...question);
  expect(text.stdout.split('\n')[0]).toBe(title);
  const markdown = await ask(...question, '--markdown');
  expect(markdown.stdout.split('\n')[0]).toBe(`# ${title}`);
  const page = await ask(...question, '--html');
  expect(page).toMatchObject({ code: 0, stderr: '' });
  expect(page.stdout).toMatch(/^<!doctype html>\n<html lang="en">/);
  expect(page.stdout).toContain(`<h1>${title}</h1>`);
  for (const { stdout } of [text, markdown, page]) expect(stdout).toContain('What these figures can and cannot say');
});

test.each([
  [['impact', 'a.example', '--block', 'b.example', '--html', '--json'], /'--html' cannot be used with option '--json'/],
  [['impact', 'a.example', '--block', 'b.example', '--markdown', '--json'], /'--markdown' cannot be used with/],
  [['blocked', 'd.example', '--html', '--markdown'], /cannot be used with/],
  [['compare', 'a.example', 'b.example', '--html', '--markdown'], /cannot be used with/],
  [['compare', 'a.example'], /2 to 10 different servers, got 1/],
  [['compare', 'a.example', 'A.example'], /2 to 10 different servers, got 1/],
  [['compare'], /missing required argument/],
  [['compare', 'a.example', 'nowhere.example'], /not seen/],
])('%j is misuse, and says so', async (question, says) => {
  const { code, stdout, stderr } = await ask(...question);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(says);
});

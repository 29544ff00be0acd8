/** A question with the admin's own counts: they replace the estimates, in the one answer they came with, and stay nowhere. */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Impact } from '../../analysis/types.ts';
import { faultline } from './faultline.ts';

let folder = '';
const at = (name: string) => join(folder, name);
const table = 'domain,follows_out,followers_in\nb.example,30,10\nc.example,70,90\n,5,5\nnever.example,3,4\n';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-counts-'));
  await mkdir(at('servers'));
  const names = ['b.example', 'c.example', 'x.example'];
  const servers = names.map((name) => `${name},mastodon,10,1${name === 'x.example' ? ',x.alias.example' : ','}`);
  await writeFile(at('servers/instances.csv'), `domain,software,mau,crawled,aliases\n${servers.join('\n')}\n`);
  const pairs = names.flatMap((one) => names.filter((other) => other !== one).map((other) => `${one},${other}`));
  await writeFile(at('servers/peers.csv'), `source,target\n${pairs.join('\n')}\n`);
  await writeFile(at('my.csv'), table);
  await writeFile(at('counts.csv'), 'source,target,follows_out,follows_in\nx.alias.example,b.example,30,10\n');
  await writeFile(at('theirs.csv'), 'source,target,follows_out,follows_in\nc.example,b.example,30,10\n');
  await writeFile(at('latin.csv'), Buffer.from('domain,follows,followers\nb\u00fccher.example,1,2\n', 'latin1'));
  expect(await faultline(['import', at('servers'), '--db', at('a.duckdb')])).toMatchObject({ code: 0 });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const ask = (args: string[], input = '') => faultline(['impact', ...args, '--db', at('a.duckdb')], { input });
const question = ['x.example', '--block', 'b.example'];

test('counts replace the estimates, exactly, and the answer says whose they are', async () => {
  const { stdout, stderr } = await ask([...question, '--counts', at('my.csv'), '--json']);
  expect(stderr).toBe('');
  const impact = JSON.parse(stdout) as Impact;
  expect(impact.lossIn).toEqual({ share: 0.3, low: 0.3, high: 0.3, grade: 'A' });
  expect(impact.lossOut).toEqual({ share: 0.1, low: 0.1, high: 0.1, grade: 'A' });
  expect(impact.sentences).toContain('Evidence: exact counts, which came with the question.');
  expect(impact.limits.join('\n')).toMatch(/of 2 servers; .* kept nowhere\. One of its rows names .* with 7 follows/);
  expect(JSON.parse((await ask([...question, '--json'])).stdout).lossIn.share).toBeCloseTo(0.5, 6);
});

test('a table from standard input says the same, and one of an exchange folder may name the server by an alias', async () => {
  const fromFile = await ask([...question, '--counts', at('my.csv')]);
  const piped = await ask([...question, '--counts', '-'], table);
  expect(piped).toEqual(fromFile);
  const exchange = await ask([...question, '--counts', at('counts.csv'), '--json']);
  expect((JSON.parse(exchange.stdout) as Impact).lossIn.share).toBe(1);
});

test('nothing of the counts stays: no file more, and no byte of the database changed', async () => {
  const before = { files: readdirSync(folder), bytes: readFileSync(at('a.duckdb')) };
  expect(await ask([...question, '--counts', at('my.csv')])).toMatchObject({ code: 0 });
  expect(readdirSync(folder)).toEqual(before.files);
  expect(readFileSync(at('a.duckdb')).equals(before.bytes)).toBe(true);
});

test.each<[args: () => string[], says: RegExp, input?: string]>([
  [() => [...question, '--counts', at('none.csv')], /none\.csv cannot be read/],
  [() => [...question, '--counts', at('servers')], /servers cannot be read/],
  [() => [...question, '--counts', at('latin.csv')], /no text in UTF-8: line 2/],
  [() => [...question, '--counts', at('theirs.csv')], /theirs\.csv:2: "c\.example": source: not the server/],
  [() => [...question, '--counts', '-'], /standard input is empty/],
  [
    () => [...question, '--counts', '-'],
    /standard input:2: "many": follows_out/,
    'domain,follows,followers\nb.example,many,1\n',
  ],
  [() => ['--scenarios', '-', '--counts', at('my.csv')], /--scenarios <file>' cannot be used with option '--counts/],
  [() => ['x.example', '--counts', at('my.csv')], /changes nothing|nothing to/],
  [() => ['nowhere.example', '--block', 'b.example', '--counts', at('my.csv')], /nowhere\.example/],
])('misuse says what was expected: %#', async (args, says, input) => {
  const { code, stdout, stderr } = await ask(args(), input);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(says);
});

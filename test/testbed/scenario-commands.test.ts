/** Questions from the command line beyond a block: any action, lifts, several lists, and many scenarios a file. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Impact } from '../../analysis/types.ts';
import { faultline } from './faultline.ts';

let folder = '';
let db = '';
const at = (name: string) => join(folder, name);

const lists: Record<string, string> = {
  'one.csv': 'domain,severity\nb.example,suspend\nc.example,suspend\n',
  'two.csv': 'domain,severity\nb.example,silence\nc.example,suspend\n',
  'three.csv': 'domain,severity\nc.example,silence\n',
  'empty.json': '[]',
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-scenarios-'));
  db = at('some.duckdb');
  await mkdir(at('servers'));
  await mkdir(at('later'));
  const servers = ['domain,software,mau,crawled', 'a.example,akkoma,9,1', 'x.example,mastodon,10,1'];
  servers.push(
    'b.example,mastodon,50,1',
    'c.example,mastodon,30,1',
    'd.example,mastodon,20,1',
    'e.example,strange,4,1',
  );
  await writeFile(at('servers/instances.csv'), `${servers.join('\n')}\n`);
  const names = ['a', 'b', 'c', 'd', 'e', 'x'].map((letter) => `${letter}.example`);
  const pairs = names.flatMap((one) => names.filter((other) => other !== one).map((other) => `${one},${other}`));
  await writeFile(at('servers/peers.csv'), `source,target\n${pairs.join('\n')}\n`);
  await writeFile(
    at('servers/blocks.csv'),
    'source,target,severity\nx.example,b.example,suspend\nx.example,c.example,suspend\nc.example,x.example,suspend\n',
  );
  for (const [name, text] of Object.entries(lists)) await writeFile(at(name), text);
  await writeFile(at('later/one.csv'), lists['two.csv']!);
  expect(await faultline(['import', at('servers'), '--db', db])).toMatchObject({ code: 0 });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function ask(...args: string[]): Promise<Impact> {
  const ended = await faultline(['impact', ...args, '--db', db, '--json']);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(ended.stdout) as Impact;
}
async function misuse(...args: string[]): Promise<string> {
  const ended = await faultline(['impact', ...args, '--db', db]);
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  return ended.stderr;
}
const entriesOf = ({ entries }: Impact) => entries.map(({ target, action, status }) => `${target} ${action} ${status}`);

test('an action is given in the word of the software of the host', async () => {
  const impact = await ask('a.example', '--action', 'quarantine:b.example,c.example', '--action', 'reject:d.example');
  expect(entriesOf(impact).sort()).toEqual([
    'b.example quarantine cut',
    'c.example quarantine cut',
    'd.example reject cut',
  ]);
  expect(impact.touched.map(({ host, direction }) => `${host} ${direction}`)).toEqual([
    'b.example out',
    'c.example out',
    'd.example both',
  ]);
});

test('a word the software does not have is refused with those it has; a software nobody knows takes any', async () => {
  expect(await misuse('x.example', '--action', 'reject:b.example')).toMatch(
    /x\.example runs mastodon, which has no action "reject"[\s\S]*suspend, silence, limit, noop, none/,
  );
  expect(entriesOf(await ask('e.example', '--action', 'frobnicate:b.example'))).toEqual(['b.example frobnicate kept']);
  expect(await misuse('x.example', '--action', 'suspend')).toMatch(/a word and servers, as in silence:a\.example/);
  expect(await misuse('x.example', '--action', 'suspend:,')).toMatch(/got "suspend:,"/);
});

test('a lift says what opens, and what needs the other side', async () => {
  const impact = await ask('x.example', '--lift', 'b.example,c.example');
  expect(entriesOf(impact)).toEqual(['b.example lift opened', 'c.example lift already']);
  expect(impact.gain).toMatchObject({ needsBoth: 1, follows: 'deleted' });
  expect(impact.gain.in.share).toBeCloseTo(50 / 33, 6);
  const both = await ask('x.example', '--lift', 'c.example', '--lifted-by', 'c.example');
  expect(both.touched).toMatchObject([{ host: 'c.example', status: 'opened' }]);
  const text = await faultline(['impact', 'x.example', '--lift', 'b.example,c.example', '--db', db]);
  expect(text.stdout).toMatch(/Open again, over what is reached today: .*\n.*1 server stays cut after the lift/);
});

test('lists are imported together, by how many name an entry, and with exceptions', async () => {
  const three = ['one.csv', 'two.csv', 'three.csv'].flatMap((name) => ['--blocklist', at(name)]);
  const all = await ask('a.example', ...three);
  expect(entriesOf(all)).toEqual(['c.example suspend cut', 'b.example silence hidden']);
  expect(all.lists.map(({ name, imported, group }) => `${name} ${imported} ${group}`)).toEqual([
    'one.csv 2 0',
    'two.csv 2 1',
    'three.csv 1 2',
  ]);
  expect(entriesOf(await ask('a.example', ...three, '--threshold', '3'))).toEqual(['c.example suspend cut']);
  expect(entriesOf(await ask('a.example', ...three, '--except', 'c.example'))).toEqual(['b.example silence hidden']);
  const namesakes = await ask('a.example', '--blocklist', at('one.csv'), '--blocklist', at('later/one.csv'));
  expect(namesakes.lists.map(({ name }) => name)).toEqual([at('one.csv'), at('later/one.csv')]);
});

test('what would go unnoticed is refused', async () => {
  const list = ['--blocklist', at('one.csv')];
  expect(await misuse('x.example', ...list, '--threshold', '2')).toMatch(/on 2 lists, and there are only 1/);
  expect(await misuse('x.example', ...list, '--threshold', '0')).toMatch(/whole number from 1/);
  expect(await misuse('x.example', ...list, ...list)).toMatch(/Two lists are called/);
  expect(await misuse('x.example', '--blocklist', at('empty.json'))).toMatch(/empty\.json/);
  expect(await misuse('x.example', '--block', 'b.example', '--threshold', '2')).toMatch(/no lists/);
  expect(await misuse('x.example', '--block', 'x.example')).toMatch(/x\.example itself in block/);
  expect(await misuse('x.example', '--block', 'b.example', '--lift', 'b.example')).toMatch(/both in block and in lift/);
  expect(await misuse('x.example', '--allowlist', 'a.example', '--lift', 'b.example')).toMatch(/allowlist/);
  expect(await misuse('--scenarios', '-', '--lift', 'b.example')).toMatch(/--scenarios <file>' cannot be used with/);
  expect(await misuse('x.example', '--scenarios', '-')).toMatch(/x\.example was given beside --scenarios/);
});

test('every field works in a line of a file, and a field that is none, or holds what it cannot, is named', async () => {
  const entries = [{ target: 'd.example', action: 'suspend' }];
  const scenarios: [scenario: unknown, expected: RegExp | string[]][] = [
    [{ host: 'x.example', lift: ['b.example'] }, ['b.example lift opened']],
    [{ host: 'x.example', liftedBy: ['c.example'] }, ['c.example lifted-by already']],
    [{ host: 'x.example', actions: [{ target: 'd.example', action: 'limit' }] }, ['d.example limit hidden']],
    [{ host: 'x.example', blocklist: entries, except: ['a.example'] }, ['d.example suspend cut']],
    [
      {
        host: 'a.example',
        lists: [
          { name: 'one', entries },
          { name: 'two', entries },
        ],
        threshold: 2,
      },
      ['d.example suspend cut'],
    ],
    [{ host: 'x.example', blocks: ['b.example'] }, /there is no field "blocks"; expected host, block, limit, actions,/],
    [{ host: 'x.example', block: 'b.example' }, /at block: expected array, received string/],
    [{ host: 'x.example', lift: [7] }, /at lift\.0: expected string, received number/],
    [{ host: 'x.example', lists: [{ name: 'one', entries, why: '' }] }, /at lists\.0: there is no field "why"/],
    [{ host: 'x.example', lists: [{ name: 'one', entries }], threshold: 0 }, /at threshold: .*>=1, got 0/],
    [{ host: 'x.example', block: ['b.example'], lift: ['b.example'] }, /both in block and in lift/],
    [null, /expected object, received null/],
    [['x.example'], /expected object, received array/],
  ];
  const input = scenarios.map(([scenario]) => `${JSON.stringify(scenario)}\n`).join('');
  const { code, stdout } = await faultline(['impact', '--scenarios', '-', '--db', db], { input });
  expect(code).toBe(0);
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Impact & { error?: string; hint?: string });
  expect(answers.length).toBe(scenarios.length);
  answers.forEach((answer, line) => {
    const [, expected] = scenarios[line]!;
    if (expected instanceof RegExp) {
      expect(answer.error).toMatch(expected);
      expect(answer.hint).toMatch(/./);
    } else expect(entriesOf(answer)).toEqual(expected);
  });
});

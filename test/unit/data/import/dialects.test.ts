/** Every dialect has a file of its own, is recognised from what is in it, and comes out as it should. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readBlocklist, readWholeBlocklist } from '../../../../data/import/blocklist.ts';
import { formats } from '../../../../data/import/dialects.ts';
import { realDataFolder } from '../../../fixtures/observed.ts';

const folder = fileURLToPath(new URL('../../../fixtures/blocklists/', import.meta.url));
const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<string, unknown[][]>;
const files = readdirSync(folder).filter((name) => name !== 'expected.json' && name !== 'SOURCE.md');
const whole = (text: string, leaveOut = false) => readWholeBlocklist(text, 'any.thing', { leaveOut });

test('there is a file for every dialect, and a dialect for every file', () => {
  expect(files.map((name) => parse(name).name).sort()).toEqual([...formats].sort());
  expect(Object.keys(expected).sort()).toEqual([...files].sort());
});

test.each(files)('%s', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  const { format, entries, rejected, typos } = whole(text);
  expect(format).toBe(parse(name).name);
  expect(entries.map(({ target, action, comment, line }) => [target, action, comment, line])).toEqual(expected[name]);
  expect([rejected, typos]).toEqual([[], []]);
  expect(readBlocklist(text, name)).toEqual({ format, entries, rejected, typos });
});

test('what NodeInfo says of its policies is read wherever it stands', () => {
  const policies = { mrf_simple: { reject: ['bad.example'] } };
  const places = [policies, { federation: policies }, { metadata: { federation: policies } }];
  for (const json of [...places, { pleroma: { metadata: { federation: policies } } }]) {
    expect(whole(JSON.stringify(json))).toMatchObject({ format: 'pleroma-nodeinfo', entries: [{ action: 'reject' }] });
  }
});

test('pairs of host and reason stand alone as well', () => {
  const { format, entries } = whole('[{"tuple": ["bad.example", "spam"]}]');
  expect([format, entries]).toEqual([
    'pleroma-config',
    [{ target: 'bad.example', action: 'suspend', comment: 'spam', line: 1 }],
  ]);
});

test('pairs are Friendica’s, unless most second words are severities', () => {
  expect(whole('b.example,spam\nc.example,block').format).toBe('friendica');
  expect(whole('b.example,suspend\nc.example,silence').format).toBe('mastodon-noheader');
  expect(() => whole('b.example,suspend\nc.example,silence\nd.example,spam')).toThrow('any.thing:3: "spam"');
});

test('a table of servers is no list of blocks', () => {
  expect(() => whole('domain,software,users\na.example,mastodon,7')).toThrow(/no list of blocks.*"software", "users"/);
  expect(whole('domain,software,severity\na.example,mastodon,suspend').entries).toHaveLength(1);
});

const real = join(realDataFolder, 'raw_blocklist_formats');

test.skipIf(!existsSync(real)).each([
  ['gardenfence.mastodon.csv', 'mastodon-csv', 143, 0],
  ['gardenfence.fediblocksync.csv', 'fediblockhole', 143, 0],
  ['mastodon.social.mastodon-export.csv', 'mastodon-csv', 396, 0],
  ['mastodon.social.fediblockhole.csv', 'fediblockhole', 396, 0],
  ['mastodon.me.uk.csv', 'table', 80, 0],
  ['lea.lgbt.csv', 'mastodon-csv', 226, 11],
  ['rapidblock.json', 'rapidblock', 166, 0],
])('real list %s is imported whole (skipped where the real data is absent)', (name, format, size, slips) => {
  const list = whole(readFileSync(join(real, name), 'utf8'));
  expect([list.format, list.entries.length, list.typos.length]).toEqual([format, size, slips]);
});

test.skipIf(!existsSync(real))('a real list with globs and two broken names is imported whole', () => {
  const text = readFileSync(join(real, 'bkgrdclrschm.link.noheader.csv'), 'utf8');
  const { format, entries, typos } = whole(text);
  expect([format, entries.length]).toEqual(['mastodon-noheader', 407]);
  expect(typos.map(({ line, taken }) => [line, taken])).toEqual([
    [94, 'eveningzoo.club'],
    [200, 'mastodong.lol'],
  ]);
  const targets = entries.map(({ target }) => target as string);
  expect(targets).toEqual(expect.arrayContaining(['*ignorelist*', '*tweepsmap.com', '*.mastodonhub.com']));
  expect(entries.every(({ comment }) => comment === null)).toBe(true);
});

test.each([
  ['bad[.]example', 'bad.example'],
  ['bad[dot]example', 'bad.example'],
  ['(deep.)bad.example', 'deep.bad.example'],
])('%s can only mean %s, which is told', (written, taken) => {
  const { entries, typos } = whole(`domain,severity\n${written},suspend\n`);
  expect(entries.map(({ target }) => target)).toEqual([taken]);
  expect(typos).toEqual([{ line: 2, column: 'domain', written, taken }]);
});

test.each(['[bad]', 'bad[.]exa mple', '[]'])('%s names nothing still', (written) => {
  expect(() => whole(`domain,severity\n${written},suspend\n`)).toThrow('names nothing');
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readBlocklist } from '../../../../data/import/blocklist.ts';
import { realDataFolder } from '../../../fixtures/observed.ts';

const read = (...lines: string[]) => readBlocklist(lines.join('\n'), 'list.csv');
const entriesOf = (...lines: string[]) =>
  read(...lines).entries.map(({ target, action, comment, line }) => [target, action, comment, line]);

test("Mastodon's export", () => {
  const header = '#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate';
  expect(
    entriesOf(header, 'b.example,suspend,false,fale,"ads, ""and"" spam",false', 'C.example,silence,TRUE,true,,false'),
  ).toEqual([
    ['b.example', 'suspend', 'ads, "and" spam', 2],
    ['c.example', 'silence', null, 3],
  ]);
});

test('a table with plain column names, in any order, the word null for nothing', () => {
  expect(
    entriesOf('severity,public_comment,domain', 'silence,null,b.example', ',x,c.example', 'NOOP,,d.example'),
  ).toEqual([
    ['b.example', 'silence', null, 2],
    ['c.example', 'suspend', 'x', 3],
    ['d.example', 'noop', null, 4],
  ]);
});

test("a table without a header has Mastodon's columns", () => {
  expect(entriesOf('*.b.example,suspend,true,true,true', 'c.example,silence,,,words')).toEqual([
    ['*.b.example', 'suspend', 'true', 1],
    ['c.example', 'silence', 'words', 2],
  ]);
});

test('one host a line, with remarks, empty lines, a byte order mark and foreign line ends', () => {
  const text = '\uFEFF# our "list\r\nb.example\r\n\r\n# more\r\nhttps://c.example/\r\nm*sk.example\r\n';
  expect(readBlocklist(text, 'x').entries.map(({ target, action, line }) => [target, action, line])).toEqual([
    ['b.example', 'suspend', 2],
    ['c.example', 'suspend', 5],
    ['m*sk.example', 'suspend', 6],
  ]);
});

test('RapidBlock, where a lifted block is no block', () => {
  const text = JSON.stringify(
    {
      '@spec': 'https://rapidblock.org/spec/v1/',
      blocks: { 'b.example': { isBlocked: true, reason: 'spam' }, 'c.example': { isBlocked: false }, 'd.example': {} },
    },
    null,
    1,
  );
  expect(entriesOf(text)).toEqual([
    ['b.example', 'suspend', 'spam', 4],
    ['d.example', 'suspend', null, 11],
  ]);
});

test("the answer of Mastodon's domain_blocks, and a bare list of hosts", () => {
  expect(entriesOf('[{"domain":"b*.example","digest":"00","severity":"silence","comment":"x"}]')).toEqual([
    ['b*.example', 'silence', 'x', 1],
  ]);
  expect(entriesOf('["b.example",', '"c.example"]')).toEqual([
    ['b.example', 'suspend', null, 1],
    ['c.example', 'suspend', null, 2],
  ]);
});

test('names in JSON have their line however they are written, and when they stand twice', () => {
  expect(
    entriesOf('[{"domain": "\\u0062.example"},', ' {"domain":"c.example","severity":"silence"},', ' "c.example"]'),
  ).toEqual([
    ['b.example', 'suspend', null, 1],
    ['c.example', 'silence', null, 2],
    ['c.example', 'suspend', null, 3],
  ]);
  expect(entriesOf('{"blocks": {', '"b.example": {"reason": "a \\" quote"},', '"\\u0063.example": {}}}')).toEqual([
    ['b.example', 'suspend', 'a " quote', 2],
    ['c.example', 'suspend', null, 3],
  ]);
});

test('a hundred thousand names written the long way are read in one pass', () => {
  const lines = Array.from({ length: 100_000 }, (_, number) => `{"domain":"\\u0061${number}.example"}`);
  const { entries } = readBlocklist(`[${lines.join(',\n')}]`, 'x');
  expect(entries).toHaveLength(100_000);
  expect(entries.at(-1)).toMatchObject({ target: 'a99999.example', line: 100_000 });
});

test('lines that end in every way are lines', () => {
  const text = 'domain,severity\r\nb.example,silence\nc.example,silence\rd.example,"silence"\r\n';
  expect(readBlocklist(text, 'x').entries.map(({ target, line }) => [target, line])).toEqual([
    ['b.example', 2],
    ['c.example', 3],
    ['d.example', 4],
  ]);
});

test.each([
  ['a table', 'domain,severity\nb.example,"sus"\u001b[2Jpend\nsecret"\n'],
  ['a table with a quote inside', `domain,severity\nb.example,${'\u001b[2J'.repeat(50)}"secret"\n`],
  ['JSON', '["\u202e\u001b[2Jsecret": oops]'],
  ['JSON of one odd letter', '[\u001b[2Jsecret]'],
])('a message about malformed %s is short, printable, and repeats none of the file', (_, text) => {
  const attempt = () => readBlocklist(text, 'x');
  expect(attempt).toThrow(/^x, line [12]: malformed/);
  expect(attempt).toThrow(
    expect.objectContaining({ message: expect.not.stringMatching(/\p{Cc}|\u202e|secret|.{121}/u) }),
  );
});

test('the same target and action stand once, the first time', () => {
  expect(entriesOf('domain,severity', 'b.example,suspend', 'B.example.,suspend', 'b.example,silence')).toEqual([
    ['b.example', 'suspend', null, 2],
    ['b.example', 'silence', null, 4],
  ]);
});

test('rows that name nothing are told of with their line', () => {
  const { entries, rejected } = read(
    'domain,severity',
    '192.0.2.7,suspend',
    'b.example,suspend',
    ',suspend',
    '@a@b.example,x',
  );
  expect(entries).toHaveLength(1);
  expect(rejected).toEqual([
    { line: 2, text: '192.0.2.7', reason: 'names nothing' },
    { line: 4, text: '', reason: 'no name' },
    { line: 5, text: '@a@b.example', reason: 'names nothing' },
  ]);
});

test('hostile words are made printable and short', () => {
  const [entry] = read('domain,severity,comment', `b.example,sus\u001b[2Jpend,"\u202Ex${'y'.repeat(9000)}"`).entries;
  expect(entry?.action).toBe('sus[2jpend');
  expect(entry?.comment).toMatch(/^xy+$/);
  expect(entry?.comment).toHaveLength(5000);
});

test('a list of nothing is fine when a header says that it is a list', () => {
  expect(read('#domain,#severity')).toMatchObject({ format: 'mastodon-csv', entries: [], rejected: [] });
  expect(read('[]')).toMatchObject({ format: 'hosts-json', entries: [], rejected: [] });
});

test.each([
  ['a quote that stays open', ['domain,severity', 'b.example,suspend', 'c.example,"suspend'], /^list\.csv, line 3: /],
  ['a stray quote', ['domain,severity', 'b.example,sus"pend'], /^list\.csv, line 2: /],
  ['broken JSON', ['{"blocks": {', ' "b.example": oops', '}}'], /^list\.csv, line 2: malformed JSON/],
  ['JSON that was cut short', ['{"blocks": {', ' "b.example":'], /^list\.csv, line 2: malformed JSON/],
  ['other JSON', ['{"servers": []}'], /^list\.csv, line 1: expected a list of hosts/],
  ['some other table', ['name,age', 'ann,7'], /names no server/],
  ['prose', ['These are the servers we like least.'], /names no server/],
  ['nothing at all', [''], /names no server/],
])('%s is misuse, with the line and what to do', (_, lines, message) => {
  const attempt = () => read(...lines);
  expect(attempt).toThrow(message);
  expect(attempt).toThrow(expect.objectContaining({ name: 'UserError', hint: expect.stringMatching(/\w/) }));
});

const folder = join(realDataFolder, 'raw_blocklist_formats');
const absent = !existsSync(folder);

test.skipIf(absent).each([
  ['gardenfence.mastodon.csv', 143, { suspend: 143 }],
  ['gardenfence.fediblocksync.csv', 143, { suspend: 143 }],
  ['mastodon.social.mastodon-export.csv', 396, { suspend: 366, silence: 30 }],
  ['mastodon.social.fediblockhole.csv', 396, { suspend: 366, silence: 30 }],
  ['mastodon.me.uk.csv', 80, { suspend: 33, silence: 47 }],
  ['lea.lgbt.csv', 226, { suspend: 212, silence: 14 }],
  ['bkgrdclrschm.link.noheader.csv', 407, { suspend: 407 }],
  ['rapidblock.json', 166, { suspend: 166 }],
])('real list %s is read whole (skipped where the real data is absent)', (name, size, actions) => {
  const { entries, rejected } = readBlocklist(readFileSync(join(folder, name), 'utf8'), name);
  const counts: Record<string, number> = {};
  for (const { action } of entries) counts[action] = (counts[action] ?? 0) + 1;
  expect(entries.length + rejected.length).toBe(size);
  expect(counts).toEqual(actions);
});

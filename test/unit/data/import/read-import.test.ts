/** What a path is taken for, and what becomes of one that cannot be read: nothing. */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { findBlocklist } from '../../../../data/blocklists.ts';
import { type ImportOptions, readImport } from '../../../../data/import/read-import.ts';
import type { Store } from '../../../../data/store.ts';
import { temporaryFolder, temporaryStore } from '../../../fixtures/observed.ts';

const now = Date.UTC(2026, 10, 27);

function write(files: Record<string, string | Buffer>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

async function importPath(path: string, options: Partial<ImportOptions> = {}, store?: Store) {
  const record = await readImport(path, { now, ...options });
  return record(store ?? (await temporaryStore()));
}

const list = (content: string | Buffer, name = 'list.csv') => join(write({ [name]: content }), name);
const good = 'domain,severity\nb.example,suspend\n';

test('the kind is told from what is in it, whatever its name', async () => {
  expect(await importPath(list(good, 'peers.csv'))).toMatchObject({
    kind: 'blocklist',
    format: 'table',
    name: 'peers',
  });
  expect(await importPath(list('["b.example"]', 'list.csv'))).toMatchObject({ format: 'hosts-json' });
  expect(await importPath(write({ 'peers.csv': 'source,target\na.example,b.example\n' }))).toMatchObject({
    kind: 'exchange',
    peers: 1,
  });
  expect(await importPath(write({ 'graph.csv': 'Source,Target\na.example,b.example\n' }))).toMatchObject({
    kind: 'fedivertex',
    peers: 1,
  });
  expect(await importPath(write({ 'instances.csv': 'host,error,Id,Label\na.example,,,\n' }))).toMatchObject({
    kind: 'fedivertex',
    visited: 1,
  });
  expect(await importPath(write({ 'instances.csv': 'domain,mau\na.example,7\n' }))).toMatchObject({ kind: 'exchange' });
});

test('a list has the name it is given, or that of its file without extension, and the time it is given, or now', async () => {
  const file = list(good, 'ours.of-may.csv');
  expect(await importPath(file)).toMatchObject({ name: 'ours.of-may', observedAt: now, file: 'ours.of-may.csv' });
  expect(await importPath(file, { name: 'ours', observedAt: 5 })).toMatchObject({ name: 'ours', observedAt: 5 });
});

test('line ends and a byte order mark of any kind change nothing', async () => {
  const store = await temporaryStore();
  for (const text of [good, `\uFEFF${good}`, good.replaceAll('\n', '\r\n'), good.replaceAll('\n', '\r')]) {
    await importPath(list(text), {}, store);
    expect((await findBlocklist(store, 'list'))?.entries).toEqual([{ target: 'b.example', action: 'suspend' }]);
  }
});

const exchange = { 'peers.csv': 'source,target\na.example,b.example\n' };
const fedivertex = { 'interactions.csv': 'Source,Target,Weight\na.example,b.example,1\n' };

test.each<[string, () => string, RegExp]>([
  ['nothing', () => join(write({}), 'none.csv'), /There is no file or folder .*none\.csv/],
  ['an empty folder', () => write({}), /Nothing to import/],
  ['an empty file', () => list(''), /list\.csv is empty/],
  ['a file of blanks', () => list(' \n\n'), /list\.csv is empty/],
  ['a compressed file', () => list(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0])), /is no text/],
  ['UTF-16', () => list(Buffer.from(`\uFEFF${good}`, 'utf16le')), /UTF-16; expected UTF-8/],
  ['UTF-16 the other way round', () => list(Buffer.from(`\uFEFF${good}`, 'utf16le').swap16()), /UTF-16/],
  ['Latin-1', () => list(Buffer.from(`${good}c.example,gr\u00fcn\n`, 'latin1')), /no text in UTF-8: line 3/],
  ['a line of 40 MB', () => list(Buffer.alloc(40 * 1024 * 1024, 'x')), /has 40 MiB; expected at most 32/],
  ['a long line in a list', () => list(`${good}${'x'.repeat(3_000_000)}\n`), /line 3: a field is far too long/],
  [
    'both kinds in a folder',
    () => write({ ...exchange, ...fedivertex }),
    /two kinds of data: peers\.csv of.*interactions\.csv of/,
  ],
  ['two graphs', () => write({ 'a.csv': 'source,target\n', 'b.csv': 'Source,Target\n' }), /2 graphs: a\.csv, b\.csv/],
  ['one table of a folder', () => list(exchange['peers.csv']), /a table of one folder/],
  ['UTF-16 in a folder', () => write({ 'peers.csv': Buffer.from('\uFEFFsource,target\n', 'utf16le') }), /UTF-16/],
  ['a binary table', () => write({ 'peers.csv': Buffer.from([1, 0, 2, 0]) }), /is no text/],
  [
    'a long line in a folder',
    () => write({ 'peers.csv': `source,target\n${'x'.repeat(3_000_000)},\n` }),
    /line 2: a field is far too long/,
  ],
  ['a severity that is none', () => list(`${good}c.example,severe\n`), /list\.csv:3: "severe": no severity/],
  [
    'a flag that is none',
    () => list('#domain,#severity,#obfuscate\nc.example,suspend,perhaps\n'),
    /:2: "perhaps": obfuscate: neither/,
  ],
  ['a slip that may be two words', () => list(`${good}c.example,suspened\n`), /:3: "suspened": no severity/],
  ['a name that names nothing', () => list(`${good}192.0.2.7,suspend\n`), /:3: "192\.0\.2\.7": names nothing/],
  ['a row with too many fields', () => list(`${good}c.example,suspend,ads, spam\n`), /:3: "c\.example": 4 fields/],
  ['a quote that stays open', () => list(`${good}c.example,"suspend\n`), /line \d: a quote was opened/],
  [
    'a graph of communities',
    () => write({ 'interactions.csv': 'Source,Target\na@b.example,c@b.example\n' }),
    /none of its 1 rows names two servers/,
  ],
])('%s is refused, and the database is as it was', async (_, path, message) => {
  const store = await temporaryStore();
  await importPath(list(good, 'held.csv'), {}, store);
  const { file } = store;
  const before = readFileSync(file);
  const attempt = importPath(path(), {}, store);
  await expect(attempt).rejects.toThrow(message);
  await expect(attempt).rejects.toMatchObject({ name: 'UserError', hint: expect.stringMatching(/\w/) });
  expect(readFileSync(file).equals(before)).toBe(true);
  const { rows } = await store.query('SELECT count(*) FROM crawls');
  expect(rows).toEqual([[1]]);
});

test('tables that lie beside the files of an exchange folder change nothing', async () => {
  const edges = 'Source,Target,Weight\na.example,z.example,3\n';
  expect(await importPath(write({ ...exchange, 'edges.csv': edges, 'notes.csv': 'a,b\n' }))).toMatchObject({
    ...{ kind: 'exchange', peers: 1 },
  });
});

test('a link to nothing in a folder is no table', async () => {
  const folder = write(exchange);
  symlinkSync(join(folder, 'gone'), join(folder, 'blocks.csv'));
  expect(await importPath(folder)).toMatchObject({ kind: 'exchange', peers: 1, blocks: 0 });
});

test('of many rows that cannot be read the first are told, and how many there are', async () => {
  const rows = Array.from({ length: 8 }, (_, number) => `b${number}.example,odd\n`).join('');
  const refused = importPath(list(`${good}${rows}`));
  await expect(refused).rejects.toThrow(/8 rows cannot be read\.\n {2}list\.csv:3: "odd".*(\n.*){4}\n {2}and 3 more$/);
});

test('with leave-out the rest is imported, and what was left out is told', async () => {
  const text = `${good}192.0.2.7,suspend\nc.example,severe\nd.example,"open\ne.example,susped\nf.example,x"y\ng.example,silence\n`;
  const store = await temporaryStore();
  const done = await importPath(list(text), { leaveOut: true }, store);
  expect(done).toMatchObject({ entries: 3, typos: [{ line: 6, written: 'susped', taken: 'suspend' }] });
  expect(done.rejected.map(({ line, reason }) => [line, reason])).toEqual([
    [3, 'names nothing'],
    [4, 'no severity that any software knows'],
    [5, expect.stringMatching(/quote/)],
    [7, expect.stringMatching(/quote/)],
  ]);
  const { rows } = await store.query('SELECT target, action FROM current_blocklist_entries ORDER BY 1');
  expect(rows).toEqual([
    ['b.example', 'suspend'],
    ['e.example', 'suspend'],
    ['g.example', 'silence'],
  ]);
});

test('a list of which nothing can be read is refused with leave-out, too', async () => {
  const attempt = importPath(list('domain,severity\nb.example,odd\n'), { leaveOut: true });
  await expect(attempt).rejects.toThrow('names no server');
});

test.each(['', ' ', 'x'.repeat(201), 'a\nb'])('a list cannot be named %j', async (name) => {
  await expect(importPath(list(good), { name })).rejects.toThrow('cannot be named');
});

test('a folder has no name to give', async () => {
  await expect(importPath(write(exchange), { name: 'ours' })).rejects.toThrow('--name names a list');
});

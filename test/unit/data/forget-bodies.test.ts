/** Who asks to be forgotten is in no answer that was kept, and comes into none that is kept later. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { forget } from '../../../data/forget.ts';
import { digestOf } from '../../../data/masks.ts';
import { strikeNames } from '../../../data/store/strike-names.ts';
import { Store } from '../../../data/store.ts';
import type { Host, RequestRecord } from '../../../data/types.ts';
import { host, peers, temporaryFolder, visit } from '../../fixtures/observed.ts';

const salt = 'ab'.repeat(16);
const name = host('b\u00fccher.example');
const unicode = 'b\u00fccher.example';
const escaped = '"https:\\/\\/b\\u00fccher.example\\/\\nb\\u00fccher\\u002Eexample"';

const bodies = [
  `["a.example","${name}","c.example"]`,
  `{"title":"Friends of ${name.toUpperCase()}!","digest":"${digestOf(name).toUpperCase()}"}`,
  `[${escaped},"\\n${name}","\\u0078n--bcher-kva.example"]`,
  `# ${unicode}, ${unicode.toUpperCase()} and \u5927${unicode}\nSitemap: https://${name}/map.xml`,
  '["a.example","c.example"]',
  `{"alike":["not-${name}","${name}.net","sub.${name}"]}`,
];

test('its name, its digest and its Unicode form are in no body and no byte of the file, and JSON stays JSON', async () => {
  const file = await fileOf('a.example', bodies, { location: `https://${name}/x` });
  const before = await bodiesOf(file);
  expect(before.map(({ text }) => text).sort()).toEqual([...bodies].sort());
  await forget(file, name, { salt });
  const after = await bodiesOf(file);
  expect(after.filter(({ struck }) => struck)).toHaveLength(4);
  for (const { text, bytes } of after) {
    expect(Buffer.byteLength(text)).toBe(bytes);
    if (/^[[{]/.test(text)) JSON.parse(text);
    if (text.includes('alike')) continue;
    const meant = `${text} ${/^[[{]/.test(text) ? JSON.stringify(JSON.parse(text)) : ''}`.toLowerCase();
    for (const form of [name, unicode, digestOf(name), 'cher.example']) expect(meant).not.toContain(form);
  }
  expect(textOf(after, bodies[0]!)).toBe('["a.example","\u2026","c.example"]');
  for (const same of [bodies[4]!, bodies[5]!]) expect(textOf(after, same)).toBe(same);
  const bytes = readFileSync(file, 'latin1').toLowerCase();
  for (const form of [name, digestOf(name), Buffer.from(unicode).toString('latin1')]) expect(bytes).not.toContain(form);
});

test('answers of its own visits go, with bodies that nobody else gave', async () => {
  const file = await fileOf('a.example', ['"shared"']);
  await keep(file, name, ['"shared"', '"its own"']);
  await forget(file, name, { salt });
  expect((await bodiesOf(file)).map(({ text }) => text)).toEqual(['"shared"']);
  const store = await Store.open(file, 'read');
  expect((await store.query('SELECT count(*) FROM kept_answers')).rows).toEqual([[1]]);
  await store.close();
});

test('what is kept later does not bring the name back', async () => {
  const file = await fileOf('a.example', []);
  await forget(file, name, { salt });
  await keep(file, 'a.example', bodies, { location: `https://${name}/x` });
  const after = await bodiesOf(file);
  expect(after.filter(({ struck }) => struck)).toHaveLength(4);
  expect(textOf(after, bodies[0]!)).toBe('["a.example","\u2026","c.example"]');
  const store = await Store.open(file, 'read');
  expect((await store.query('SELECT DISTINCT headers FROM kept_answers')).rows).toEqual([
    ['{"location":"https://\u2026/x"}'],
  ]);
  await store.close();
  expect(readFileSync(file, 'latin1').replaceAll(`.${name}`, '').replaceAll(`-${name}`, '')).not.toContain(`"${name}"`);
});

test('the same content is stored once, whoever gave it and whenever', async () => {
  const file = await fileOf('a.example', ['same', 'same']);
  await keep(file, 'b.example', ['same', 'other']);
  expect((await bodiesOf(file)).map(({ text }) => text).sort()).toEqual(['other', 'same']);
});

test('bytes that are no UTF-8 stay as they are around a name', () => {
  const body = Buffer.concat([Buffer.from([0xe9, 0x20]), Buffer.from('victim.example'), Buffer.from([0x20, 0xff])]);
  const without = strikeNames(body, (found) => found === 'victim.example');
  expect([...without!]).toEqual([0xe9, 0x20, 0x2e, 0x2e, 0x2e, 0x20, 0xff]);
  expect(strikeNames(body, (found) => found === 'other.example')).toBeUndefined();
});

test('a word of millions of letters is read once', () => {
  const body = Buffer.from(
    `${'a'.repeat(4_000_000)} ${'\u00e9'.repeat(1_000_000)} ${'a.'.repeat(1_000_000)} victim.example`,
  );
  const without = strikeNames(body, (found) => found === 'victim.example');
  expect(without?.subarray(-4).toString()).toBe(' \u2026');
});

async function fileOf(source: string, texts: string[], headers: Record<string, string> = {}): Promise<string> {
  const file = join(temporaryFolder(), 'a.duckdb');
  await keep(file, source, texts, headers);
  return file;
}

async function keep(file: string, source: string, texts: string[], headers: Record<string, string> = {}) {
  const store = await Store.open(file, 'create');
  const requests = texts.map((text, number) => requestOf(source as Host, number, text, headers));
  const crawlId = await store.beginCrawl(0, { version: '1.0.0' });
  await store.record(crawlId, [visit(source, 1000 + crawlId, { requests, peers: peers('c.example') })]);
  await store.close();
}

function requestOf(source: Host, number: number, text: string, headers: Record<string, string>): RequestRecord {
  const compressed = brotliCompressSync(text);
  return {
    url: `https://${source}/${number}`,
    method: 'GET',
    sentAt: 0,
    durationMs: 1,
    outcome: 'ok',
    status: 200,
    bytes: text.length,
    bodyHash: createHash('sha256').update(text).digest('hex'),
    etag: null,
    brings: [],
    kept: { headers, body: { compressed, bytes: Buffer.byteLength(text), isStruck: false } },
  };
}

interface StoredBody {
  hash: string;
  text: string;
  bytes: number;
  struck: boolean;
}

async function bodiesOf(file: string): Promise<StoredBody[]> {
  const store = await Store.open(file, 'read');
  const rows = await store.rows('SELECT hash, compressed, bytes::DOUBLE, struck FROM bodies');
  await store.close();
  return (rows as [string, Uint8Array, number, boolean][]).map(([hash, compressed, bytes, struck]) => ({
    ...{ hash, bytes, struck },
    text: brotliDecompressSync(compressed).toString(),
  }));
}

/** What became of a body. */
function textOf(stored: readonly StoredBody[], text: string): string | undefined {
  return stored.find(({ hash }) => hash === createHash('sha256').update(text).digest('hex'))?.text;
}

import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { decompress, readJson } from '../../../../crawler/http/body.ts';
import { documentBounds, listBounds } from '../../../../crawler/http/json-bounds.ts';

const plain = Buffer.from('["a.example"]');

test.each([
  ['nothing', undefined, plain],
  ['identity', 'identity', plain],
  ['gzip', 'gzip', gzipSync(plain)],
  ['GZIP', 'GZIP', gzipSync(plain)],
  ['x-gzip', 'x-gzip', gzipSync(plain)],
  ['gzip in two parts', 'gzip', Buffer.concat([gzipSync(plain.subarray(0, 12)), gzipSync(plain.subarray(12))])],
  ['br', 'br', brotliCompressSync(plain)],
  ['deflate', 'deflate', deflateSync(plain)],
])('a body encoded with %s is taken apart', async (_, encoding, received) => {
  expect(await decompress(received, encoding, 100)).toEqual({ outcome: 'ok', body: plain });
});

test.each([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
  ['deflate', deflateSync],
])('a body that %s made very short is taken apart whole', async (encoding, compress) => {
  const long = Buffer.alloc(5_000_000, 'a.example ');
  const { body } = await decompress(compress(long), encoding, long.length);
  expect(body?.equals(long)).toBe(true);
});

test('what grows past the limit is too large, and the limit itself is not', async () => {
  const bomb = gzipSync(Buffer.alloc(1000));
  expect((await decompress(bomb, 'gzip', 999)).outcome).toBe('too-large');
  expect((await decompress(bomb, 'gzip', 1000)).outcome).toBe('ok');
  expect((await decompress(brotliCompressSync(Buffer.alloc(1000)), 'br', 999)).outcome).toBe('too-large');
  expect((await decompress(Buffer.alloc(1000), undefined, 999)).outcome).toBe('too-large');
});

test.each([
  ['an unknown encoding', 'zstd', plain],
  ['two encodings', 'gzip, gzip', gzipSync(gzipSync(plain))],
  ['a name of Object', 'constructor', plain],
  ['gzip that is none', 'gzip', plain],
  ['gzip that breaks off', 'gzip', gzipSync(plain).subarray(0, 20)],
])('%s is malformed', async (_, encoding, received) => {
  expect((await decompress(received, encoding, 100)).outcome).toBe('malformed');
});

test.each([
  ['{"a":1}', 'ok'],
  ['\ufeff[]', 'ok'],
  ['null', 'ok'],
  ['{"a":', 'malformed'],
  ['["a.example", ', 'malformed'],
  ['<!DOCTYPE html><html></html>', 'not-json'],
  ['', 'not-json'],
  ['checking your browser', 'not-json'],
])('%j as JSON is %s', (text, outcome) => {
  expect(readJson(Buffer.from(text), documentBounds).outcome).toBe(outcome);
});

test('JSON that is no UTF-8 is malformed', () => {
  expect(readJson(Buffer.from([0x22, 0xff, 0x22]), documentBounds).outcome).toBe('malformed');
});

test('a million lists in each other are answered, not a crash', () => {
  const nested = '['.repeat(1_000_000) + ']'.repeat(1_000_000);
  expect(readJson(Buffer.from(nested), listBounds).outcome).toBe('too-large');
});

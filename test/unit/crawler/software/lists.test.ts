import { expect, test } from 'vitest';
import { maxRows } from '../../../../crawler/http/json-bounds.ts';
import { blockList, readBlock, readPeers } from '../../../../crawler/software/rows.ts';
import { readHost } from '../../../../data/host.ts';

const self = readHost('a.example')!;
const peersOf = (json: unknown) => readPeers({ outcome: 'ok', status: 200, headers: {}, json }, self);
const names = (count: number) => Array.from({ length: count }, (_, at) => `n${at}.example`);

test('a list of as many rows as are looked at is whole, and one row more makes it partial', () => {
  expect(peersOf(names(maxRows)).disclosure).toBe('published');
  const { disclosure, reason, entries } = peersOf(names(maxRows + 1));
  expect([disclosure, reason, entries.length]).toEqual(['partial', 'too-large', maxRows]);
});

test.each([
  ['name nothing', ''],
  ['name the server itself', self],
])('rows that %s count among those looked at', (_, row) => {
  const { disclosure, entries } = peersOf([...Array<string>(maxRows).fill(row), 'b.example']);
  expect([disclosure, entries]).toEqual(['partial', []]);
});

test('two names that are masked alike are two blocks, told apart by their digests', () => {
  const blocks = blockList();
  const row = { target: 'nasty-*******.**ample', action: 'suspend' };
  const digests = ['a', 'b', 'a'].map((letter) => letter.repeat(64));
  for (const digest of digests) blocks.add(readBlock({ ...row, digest }));
  expect(blocks.published().entries.map(({ digest }) => digest)).toEqual(digests.slice(0, 2));
});

test('a question mark masks too, and a digest beside a plain name is not kept', () => {
  const digest = 'a'.repeat(64);
  const digestOf = (target: string) => readBlock({ target, action: 'suspend', digest })?.digest;
  expect([digestOf('b?d.example'), digestOf('*.bad.example'), digestOf('bad.example')]).toEqual([digest, null, null]);
});

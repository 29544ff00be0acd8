import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { adapters } from '../../../crawler/software/index.ts';
import { fixtures } from './software/fixtures.ts';

/** Files in crawler/software that are the seam and its parts, not an adapter. */
const seam = [
  'adapter',
  'index',
  'lemmy-lists',
  'lists',
  'misskey-table',
  'opt-outs',
  'rows',
  'siteinfo-page',
  'upstream',
];

test('every adapter has a fixture and every fixture an adapter', () => {
  expect([...new Set(fixtures.map(({ adapter }) => adapter))].sort()).toEqual(Object.keys(adapters).sort());
});

test('every adapter file is in the registry under its own name', () => {
  const files = readdirSync(new URL('../../../crawler/software/', import.meta.url)).map((file) =>
    file.replace('.ts', ''),
  );
  expect(files.filter((file) => !seam.includes(file)).sort()).toEqual(Object.keys(adapters).sort());
});

test('no software name belongs to two adapters, and all are lower-case', () => {
  const names = Object.values(adapters).flatMap((adapter) => adapter.names);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(names.map((name) => name.toLowerCase()));
});

test('every fixture says where its shape comes from, and names only invented hosts', () => {
  for (const { source, visited, answers } of fixtures) {
    expect(source).toMatch(
      /^# .+\n\n.+\n\nShape after notes on the source of .+(Checked against|Not checked|Not confirmed).+ invented\. Written .+\n$/s,
    );
    const hosts = JSON.stringify([visited.host, answers]).matchAll(
      /"(?:domain|host|uri)":"(?:https:\/\/)?([^"]+\.[a-z]+)"/g,
    );
    for (const [, host] of hosts) expect(host).toMatch(/\.example$|\*|ample$/i);
  }
});

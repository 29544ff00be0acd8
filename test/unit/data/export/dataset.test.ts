import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { type DataPackage, formats } from '../../../../data/export/data-package.ts';
import { exportDataset } from '../../../../data/export/dataset.ts';
import { tiers } from '../../../../data/export/table.ts';
import { importExchange } from '../../../../data/import/exchange.ts';
import { freeze } from '../../../../data/snapshot.ts';
import { requestOf } from '../../../fixtures/export-request.ts';
import { temporaryFolder, temporaryStore } from '../../../fixtures/observed.ts';
import { digests, plantedSnapshot, secrets } from '../../../fixtures/planted-export.ts';
import { everythingIn, filesIn, hashesOf, readParquet } from '../../../fixtures/written.ts';

const every = formats.flatMap((format) => tiers.map((tier) => ({ format, tier })));
const read = (folder: string, path: string) => readFileSync(join(folder, path), 'utf8');
const readJson = (folder: string, path: string) => JSON.parse(read(folder, path));

test.each(every)(
  '$format, $tier: a dataset describes itself, and every file of it can be checked',
  async ({ format, tier }) => {
    const planted = await plantedSnapshot();
    const folder = join(temporaryFolder(), 'out');
    await exportDataset(requestOf(planted, format, tier), folder);
    const files = filesIn(folder);
    const ownPath = format === 'parquet' ? `snapshots/${planted.snapshot.id}.json` : 'snapshot.json';
    expect(files).toEqual(
      expect.arrayContaining(['README.md', 'SHA256SUMS', 'croissant.json', 'datapackage.json', ownPath]),
    );

    const { SHA256SUMS: _, ...hashes } = hashesOf(folder);
    const lines = Object.entries(hashes).map(([path, hash]) => `${hash}  ${path}\n`);
    expect(read(folder, 'SHA256SUMS')).toBe(lines.join(''));

    const dataset = readJson(folder, 'datapackage.json') as DataPackage;
    for (const { path, bytes, hash } of dataset.resources) {
      expect({ bytes, hash }).toEqual({ bytes: statSync(join(folder, path)).size, hash: `sha256:${hashes[path]}` });
    }
    const described = new Set([...dataset.resources.map(({ path }) => path), ownPath, 'views.sql']);
    expect(files.filter((path) => !described.has(path))).toEqual([
      ...['README.md', 'SHA256SUMS', 'croissant.json', 'datapackage.json'],
    ]);
    const croissant = readJson(folder, 'croissant.json');
    expect(croissant['@context']).toMatchObject({
      '@vocab': 'https://schema.org/',
      cr: 'http://mlcommons.org/croissant/',
    });
    expect(croissant.conformsTo).toBe('http://mlcommons.org/croissant/1.0');
    expect(croissant.distribution.map((file: Record<string, string>) => [file.contentUrl, file.sha256])).toEqual(
      dataset.resources.map(({ path }) => [path, hashes[path]]),
    );

    const readme = read(folder, 'README.md');
    for (const text of [
      planted.snapshot.id,
      planted.snapshot.contentHash,
      'What we see: public lists.',
      'SHA256SUMS',
    ]) {
      expect(readme).toContain(text);
    }
  },
);

test.each(['csv', 'parquet'] as const)('%s: columns, keys and rows are as the descriptions say', async (format) => {
  const folder = join(temporaryFolder(), 'out');
  await exportDataset(requestOf(await plantedSnapshot(), format), folder);
  const { resources } = readJson(folder, 'datapackage.json') as DataPackage;
  const { recordSet } = readJson(folder, 'croissant.json');
  expect(resources.length).toBe(9);
  for (const { name, path, schema, rows } of resources) {
    const columns = schema!.fields.map((field) => field.name);
    const lines = format === 'csv' ? read(folder, path).trimEnd().split('\n') : null;
    const objects = format === 'parquet' ? await readParquet(join(folder, path)) : null;
    expect(lines === null ? objects!.length : lines.length - 1).toBe(rows);
    if (lines !== null) expect(lines[0]).toBe(columns.join(','));
    else if (rows! > 0) expect(Object.keys(objects![0]!)).toEqual(columns);
    const set = recordSet.find((it: Record<string, unknown>) => it['@id'] === name);
    expect(set.field.map((field: Record<string, unknown>) => field.name)).toEqual(columns);
    for (const { reference, fields } of schema!.foreignKeys ?? []) {
      const other = resources.find((it) => it.name === reference.resource)!;
      expect(columns).toContain(fields);
      expect(other.schema!.fields.map((field) => field.name)).toContain(reference.fields);
    }
  }
});

test.each(every)('$format, $tier: the same snapshot gives the same bytes', async ({ format, tier }) => {
  const planted = await plantedSnapshot();
  const folder = temporaryFolder();
  for (const name of ['a', 'b']) await exportDataset(requestOf(planted, format, tier), join(folder, name));
  expect(hashesOf(join(folder, 'a'))).toEqual(hashesOf(join(folder, 'b')));
});

test.each(formats)('%s: nothing that may not be published is in any byte of the dataset', async (format) => {
  const planted = await plantedSnapshot();
  const folder = temporaryFolder();
  await exportDataset(requestOf(planted, format), join(folder, 'published'));
  await exportDataset(requestOf(planted, format, 'local'), join(folder, 'local'));
  const text = await everythingIn(join(folder, 'published'));
  for (const [secret, why] of Object.entries(secrets)) expect(text.includes(secret), `${secret}: ${why}`).toBe(false);
  for (const digest of digests) expect(text).not.toContain(digest);
  const all = await everythingIn(join(folder, 'local'));
  for (const secret of ['small.example', 'tiny-ware', 'someone@contact.example']) expect(all).toContain(secret);
});

test('with full detail no digest, no name behind a mask and no small server is in any byte', async () => {
  const folder = join(temporaryFolder(), 'out');
  const request = requestOf(await plantedSnapshot(), 'csv', 'published', { detail: 'full' });
  await exportDataset(request, folder);
  const text = await everythingIn(folder);
  expect(text).toContain('their-own-words');
  for (const secret of ['small.example', 'behind-mask.example', 'be****-mask', 'optout.example', ...digests]) {
    expect(text).not.toContain(secret);
  }
});

test('the local tier in CSV is what an import takes in, to the same content; the published one is refused', async () => {
  const planted = await plantedSnapshot();
  const folder = temporaryFolder();
  const undoubted = planted.snapshot.hosts.map((it) => ({ ...it, doubt: null }));
  const snapshot = { ...planted.snapshot, hosts: undoubted };
  await exportDataset(requestOf({ ...planted, snapshot }, 'csv', 'local'), join(folder, 'local'));
  const store = await temporaryStore();
  expect((await importExchange(store, join(folder, 'local'), { now: 0 })).rejected).toEqual([]);
  expect((await freeze(store)).id).toBe(snapshot.id);
  await exportDataset(requestOf(planted, 'csv'), join(folder, 'published'));
  await expect(importExchange(store, join(folder, 'published'), { now: 0 })).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringContaining('published tier'),
  });
});

test('an export never writes over files: it says what is there, and leaves it', async () => {
  const planted = await plantedSnapshot();
  const above = temporaryFolder();
  const folder = join(above, 'taken');
  mkdirSync(folder);
  await exportDataset(requestOf(planted, 'csv'), folder);
  const before = hashesOf(folder);
  await expect(exportDataset(requestOf(planted, 'csv'), folder)).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringMatching(/README\.md, SHA256SUMS, .* and \d+ more/),
  });
  expect(hashesOf(folder)).toEqual(before);
  const file = join(above, 'file');
  writeFileSync(file, '');
  for (const name of [file, join(file, 'below')]) {
    await expect(exportDataset(requestOf(planted, 'csv'), name)).rejects.toMatchObject({ name: 'UserError' });
  }
  expect(readdirSync(above).sort()).toEqual(['file', 'taken']);
});

test('what a killed run left beside is taken away by the next; that of a running one is not', async () => {
  const above = temporaryFolder();
  const folder = join(above, 'out');
  // No system gives a process this number.
  const [dead, alive] = [`${folder}.part-4194999`, `${folder}.part-${process.ppid}`];
  for (const left of [dead, alive]) mkdirSync(left);
  await exportDataset(requestOf(await plantedSnapshot(), 'csv'), folder);
  expect(readdirSync(dirname(folder)).sort()).toEqual(['out', `out.part-${process.ppid}`]);
});

test('an export that is stopped leaves nothing', async () => {
  const above = temporaryFolder();
  const stopped = AbortSignal.abort(new Error('stopped'));
  for (const format of formats) {
    const request = requestOf(await plantedSnapshot(), format, 'local', { signal: stopped });
    await expect(exportDataset(request, join(above, format))).rejects.toThrow();
  }
  expect(readdirSync(above)).toEqual([]);
});

import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import type { DataPackage } from '../../../../data/export/data-package.ts';
import { exportDataset } from '../../../../data/export/dataset.ts';
import { requestOf } from '../../../fixtures/export-request.ts';
import { temporaryFolder } from '../../../fixtures/observed.ts';
import { plantedSnapshot } from '../../../fixtures/planted-export.ts';
import { filesIn, hashesOf } from '../../../fixtures/written.ts';

const add = { add: true };
const day = (date: number, hour = 12) => plantedSnapshot({ asOf: Date.UTC(2026, 10, date, hour) });
const readPackage = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'datapackage.json'), 'utf8')) as DataPackage;

/** A dataset of two days. */
async function twoDays(folder: string): Promise<void> {
  for (const date of [20, 21]) await exportDataset(requestOf(await day(date), 'parquet'), folder, add);
}

test('snapshots of several days are one dataset, the same whichever came first', async () => {
  const above = temporaryFolder();
  const [folder, other] = [join(above, 'a'), join(above, 'b')];
  await twoDays(folder);
  for (const date of [21, 20]) await exportDataset(requestOf(await day(date), 'parquet'), other, add);
  expect(hashesOf(other)).toEqual(hashesOf(folder));
  const { faultline, resources } = readPackage(folder);
  expect(faultline.snapshots.map(({ asOf }) => asOf.slice(0, 10))).toEqual(['2026-11-20', '2026-11-21']);
  const { SHA256SUMS: _, ...hashes } = hashesOf(folder);
  expect(readFileSync(join(folder, 'SHA256SUMS'), 'utf8')).toBe(
    Object.entries(hashes)
      .map(([path, hash]) => `${hash}  ${path}\n`)
      .join(''),
  );
  expect(resources).toHaveLength(18);
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  for (const { id } of faultline.snapshots) expect(readme).toContain(id);
  expect(readdirSync(above).sort()).toEqual(['a', 'b']);
});

test('views.sql names the peers of every snapshot by host', async () => {
  const folder = join(temporaryFolder(), 'out');
  await twoDays(folder);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  // The views take paths from the folder of the dataset, where a person runs them.
  await connection.run(`SET file_search_path = '${folder}'`);
  await connection.run(readFileSync(join(folder, 'views.sql'), 'utf8'));
  const ask = async (sql: string) => (await connection.run(sql)).getRowsJson();
  const { snapshots } = readPackage(folder).faultline;
  expect(
    await ask('SELECT snapshot_date, snapshot_id, count(*)::INTEGER FROM peer_names GROUP BY ALL ORDER BY ALL'),
  ).toEqual(snapshots.map(({ id, asOf }) => [asOf.slice(0, 10), id, 65]));
  expect(
    await ask(`SELECT target FROM peer_names WHERE source = 'named.example' AND snapshot_date = '2026-11-20'`),
  ).toEqual([['large1.example']]);
  expect(await ask('SELECT DISTINCT snapshot_id FROM blocked ORDER BY ALL')).toHaveLength(2);
  connection.closeSync();
  instance.closeSync();
});

test('what is not a dataset of this kind, or has the day already, is told of and left as it is', async () => {
  const above = temporaryFolder();
  const folder = join(above, 'out');
  await twoDays(folder);
  const before = hashesOf(folder);
  const refuse = async (message: string, ...request: Parameters<typeof requestOf>) =>
    expect(exportDataset(requestOf(...request), folder, add)).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining(message),
    });
  await refuse('already has a snapshot of 2026-11-21', await day(21, 13), 'parquet');
  await refuse('Expected a dataset of tier local', await day(22), 'parquet', 'local');
  await refuse('Expected a dataset of detail full', await day(22), 'parquet', 'published', { detail: 'full' });
  await refuse('Expected a dataset of format csv', await day(22), 'csv');
  expect(hashesOf(folder)).toEqual(before);
  const stranger = join(above, 'stranger');
  for (const text of [
    '',
    '[]',
    'null',
    '{"faultline":{"schema":"faultline.dataset/1"},"resources":[]}',
    '{"resources":1}',
  ]) {
    mkdirSync(stranger, { recursive: true });
    writeFileSync(join(stranger, 'datapackage.json'), text);
    await expect(exportDataset(requestOf(await day(22), 'parquet'), stranger, add)).rejects.toMatchObject({
      name: 'UserError',
    });
    expect(filesIn(stranger)).toEqual(['datapackage.json']);
  }
});

test('a file that was changed since is told of, and its new sum is not signed', async () => {
  const folder = join(temporaryFolder(), 'out');
  await twoDays(folder);
  const [{ path }] = readPackage(folder).resources as [DataPackage['resources'][number]];
  appendFileSync(join(folder, path), 'x');
  await expect(exportDataset(requestOf(await day(22), 'parquet'), folder, add)).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringContaining('not what was written'),
  });
});

test('what a killed run of the same day left in the dataset is replaced', async () => {
  const above = temporaryFolder();
  const [folder, other] = [join(above, 'a'), join(above, 'b')];
  for (const name of [folder, other]) await exportDataset(requestOf(await day(20), 'parquet'), name, add);
  const partition = join(folder, 'peers/snapshot_date=2026-11-21');
  mkdirSync(partition);
  writeFileSync(join(partition, '0123456789abcdef.parquet'), 'half');
  for (const name of [folder, other]) await exportDataset(requestOf(await day(21), 'parquet'), name, add);
  expect(hashesOf(folder)).toEqual(hashesOf(other));
});

test('where a file cannot be moved in, the dataset stays as it was', async () => {
  const folder = join(temporaryFolder(), 'out');
  await exportDataset(requestOf(await day(20), 'parquet'), folder, add);
  const before = hashesOf(folder);
  // A folder of this name stands in the way of a file.
  const { snapshot } = await day(21);
  mkdirSync(join(folder, `snapshots/${snapshot.id}.json/x`), { recursive: true });
  await expect(exportDataset(requestOf(await day(21), 'parquet'), folder, add)).rejects.toMatchObject({
    name: 'UserError',
  });
  expect(hashesOf(folder)).toEqual(before);
});

test('the licence an operator wrote stays, and readers of Croissant are told of it', async () => {
  const folder = join(temporaryFolder(), 'out');
  await exportDataset(requestOf(await day(20), 'parquet'), folder);
  const licenses = [{ name: 'CC-BY-4.0', path: 'https://creativecommons.org/licenses/by/4.0/' }];
  writeFileSync(join(folder, 'datapackage.json'), JSON.stringify({ ...readPackage(folder), licenses }));
  await exportDataset(requestOf(await day(21), 'parquet'), folder, add);
  expect(readPackage(folder).licenses).toEqual(licenses);
  expect(JSON.parse(readFileSync(join(folder, 'croissant.json'), 'utf8')).license).toEqual([licenses[0]!.path]);
});

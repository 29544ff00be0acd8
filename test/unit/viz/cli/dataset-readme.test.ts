import { expect, test } from 'vitest';
import { renderDataPackage } from '../../../../data/export/data-package.ts';
import { toSnapshotFile } from '../../../../data/export/snapshot-file.ts';
import { renderReadme } from '../../../../viz/cli/dataset-readme.ts';
import { plantedSnapshot } from '../../../fixtures/planted-export.ts';

const leftOut = {
  servers: { 'opted-out': 3, doubtful: 0, 'size-unknown': 7, small: 5 },
  ...{ serversInNoSum: 3, peers: 12, counts: 0, blockTargets: 40, allowTargets: 1 },
};

async function readme(
  tier: 'local' | 'published',
  software = 'mastodon',
  detail: 'aggregates' | 'full' = 'aggregates',
) {
  const { manifest, snapshot } = await plantedSnapshot();
  const renamed = { ...manifest, software: manifest.software.map((row) => ({ ...row, software, hosts: 6 })) };
  const note = { tier, detail, leftOut: tier === 'local' ? null : leftOut, limits: ['Reach is not worth.'] };
  const file = toSnapshotFile(renamed, note);
  const { id, asOf } = file;
  const dataset = renderDataPackage({ format: 'csv', tier, detail, snapshots: [{ id, asOf }] }, []);
  return { text: renderReadme(dataset, [file]), snapshot };
}

test('a reader is told what it is, what was seen and not, what is left out, and how to cite it', async () => {
  const { text, snapshot } = await readme('published');
  expect(text).toContain(`Faultline snapshot ${snapshot.id} (as of 2026-11-20T12:00:00.000Z), tier "published"`);
  expect(text).toContain(snapshot.contentHash);
  expect(text).toMatch(/\| list \| published \| partial \|/);
  expect(text).toMatch(/\| mastodon \| 6 \|/);
  expect(text).toContain('- Reach is not worth.');
  expect(text).toContain('- fewer than 5: the server asked not to be in statistics (in no sum either)');
  expect(text).toContain('- 5: the server has fewer than 10 people');
  expect(text).not.toMatch(/undefined|NaN|null/);
});

test('the tiers say what they are', async () => {
  expect((await readme('local')).text).toContain('Nothing: this is the local tier, complete');
  expect((await readme('published')).text).toContain(
    'comments, digests of masked names, and what masks stand for, are not told',
  );
  expect((await readme('published', 'mastodon', 'full')).text).toContain('At the wish of whoever exported it');
});

test('what a server calls its software neither breaks the table nor becomes a link or markup', async () => {
  const { text } = await readme('local', 'a|b\n# <script>[x](https://evil.example)');
  const row = text.split('\n').find((line) => line.startsWith('| a\\'))!;
  expect(row.replace(/\\\|/g, '').split('|')).toHaveLength(11);
  expect(text).not.toMatch(/<script>|^# <|\[x\]\(/m);
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CrawlSummary } from '../../../../crawler/effects.ts';
import { readHost } from '../../../../data/host.ts';
import { Store } from '../../../../data/store.ts';
import { readCrawlReport, renderCrawlReport } from '../../../../viz/cli/crawl-report.ts';

const nothing: CrawlSummary = {
  crawlId: 1,
  due: 2,
  visited: 0,
  refused: 0,
  unreached: 0,
  left: 2,
  requests: 0,
  bytes: 0,
  rateLimited: 0,
  refusals: 0,
  mostRequests: null,
  mostBytes: null,
  durationMs: 10,
  stopped: 'network-down',
};

test('a crawl that nobody answered says what that may mean, and that the list it was for is not held', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'faultline-'));
  const store = await Store.open(join(folder, 'report.duckdb'), 'create');
  const centre = readHost('centre.example')!;
  await store.addHosts([centre]);
  const report = await readCrawlReport(store, nothing, centre);
  await store.close();
  await rm(folder, { recursive: true });
  expect(report.around).toEqual({ host: centre, neighbours: null });
  const text = renderCrawlReport(report);
  expect(text).toMatch(/nobody answered\. The network here may be down, or the names are wrong/);
  expect(text).toMatch(/do not hold the peer list of centre\.example/);
  expect(renderCrawlReport({ ...report, summary: { ...nothing, visited: 1 } })).toMatch(/nobody answered any more/);
});

/** A small network on two days, of which the page can show either. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildGraph } from '../../analysis/graph.ts';
import { takeSnapshot } from '../../data/snapshot/reference.ts';
import { freeze } from '../../data/snapshot.ts';
import { Store } from '../../data/store.ts';
import type { Visit } from '../../data/types.ts';
import { archiveOf } from '../../viz/cli/snapshot-archive.ts';
import { block, list, noFacts, noList, peers, record, visit } from '../fixtures/observed.ts';
import { raisePage } from './page.ts';

const monday = Date.parse('2026-11-16T10:00:00Z');
const tuesday = Date.parse('2026-11-17T10:00:00Z');

/** What a server may put wherever it writes text. */
export const hostileText = '<img src=x onerror="document.title=1"><script>document.title=1</script>\u202e';

/** Eight servers that know one another. On the second day one lifts its block, one hides its list, one is gone, one is new. */
const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((letter) => `${letter}.example`);

function visits(at: number, blocks: string[], others: Record<string, Partial<Visit>>): Visit[] {
  return names.map((name, i) =>
    visit(name, at, {
      facts: { ...noFacts, software: i % 3 === 0 ? 'misskey' : 'mastodon', users: 900 - 90 * i, mau: 400 - 40 * i },
      peers: peers(...names.filter((other) => other !== name)),
      blocks: list(name === 'a.example' ? blocks.map((target) => block(target)) : []),
      ...others[name],
    }),
  );
}

export async function raiseDays() {
  const folder = await mkdtemp(join(tmpdir(), 'faultline-days-'));
  const db = join(folder, 'days.duckdb');
  const store = await Store.open(db, 'create');
  await record(store, ...visits(monday, ['c.example'], {}));
  const { snapshot: first } = await takeSnapshot(store);
  const second = visits(tuesday, [], {
    'b.example': { blocks: noList('withheld') },
    'g.example': { status: 'unreached', reason: 'gone', peers: noList('unreached'), blocks: noList('unreached') },
    'd.example': { blocks: list([block('b.example', `suspend ${hostileText}`, { comment: hostileText })]) },
    'f.example': { facts: { ...noFacts, software: `mastodon${hostileText}`, version: hostileText, mau: 200 } },
    'h.example': { peers: peers(...names.slice(0, 6), 'new.example') },
  });
  await record(store, ...second);
  const served = await freeze(store);
  await store.close();
  const graph = buildGraph(served);
  const page = await raisePage({ graph, archive: archiveOf(db, 'local') });
  return {
    ...page,
    first: first.id,
    served: graph.ref.id,
    async close() {
      await page.close();
      await rm(folder, { recursive: true });
    },
  };
}

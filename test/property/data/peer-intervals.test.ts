/** Peer lists of many visits become the same intervals as in the slow, obvious version, whether or not names come with numbers. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Host, ObservedList, Visit } from '../../../data/types.ts';
import { host, list, noList, temporaryStore, visit } from '../../fixtures/observed.ts';

const pool = Array.from({ length: 9 }, (_, at) => host(`${'zyxwvutsr'[at]}.example`));

interface Seen {
  source: number;
  at: number;
  disclosure: 'published' | 'partial' | 'withheld';
  peers: number[];
}

const place = fc.nat(pool.length - 1);
const seen: fc.Arbitrary<Seen> = fc.record({
  source: fc.nat(3),
  at: fc.integer({ min: 1, max: 12 }),
  disclosure: fc.constantFrom('published', 'published', 'partial', 'withheld'),
  peers: fc.array(place, { maxLength: 12 }),
});
const history = fc.array(fc.array(seen, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 });

test('intervals are those of the slow, obvious version', async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.boolean(), async (batches, areNumbered) => {
      const store = await temporaryStore();
      for (const batch of batches) {
        const visits = batch.map((each) => visitOf(each, areNumbered));
        await store.record(await store.beginCrawl(0, {}), visits);
      }
      const stored = await store.rows(
        `SELECT source.host, target.host, epoch_ms(added_at)::DOUBLE, epoch_ms(removed_at)::DOUBLE
         FROM peers JOIN hosts AS source ON source.id = source_id JOIN hosts AS target ON target.id = target_id`,
      );
      expect(stored.map(String).sort()).toEqual(slowIntervals(batches.flat()).sort());
      await store.close();
    }),
    { numRuns: 25 },
  );
});

test('the rows of a batch lie in order of sources and targets', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(seen, { selector: ({ source }) => source }), async (batch) => {
      const store = await temporaryStore();
      await store.record(
        await store.beginCrawl(0, {}),
        batch.map((each) => visitOf(each, true)),
      );
      const rows = (await store.rows(
        'SELECT source_id::DOUBLE, target_id::DOUBLE FROM peers ORDER BY rowid',
      )) as number[][];
      expect(rows).toEqual([...rows].sort(([s, t], [u, v]) => s! - u! || t! - v!));
      await store.close();
    }),
    { numRuns: 10 },
  );
});

function visitOf({ source, at, disclosure, peers }: Seen, isNumbered: boolean): Visit {
  if (disclosure === 'withheld') return visit(pool[source]!, at, { peers: noList('withheld') });
  const numbers = Uint32Array.from(peers);
  const plain: ObservedList<Host> = list(
    peers.map((peer) => pool[peer]!),
    disclosure,
  );
  return visit(pool[source]!, at, { peers: isNumbered ? { ...plain, numbered: { names: pool, numbers } } : plain });
}

/** A list after the other, row by row. */
function slowIntervals(lists: readonly Seen[]): string[] {
  const rows: { source: number; target: number; added: number; removed: number | null }[] = [];
  const newest = new Map<number, number>();
  for (const { source, at, disclosure, peers } of lists) {
    if (disclosure === 'withheld') continue;
    const before = newest.get(source) ?? Number.NEGATIVE_INFINITY;
    newest.set(source, Math.max(before, at));
    if (at < before) continue;
    const standing = rows.filter((row) => row.source === source && row.removed === null);
    for (const row of standing) if (disclosure === 'published' && !peers.includes(row.target)) row.removed = at;
    for (const target of new Set(peers)) {
      if (target === source || standing.some((row) => row.target === target)) continue;
      rows.push({ source, target, added: at, removed: null });
    }
  }
  return rows.map(({ source, target, added, removed }) => String([pool[source], pool[target], added, removed]));
}

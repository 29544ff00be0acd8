import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Snapshot } from '../../../data/snapshot/types.ts';
import { freeze } from '../../../data/snapshot.ts';
import type { Disclosure, ObservedList } from '../../../data/types.ts';
import { disclosures } from '../../../data/types.ts';
import { block, host, list, record, temporaryStore, visit } from '../../fixtures/observed.ts';

const names = ['a.example', 'b.example', 'c.example', 'd.example', 'e.example'];

interface Seen {
  source: string;
  at: number;
  /** unchanged: the server says that the list is as it was. */
  disclosure: Disclosure | 'unchanged';
  targets: string[];
}

const seen: fc.Arbitrary<Seen> = fc.record({
  source: fc.constantFrom('a.example', 'b.example'),
  at: fc.integer({ min: 1, max: 12 }).map((step) => step * 1000),
  disclosure: fc.constantFrom(...disclosures, 'published', 'published', 'unchanged'),
  targets: fc.subarray(names),
});

/** A set per source, walked through in the order of recording: no intervals, no SQL. */
function slowStateAt(history: Seen[], asOf: number): string[] {
  const state = new Map<string, { at: number; targets: Set<string> }>();
  for (const { source, at, disclosure, targets } of history) {
    if (at > asOf || (disclosure !== 'published' && disclosure !== 'partial')) continue;
    const held = state.get(source);
    if (held !== undefined && held.at > at) continue;
    const kept = disclosure === 'partial' ? (held?.targets ?? []) : [];
    state.set(source, { at, targets: new Set([...kept, ...targets]) });
  }
  return [...state].flatMap(([source, { targets }]) => [...targets].map((target) => `${source} ${target}`)).sort();
}

function peersOf({ hosts, peers: { offsets, targets } }: Snapshot): string[] {
  return hosts.flatMap(({ host }, node) =>
    [...targets.subarray(offsets[node], offsets[node + 1])].map((target) => `${host} ${hosts[target]!.host}`),
  );
}

function seenList<Entry>(entries: Entry[], disclosure: Seen['disclosure']): ObservedList<Entry> {
  if (disclosure !== 'unchanged') return list(entries, disclosure);
  return { ...list<Entry>([]), reason: 'not-modified', unchanged: true };
}

const blocksOf = ({ hosts, blocks }: Snapshot) =>
  blocks.map(({ source, target }) => `${hosts[source]!.host} ${target}`);
const withoutSelf = (edges: string[]) => edges.filter((edge) => new Set(edge.split(' ')).size === 2);

test('what stands at any time is what a slow walk through the visits gives', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(seen, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
      async (batches) => {
        const store = await temporaryStore();
        // A crawl moves forward in time; within one time visits come in any order.
        const history = batches.flat().sort((left, right) => left.at - right.at);
        const sizes = batches.map((batch) => batch.length);
        let start = 0;
        for (const size of sizes) {
          const visits = history.slice(start, start + size).map(({ source, at, disclosure, targets }) =>
            visit(source, at, {
              peers: seenList(targets.map(host), disclosure),
              blocks: seenList(
                targets.map((target) => block(target)),
                disclosure,
              ),
            }),
          );
          await record(store, ...visits);
          start += size;
        }
        for (const asOf of new Set(history.map(({ at }) => at))) {
          const snapshot = await freeze(store, { asOf });
          const expected = slowStateAt(history, asOf);
          expect(peersOf(snapshot)).toEqual(withoutSelf(expected));
          expect(blocksOf(snapshot)).toEqual(expected);
        }
        await store.close();
      },
    ),
    { numRuns: 10, seed: 1, endOnFailure: true },
  );
});

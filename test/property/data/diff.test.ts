/** The diff of two times, against a slow version that keeps every list as it was last known and looks at it entry by entry. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diff } from '../../../data/history/diff.ts';
import { block, host, list, noList, record, rule, temporaryStore, visit } from '../../fixtures/observed.ts';

const sources = ['a.example', 'b.example', 'c.example'];
const targets = ['t1.example', 't2.example', 't3.example'];
const actions = ['suspend', 'silence'];

interface Seen {
  source: string;
  at: number;
  disclosure: 'published' | 'partial' | 'withheld';
  entries: [target: string, action: string][];
}

const history = fc
  .array(
    fc.record({
      source: fc.constantFrom(...sources),
      disclosure: fc.constantFrom('published' as const, 'published' as const, 'partial' as const, 'withheld' as const),
      entries: fc.uniqueArray(fc.tuple(fc.constantFrom(...targets), fc.constantFrom(...actions)), {
        selector: ([target, action]) => `${target} ${action}`,
      }),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((steps): Seen[] => steps.map((step, position) => ({ ...step, at: 1000 * (position + 1) })));

test('every entry is counted once, as what a slow reader of all observations says became of it', async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.nat(15), fc.nat(15), async (seen, one, other) => {
      const [from, to] = [Math.min(one, other) * 1000 + 1000, Math.max(one, other) * 1000 + 1000];
      const store = await temporaryStore();
      for (const { source, at, disclosure, entries } of seen) {
        const blocks =
          disclosure === 'withheld'
            ? noList('withheld')
            : list(
                entries.map(([target, action]) => block(target, action)),
                disclosure,
              );
        const peers =
          disclosure === 'withheld'
            ? noList('withheld')
            : list([...new Set(entries.map(([target]) => host(target)))], disclosure);
        await record(store, visit(source, at, { blocks, peers }));
      }
      const { entries, blocks } = await diff(store, { from, to });
      const slow = slowDiff(seen, from, to);
      expect(entries.blocks).toEqual(slow.counts);
      expect(
        blocks.map(({ source, target, change, before, after }) => ({ source, target, change, before, after })),
      ).toEqual(slow.changes);
      for (const { notBefore, seenAt } of blocks) {
        expect(seenAt > from && seenAt <= to).toBe(true);
        expect(notBefore === null || notBefore < seenAt).toBe(true);
      }
      const byTarget = seen.map((each) => ({
        ...each,
        entries: each.entries.map(([target]): [string, string] => [target, '']),
      }));
      expect(entries.peers).toEqual(slowDiff(byTarget, from, to).counts);
      await store.close();
    }),
    { numRuns: 40, endOnFailure: true },
  );
});

function slowDiff(seen: readonly Seen[], from: number, to: number) {
  const counts = { added: 0, removed: 0, changed: 0, unchanged: 0, notObserved: 0, firstSeen: 0 };
  const notObservedBy: Record<string, number> = {};
  const changes: unknown[] = [];
  for (const source of sources) {
    const own = seen.filter((each) => each.source === source && each.at <= to);
    const held = own.some(({ at, disclosure }) => at <= from && disclosure === 'published');
    const later = own.filter(({ at }) => at > from);
    const confirmed = later.some(({ disclosure }) => disclosure === 'published');
    for (const target of targets) {
      const old = actionsOf(
        own.filter(({ at }) => at <= from),
        target,
      );
      const now = actionsOf(own, target);
      if (old.length === 0 && now.length === 0) continue;
      if (old.length === 0 && !held) counts.firstSeen += 1;
      else if (old.length === 0) counts.added += 1;
      else if (now.length === 0) counts.removed += 1;
      else if (old.join() !== now.join()) counts.changed += 1;
      else if (confirmed) counts.unchanged += 1;
      else {
        counts.notObserved += 1;
        const state = later.at(-1)?.disclosure ?? 'not-asked';
        notObservedBy[state] = (notObservedBy[state] ?? 0) + 1;
      }
      const change = old.length === 0 ? 'added' : now.length === 0 ? 'removed' : 'changed';
      if (old.join() !== now.join() && (old.length > 0 || held)) {
        changes.push({ source: host(source), target: rule(target), change, before: old, after: now });
      }
    }
  }
  return { counts: { ...counts, notObservedBy }, changes };
}

/** A whole list is what is known from then on; one that was cut short only adds. */
function actionsOf(observations: readonly Seen[], target: string): string[] {
  let known = new Set<string>();
  for (const { disclosure, entries } of observations) {
    if (disclosure === 'withheld') continue;
    const shown = entries.filter(([name]) => name === target).map(([, action]) => action);
    known = disclosure === 'published' ? new Set(shown) : new Set([...known, ...shown]);
  }
  return [...known].sort();
}

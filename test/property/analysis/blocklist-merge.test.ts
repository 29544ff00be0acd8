/** Lists imported together: against the slow, obvious version, and what must hold whatever the lists. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeLists } from '../../../analysis/blocklist-merge.ts';
import { groupNearCopies } from '../../../analysis/near-copies.ts';
import type { RuleText } from '../../../data/types.ts';
import { slowGroups, slowImport } from './slow-import.ts';
import { words } from './worlds.ts';

const name = fc.integer({ min: 0, max: 24 }).map((at) => `n${at}.example` as RuleText);

/** Lists among which copies are likely: each is cut out of one of three and changed a little. */
function listsOf(software: string) {
  const actions = fc.constantFrom(...words[software]!);
  const entry = fc.record({ target: name, action: actions });
  const origins = fc.array(fc.array(entry, { minLength: 1, maxLength: 24 }), { minLength: 3, maxLength: 3 });
  return origins.chain((three) =>
    fc.array(
      fc
        .record({ from: fc.constantFrom(...three), more: fc.array(entry, { maxLength: 4 }), without: fc.nat(3) })
        .map(({ from, more, without }) => [...from.slice(without), ...more])
        .filter((entries) => entries.length > 0),
      { minLength: 1, maxLength: 6 },
    ),
  );
}

interface Given {
  software: string;
  lists: { name: string; entries: { target: RuleText; action: string }[] }[];
  threshold: number;
  except: RuleText[];
}

const imports: fc.Arbitrary<Given> = fc.constantFrom('mastodon', 'akkoma', 'misskey', 'pleroma').chain((software) =>
  fc.record({
    software: fc.constant(software),
    lists: listsOf(software).map((lists) => lists.map((entries, at) => ({ name: `list ${at}`, entries }))),
    threshold: fc.integer({ min: 1, max: 4 }),
    except: fc.array(name, { maxLength: 2 }),
  }),
);

const merge = ({ software, lists, threshold, except }: Given) =>
  mergeLists(lists, { software, threshold, isExcepted: ({ target }) => except.includes(target) });
const texts = (entries: readonly { target: string; action: string }[]) =>
  entries.map(({ target, action }) => `${target} ${action}`).sort();

test('an import agrees with the slow, obvious version', () => {
  fc.assert(
    fc.property(imports, (given) => {
      const { software, lists, threshold, except } = given;
      const merged = merge(given);
      const slow = slowImport(software, lists, threshold, ({ target }) => except.includes(target as RuleText));
      expect(texts(merged.entries)).toEqual(texts(slow.entries.map(({ text, action }) => ({ target: text, action }))));
      expect(merged.lists).toEqual(slow.lists);
      expect(merged.independent).toBe(new Set(slow.lists.map(({ group }) => group)).size);
    }),
    { numRuns: 1000, seed: 1 },
  );
});

test('near-copies are those that steps from copy to copy reach', () => {
  const sets = fc.array(fc.uniqueArray(name, { minLength: 8, maxLength: 14 }), { minLength: 1, maxLength: 12 });
  const chains = fc
    .integer({ min: 2, max: 8 })
    .map((links) =>
      Array.from({ length: links }, (_, from) =>
        Array.from({ length: 12 }, (_, at) => `n${from + at}.example` as RuleText),
      ),
    );
  fc.assert(
    fc.property(
      fc.oneof(
        sets,
        chains.chain((lists) => fc.shuffledSubarray(lists, { minLength: 1 })),
      ),
      (lists) => {
        expect(groupNearCopies(lists.map((names) => new Set(names)))).toEqual(slowGroups(lists));
      },
    ),
    { numRuns: 500, seed: 2 },
  );
});

test('one list alone is imported as it is', () => {
  fc.assert(
    fc.property(imports, ({ software, lists }) => {
      const [{ entries }] = lists as [(typeof lists)[number]];
      const merged = mergeLists(lists.slice(0, 1), { software, threshold: 1, isExcepted: () => false });
      expect(texts(merged.entries)).toEqual([...new Set(texts(entries))]);
    }),
    { seed: 3 },
  );
});

test('the order of lists, and of entries on them, changes nothing', () => {
  fc.assert(
    fc.property(imports, (given) => {
      const turned = given.lists.map(({ name, entries }) => ({ name, entries: [...entries].reverse() })).reverse();
      const [one, other] = [merge(given), merge({ ...given, lists: turned })];
      expect(texts(other.entries)).toEqual(texts(one.entries));
      const plain = ({ name, imported }: { name: string; imported: number }) => `${name} ${imported}`;
      expect(other.lists.map(plain).sort()).toEqual(one.lists.map(plain).sort());
    }),
    { seed: 4 },
  );
});

test('a higher threshold never imports a name that a lower one does not', () => {
  fc.assert(
    fc.property(imports, (given) => {
      const names = new Set(merge(given).entries.map(({ target }) => target));
      for (const { target } of merge({ ...given, threshold: given.threshold + 1 }).entries)
        expect(names).toContain(target);
    }),
    { seed: 5 },
  );
});

test('a list given twice counts once, so that its entries gain no voice', () => {
  const long = fc.uniqueArray(name, { minLength: 10, maxLength: 20 });
  fc.assert(
    fc.property(imports, long, fc.constantFrom('suspend', 'silence'), (given, copied, action) => {
      const copy = { name: 'copy', entries: copied.map((target) => ({ target, action })) };
      const once = { ...given, software: 'mastodon', lists: [copy], threshold: 2, except: [] };
      expect(merge(once).entries).toEqual([]);
      expect(merge({ ...once, lists: [copy, copy, copy] }).entries).toEqual([]);
      expect(merge({ ...once, lists: [copy, copy], threshold: 1 }).lists.map(({ group }) => group)).toEqual([0, 0]);
    }),
    { seed: 6 },
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { carryNames, groupsOf, groupsOnMap, type NamedGroup } from '../../../analysis/community-names.ts';
import { packMap } from '../../../analysis/map-file.ts';
import type { Host } from '../../../data/types.ts';
import { graphOf, worlds } from './worlds.ts';

const host = (number: number) => `h${String(number).padStart(3, '0')}.example` as Host;

/** Servers 0 to 39 in up to six groups, some of them in none; named by the letters given. */
const partitions = (letters: string) =>
  fc.array(fc.integer({ min: -1, max: 5 }), { minLength: 40, maxLength: 40 }).map((labels): NamedGroup[] =>
    [0, 1, 2, 3, 4, 5]
      .map((label) => ({
        name: letters[label]!,
        members: [...labels.keys()].filter((node) => labels[node] === label).map(host),
      }))
      .filter(({ members }) => members.length > 0),
  );

function share(a: NamedGroup, b: NamedGroup, known: (one: Host) => boolean): number {
  const left = a.members.filter(known);
  const right = b.members.filter(known);
  const both = left.filter((one) => right.includes(one)).length;
  return both / (left.length + right.length - both || 1);
}

test('what is the same keeps its name, whatever the order of the groups', () => {
  fc.assert(
    fc.property(partitions('abcdef'), partitions('ghijkl'), fc.nat(), (earlier, later, turn) => {
      expect(
        carryNames(
          earlier,
          earlier.map((group) => ({ ...group, name: `new ${group.name}` })),
        ),
      ).toEqual(earlier.map(({ name }) => name));
      const names = carryNames(earlier, later);
      const byMember = new Map(later.map((group, at) => [group.members[0], names[at]]));
      const turned = (groups: NamedGroup[]) => groups.map((_, at) => groups[(at + turn) % groups.length]!);
      const again = turned(later);
      expect(carryNames(turned(earlier), again)).toEqual(again.map(({ members }) => byMember.get(members[0])));
      expect(new Set(names).size).toBe(names.length);
    }),
    { seed: 1 },
  );
});

test('a name is carried where each has most in common with the other, and enough', () => {
  fc.assert(
    fc.property(partitions('abcdef'), partitions('ghijkl'), (earlier, later) => {
      const inSome = (groups: NamedGroup[]) => new Set(groups.flatMap(({ members }) => members));
      const [before, after] = [inSome(earlier), inSome(later)];
      const shares = (one: Host) => before.has(one) && after.has(one);
      const names = carryNames(earlier, later);
      later.forEach((group, at) => {
        const all = earlier.map((other) => share(group, other, shares));
        const best = Math.max(...all);
        const match = earlier.find(({ name }) => name === names[at]);
        if (match !== undefined) {
          expect(share(group, match, shares)).toBe(best);
          expect(best).toBeGreaterThanOrEqual(0.4);
        } else expect(names[at]).toBe(group.name);
        // More than half of both together: nothing else can be as like.
        if (best > 0.5) expect(match).toBeDefined();
      });
    }),
    { seed: 2 },
  );
});

test('a new group whose own name is taken is told apart', () => {
  const group = (name: string, ...numbers: number[]) => ({ name, members: numbers.map(host) });
  expect(carryNames([group('a', 1, 2, 3)], [group('b', 1, 2, 3), group('a', 4, 5), group('a · 2', 6)])).toEqual([
    'a',
    'a · 2',
    'a · 2 · 2',
  ]);
});

test('a map tells the groups that its graph has, as far as they are drawn', () => {
  fc.assert(
    fc.property(worlds(), (world) => {
      const graph = graphOf(world);
      expect(groupsOnMap(packMap(graph))).toEqual(groupsOf(graph));
    }),
    { seed: 3, numRuns: 30 },
  );
});

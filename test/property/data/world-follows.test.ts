/** The planted follows of people: whom few follow and whom many, what closes triads, and what servers make of it. */
import { expect, test } from 'vitest';
import { append } from '../../../analysis/multimap.ts';
import { isForum } from '../../../data/world/software/index.ts';
import type { Server, World } from '../../../data/world/types.ts';
import { createWorld } from '../../../data/world/world.ts';

/** Worlds are drawn with seeds of their own; a range of them is what random input is elsewhere. */
const seeds = [0, 1, 2, 3, 5];

function followsOf({ accounts }: World, account: number): Uint32Array {
  return accounts.targets.subarray(accounts.offsets[account], accounts.offsets[account + 1]);
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

test.each(seeds)(
  'nobody follows themselves or anybody twice, and everybody is at home on one server (seed %d)',
  (seed) => {
    const world = createWorld({ hosts: 80, seed });
    const { firsts, homes, offsets } = world.accounts;
    expect(homes.length).toBe(sum(world.servers.map(({ people }) => people)));
    expect(offsets).toHaveLength(homes.length + 1);
    for (const { index, people } of world.servers) {
      expect(firsts[index + 1]! - firsts[index]!).toBe(people);
      expect(homes.subarray(firsts[index], firsts[index + 1]).every((home) => home === index)).toBe(true);
    }
    for (let account = 0; account < homes.length; account++) {
      const follows = new Set(followsOf(world, account)).add(account);
      expect(follows.size).toBe(followsOf(world, account).length + 1);
    }
  },
);

test.each(seeds)('follows between servers are those of their people, added up (seed %d)', (seed) => {
  const world = createWorld({ hosts: 40, seed });
  const { homes } = world.accounts;
  const order = world.servers.length;
  const added = new Uint32Array(order * order);
  homes.forEach((source, account) => {
    for (const target of followsOf(world, account)) {
      if (homes[target] !== source) added[source * order + homes[target]!]!++;
    }
  });
  const wanted = Uint32Array.from(added, (_, pair) =>
    world.wantedFollowsBetween(Math.floor(pair / order), pair % order),
  );
  expect(wanted).toEqual(added);
});

test.each(seeds)('the hundredth part most followed has a fifth to a half of all follows (seed %d)', (seed) => {
  const { homes, targets } = createWorld({ hosts: 300, seed }).accounts;
  const followers = new Uint32Array(homes.length);
  for (const target of targets) followers[target]!++;
  const top = followers.sort().subarray(-Math.floor(homes.length / 100));
  const share = sum(top) / targets.length;
  expect(share).toBeGreaterThan(0.2);
  expect(share).toBeLessThan(0.5);
});

test.each(seeds)(
  'whom friends follow is followed far more often than in the same world without closure (seed %d)',
  (seed) => {
    const [closed, open] = [0.3, 0].map((closureShare) =>
      closedTriads(createWorld({ hosts: 120, seed, closureShare })),
    );
    expect(closed!).toBeGreaterThan(1.5 * open!);
  },
);

/** Of the paths from an account over one it follows to a third, the share whose ends follow too; from every 50th account. */
function closedTriads(world: World): number {
  let [paths, closed] = [0, 0];
  for (let account = 0; account < world.accounts.homes.length; account += 50) {
    const own = new Set(followsOf(world, account));
    for (const friend of own) {
      for (const third of followsOf(world, friend)) {
        if (third === account) continue;
        paths++;
        if (own.has(third)) closed++;
      }
    }
  }
  return closed / paths;
}

test.each([1, 2, 3])(
  'follows between servers of like size and language scatter far more than chance does (seed %d)',
  (seed) => {
    const world = createWorld({ hosts: 1500, seed });
    const like = world.servers.filter(({ people, software }) => people >= 60 && people < 600 && !isForum(software));
    const pairs = like.flatMap((source) =>
      like
        .filter((target) => target !== source && target.language === source.language && areTied(world, source, target))
        .map((target) => ({
          cell: `${source.language} ${source.topic === target.topic && source.topic}`,
          size: source.people * target.people,
          follows: world.wantedFollowsBetween(source.index, target.index),
        })),
    );
    const cells = new Map<string, typeof pairs>();
    for (const pair of pairs) append(cells, pair.cell, pair);
    let [excess, square] = [0, 0];
    for (const cell of cells.values()) {
      const level = sum(cell.map(({ follows }) => follows)) / sum(cell.map(({ size }) => size));
      for (const { size, follows } of cell) {
        excess += (follows - level * size) ** 2 - follows;
        square += (level * size) ** 2;
      }
    }
    // Of a Poisson number the relative variance beyond its own is 0.
    expect(pairs.length).toBeGreaterThan(2000);
    expect(excess / square).toBeGreaterThan(0.3);
    expect(excess / square).toBeLessThan(1.5);
  },
);

function areTied({ wantedFollowsBetween }: World, { index }: Server, other: Server): boolean {
  return wantedFollowsBetween(index, other.index) + wantedFollowsBetween(other.index, index) > 0;
}

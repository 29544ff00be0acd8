/** What a cut takes from threads and boosts in the planted truth, beside a slow twin; and who gets whose posts. */
import { expect, test } from 'vitest';
import { cutIn, cutOut } from '../../../analysis/effects.ts';
import { ruleFor, vocabularyOf } from '../../../analysis/rules.ts';
import { seededRandom } from '../../../data/random.ts';
import { arrivalsIn } from '../../../data/world/contact.ts';
import { nameSeenBy, rowsOn } from '../../../data/world/matching.ts';
import { trueBoostShare, trueThreadShare } from '../../../data/world/threads.ts';
import type { Server, World } from '../../../data/world/types.ts';
import { createWorld } from '../../../data/world/world.ts';

/** Worlds are drawn with seeds of their own; a range of them is what random input is elsewhere. */
const seeds = [0, 1, 2, 3, 5];

test.each(seeds)('posts pass between servers as the rules for what they declared have it (seed %d)', (seed) => {
  const world = createWorld({ hosts: 200, seed });
  const arrives = arrivalsIn(world);
  let [passing, stopped] = [0, 0];
  for (const reader of world.servers) {
    for (const author of world.servers) {
      if (reader === author) continue;
      const got = arrives(reader.index, author.index);
      if (got !== getsPosts(reader, author)) expect.fail(`${reader.host} from ${author.host}: got ${got}`);
      if (got) passing++;
      else if (reader.condition === 'alive' && author.condition === 'alive') stopped++;
    }
  }
  expect(passing).toBeGreaterThan(10_000);
  expect(stopped).toBeGreaterThan(500);
});

test.each(seeds)('threads and boosts lose what a slow count of every reply and boost says (seed %d)', (seed) => {
  const world = createWorld({ hosts: 40, seed });
  const random = seededRandom(seed);
  const people = peopleOf(world);
  const gets = world.servers.map((reader) => world.servers.map((author) => getsPosts(reader, author)));
  const live = world.servers.filter(({ condition }) => condition === 'alive').map(({ index }) => index);
  expect(live.some((reader) => live.some((author) => !gets[reader]![author]))).toBe(true);
  let compared = 0;
  for (const { index } of world.servers.filter(({ people }) => people < 300)) {
    const share = 0.6 * random();
    const cut = new Set([...world.servers.keys()].filter((server) => server !== index && random() < share));
    const answer = [trueThreadShare(world, index, cut), trueBoostShare(world, index, cut)];
    const slow = [
      slowShare(gets, people, { reader: index, cut, third: 'followers' }),
      slowShare(gets, people, { reader: index, cut, third: 'follows' }),
    ];
    for (const [at, expected] of slow.entries()) {
      if (expected === null) expect(answer[at]).toBeNull();
      else expect(answer[at]).toBeCloseTo(expected, 10);
      if (expected !== null && expected > 0) compared++;
    }
  }
  expect(compared).toBeGreaterThan(20);
});

test('nothing cut loses nothing, everything cut leaves nothing to read, and a dead server reads nothing', () => {
  const world = createWorld({ hosts: 60, seed: 1 });
  const reader = world.find(world.seedHosts[0]!)!.index;
  const others = new Set([...world.servers.keys()].filter((server) => server !== reader));
  const dead = world.servers.find(({ condition }) => condition !== 'alive')!.index;
  for (const share of [trueThreadShare, trueBoostShare]) {
    expect(share(world, reader, new Set())).toBe(0);
    expect(share(world, reader, others)).toBeNull();
    expect(share(world, dead, new Set())).toBeNull();
  }
});

/** By the rules of the analysis, which know nothing of the world. */
function getsPosts(reader: Server, author: Server): boolean {
  const live = reader.condition === 'alive' && author.condition === 'alive';
  return live && (effectOn(reader, author) & cutIn) === 0 && (effectOn(author, reader) & cutOut) === 0;
}

function effectOn(server: Server, other: Server): number {
  const name = nameSeenBy(server.software, other);
  const isOut = server.allowlistMode && !server.allows.some((allowed) => (allowed as string) === name);
  const effects = rowsOn(server, name).map(({ action }) => ruleFor(server.software, action).effect);
  return effects.reduce((all, effect) => all | effect, isOut ? vocabularyOf(server.software).allowlist.effect : 0);
}

interface Person {
  server: number;
  follows: Person[];
  followers: Person[];
}

function peopleOf({ accounts: { homes, offsets, targets } }: World): Person[] {
  const people = Array.from(homes, (server): Person => ({ server, follows: [], followers: [] }));
  people.forEach((person, account) => {
    for (const target of targets.subarray(offsets[account], offsets[account + 1])) {
      person.follows.push(people[target]!);
      people[target]!.followers.push(person);
    }
  });
  return people;
}

function slowShare(
  gets: readonly boolean[][],
  people: readonly Person[],
  { reader, cut, third }: { reader: number; cut: ReadonlySet<number>; third: 'follows' | 'followers' },
): number | null {
  const shares: number[] = [];
  for (const person of people.filter(({ server }) => server === reader)) {
    for (const author of person.follows) {
      const home = author.server;
      if (home === reader || cut.has(home) || !gets[reader]![home]) continue;
      const voices = author[third].filter(
        ({ server }) => server !== home && gets[home]![server] && (third === 'follows' || gets[server]![home]),
      );
      if (voices.length > 0) shares.push(voices.filter(({ server }) => cut.has(server)).length / voices.length);
    }
  }
  return shares.length === 0 ? null : shares.reduce((all, share) => all + share, 0) / shares.length;
}

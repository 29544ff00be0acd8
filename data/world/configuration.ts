/** How each server's administrator set it up: what strangers may see, what robots.txt says, and whether it still answers. */
import type { Resident } from './census.ts';
import { drawFrom } from './draw.ts';
import { models } from './software/index.ts';
import type { Condition, RobotsPolicy, Server } from './types.ts';

export type Configuration = Pick<
  Server,
  | 'condition'
  | 'robots'
  | 'counts'
  | 'optsOut'
  | 'peersOpen'
  | 'blocksShown'
  | 'rationaleShown'
  | 'allowlistMode'
  | 'rateLimitsOnce'
  | 'untidy'
>;

const aliveShare = 0.86;
/**
 * How the rest of them ended; a real crawl that starts from old lists finds far more dead than living. By what a
 * simulated network can show: without TLS, broken TLS is a closed connection.
 */
const endShares = {
  unresolved: 3,
  drops: 5,
  errors: 2,
  html: 1.5,
  gone: 1.5,
  moved: 0.7,
  hangs: 0.3,
  bare: 1,
} as const satisfies Ends;
type Ends = Record<Exclude<Condition, 'alive'>, number>;
/**
 * Of 57,010 of the 81,155 names in a crawl of the whole network, December 2023 (mizunashi-mana/fediverse-stats at
 * 3b8ba9b): no address 21,041; a web server without NodeInfo 10,102; broken TLS, refused or cut connections
 * 14,132; silence 4,693; another status 3,855; something that is no NodeInfo 2,514; gone 551; endless redirects 29.
 */
const realEndShares = {
  unresolved: 21_041,
  bare: 10_102,
  drops: 14_132,
  hangs: 4693,
  errors: 3855,
  html: 2514,
  gone: 551,
  moved: 29,
} as const satisfies Ends;
const robotsShares = {
  shipped: 0.9,
  absent: 0.04,
  slow: 0.01,
  'forbids-all': 0.023,
  'forbids-us': 0.014,
  'refuses-us': 0.003,
  unavailable: 0.01,
} as const satisfies Record<RobotsPolicy, number>;
const countsShares = {
  true: 0.93,
  'mau-missing': 0.03,
  missing: 0.03,
  inflated: 0.01,
} as const;
/** The largest servers stay alive, open and honest: the story needs them. */
export const castSize = 9;

/** One server of each rare kind is planted at these ranks (as shares of the census), so that it occurs in every world. */
const planted: readonly { at: number; when: (resident: Resident) => boolean; set: Partial<Configuration> }[] = [
  { at: 0.08, when: ({ software }) => software === 'mastodon', set: { rateLimitsOnce: true } },
  { at: 0.1, when: ({ software }) => software === 'misskey', set: { rateLimitsOnce: true } },
  { at: 0.12, when: ({ software }) => software === 'mastodon', set: { allowlistMode: true } },
  { at: 0.15, when: ({ software }) => software === 'lemmy', set: { allowlistMode: true } },
  { at: 0.2, when: ({ software }) => software === 'pleroma', set: { allowlistMode: true } },
  { at: 0.25, when: ({ software }) => software === 'mastodon', set: { peersOpen: false } },
  { at: 0.3, when: ({ software }) => software === 'misskey', set: { peersOpen: false } },
  { at: 0.3, when: ({ software }) => software === 'pleroma', set: { blocksShown: 'none' } },
  { at: 0.35, when: ({ software }) => software === 'akkoma', set: { blocksShown: 'some' } },
  { at: 0.4, when: () => true, set: { robots: 'unavailable' } },
  { at: 0.45, when: () => true, set: { robots: 'forbids-all' } },
  { at: 0.5, when: () => true, set: { robots: 'forbids-us' } },
  { at: 0.55, when: () => true, set: { condition: 'hangs', robots: 'absent' } },
  { at: 0.6, when: () => true, set: { condition: 'moved', robots: 'absent' } },
  { at: 0.65, when: () => true, set: { condition: 'gone', robots: 'absent' } },
  { at: 0.7, when: () => true, set: { condition: 'html', robots: 'absent' } },
  { at: 0.75, when: () => true, set: { condition: 'errors', robots: 'absent' } },
  { at: 0.78, when: () => true, set: { condition: 'unresolved', robots: 'absent' } },
  { at: 0.81, when: () => true, set: { condition: 'bare', robots: 'absent' } },
  { at: 0.5, when: ({ software }) => software === 'mastodon', set: { counts: 'inflated' } },
  { at: 0.55, when: ({ software }) => software === 'mastodon', set: { counts: 'missing' } },
  { at: 0.1, when: ({ software }) => software === 'pleroma', set: { untidy: true } },
  { at: 0.1, when: ({ software }) => software === 'mastodon', set: { untidy: true } },
];
/** Below this many servers a world has no room for every rare kind. */
const smallestWorldWithPlants = 60;

/**
 * @param deadShare of the servers below the cast that answer no more, in the mix of a real crawl; by default fewer,
 * in a mix that has some of every kind
 * @returns one configuration per resident, in their order
 */
export function configure(residents: readonly Resident[], random: () => number, deadShare?: number): Configuration[] {
  const ends =
    deadShare === undefined ? { share: 1 - aliveShare, mix: endShares } : { share: deadShare, mix: realEndShares };
  const configurations = residents.map((resident, rank) => drawConfiguration(resident, rank, ends, random));
  if (residents.length < smallestWorldWithPlants) return configurations;
  const used = new Set<number>();
  for (const { at, when, set } of planted) {
    const from = Math.floor(at * residents.length);
    const rank = residents.findIndex(
      (resident, position) => position >= from && resident.plant === null && !used.has(position) && when(resident),
    );
    if (rank < castSize) continue;
    used.add(rank);
    configurations[rank] = { ...asItCame, counts: configurations[rank]!.counts, ...set };
  }
  return configurations;
}

/** What nobody changed. */
const asItCame: Configuration = {
  condition: 'alive',
  robots: 'shipped',
  counts: 'true',
  optsOut: false,
  peersOpen: true,
  blocksShown: 'all',
  rationaleShown: true,
  allowlistMode: false,
  rateLimitsOnce: false,
  untidy: false,
};

function drawConfiguration(
  { software, version, plant }: Resident,
  rank: number,
  ends: { share: number; mix: Ends },
  random: () => number,
): Configuration {
  const byChance: Configuration = {
    ...asItCame,
    condition: random() < ends.share ? drawFrom(random, ends.mix) : 'alive',
    robots: drawFrom(random, robotsShares),
    counts: drawFrom(random, countsShares),
    rationaleShown: random() < 0.7,
    untidy: random() < 0.03,
    ...models[software].setup?.(version, random),
  };
  if (rank < castSize) return { ...asItCame, blocksShown: rank === 8 ? 'all' : byChance.blocksShown };
  if (plant !== null) return { ...asItCame, ...plant.set };
  // What is no more has no rules left.
  return byChance.condition === 'alive' ? byChance : { ...byChance, robots: 'absent' };
}

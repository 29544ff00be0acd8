/** How each server's administrator set it up: what strangers may see, what robots.txt says, and whether it still answers. */
import type { Resident } from './census.ts';
import { drawFrom } from './draw.ts';
import type { Condition, CountsStyle, RobotsPolicy, Server } from './types.ts';

export type Configuration = Pick<
  Server,
  | 'condition'
  | 'robots'
  | 'counts'
  | 'peersOpen'
  | 'blocksShown'
  | 'rationaleShown'
  | 'allowlistMode'
  | 'rateLimitsOnce'
  | 'untidy'
>;

/** Of the servers that once were; a real crawl that starts from old lists finds far more dead than living. */
const conditionShares = {
  alive: 0.86,
  drops: 0.08,
  errors: 0.02,
  html: 0.015,
  gone: 0.015,
  moved: 0.007,
  hangs: 0.003,
} as const satisfies Record<Condition, number>;
const robotsShares = {
  shipped: 0.9,
  absent: 0.04,
  slow: 0.01,
  'forbids-all': 0.025,
  'forbids-us': 0.015,
  unavailable: 0.01,
} as const satisfies Record<RobotsPolicy, number>;
const countsShares = {
  true: 0.93,
  'mau-missing': 0.03,
  missing: 0.03,
  inflated: 0.01,
} as const;
/** The largest servers stay alive and open: the story needs them. */
const castSize = 9;

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
  { at: 0.5, when: ({ software }) => software === 'mastodon', set: { counts: 'inflated' } },
  { at: 0.55, when: ({ software }) => software === 'mastodon', set: { counts: 'missing' } },
  { at: 0.2, when: ({ software }) => software === 'gotosocial', set: { robots: 'absent', counts: 'baffle' } },
  { at: 0.1, when: ({ software }) => software === 'pleroma', set: { untidy: true } },
  { at: 0.1, when: ({ software }) => software === 'mastodon', set: { untidy: true } },
];
/** Below this many servers a world has no room for every rare kind. */
const smallestWorldWithPlants = 60;

/** @returns one configuration per resident, in their order */
export function configure(residents: readonly Resident[], random: () => number): Configuration[] {
  const configurations = residents.map((resident, rank) => drawConfiguration(resident, rank, random));
  if (residents.length < smallestWorldWithPlants) return configurations;
  const used = new Set<number>();
  for (const { at, when, set } of planted) {
    const from = Math.floor(at * residents.length);
    const rank = residents.findIndex((resident, position) => position >= from && !used.has(position) && when(resident));
    if (rank < castSize) continue;
    used.add(rank);
    configurations[rank] = { ...drawn(), counts: configurations[rank]!.counts, ...set };
  }
  return configurations;
}

/** What nobody changed. */
function drawn(): Configuration {
  return {
    condition: 'alive',
    robots: 'shipped',
    counts: 'true',
    peersOpen: true,
    blocksShown: 'all',
    rationaleShown: true,
    allowlistMode: false,
    rateLimitsOnce: false,
    untidy: false,
  };
}

function drawConfiguration({ software }: Resident, rank: number, random: () => number): Configuration {
  const byChance: Configuration = {
    ...drawn(),
    condition: drawFrom(random, conditionShares),
    robots: drawFrom(random, robotsShares),
    counts: drawFrom(random, countsShares),
    peersOpen: random() >= (software === 'mastodon' ? 0.06 : software === 'misskey' ? 0.02 : 0),
    blocksShown: drawBlocksShown(software, random),
    rationaleShown: random() < 0.7,
    allowlistMode: random() < (software === 'lemmy' ? 0.04 : 0.005),
    untidy: random() < 0.03,
  };
  if (software === 'gotosocial') byChance.counts = drawGotosocialCounts(random);
  // What is no more has no rules left.
  if (byChance.condition !== 'alive') byChance.robots = 'absent';
  return rank < castSize ? { ...drawn(), blocksShown: rank === 8 ? 'all' : byChance.blocksShown } : byChance;
}

function drawBlocksShown(software: Resident['software'], random: () => number): Server['blocksShown'] {
  const chance = random();
  if (software === 'mastodon') return chance < 0.55 ? 'all' : 'none';
  if (software === 'pleroma' || software === 'akkoma') return chance < 0.75 ? 'all' : chance < 0.9 ? 'some' : 'none';
  return 'all';
}

/** Its stats modes: accurate where robots.txt allows them, or random numbers. */
function drawGotosocialCounts(random: () => number): CountsStyle {
  return random() < 0.7 ? 'true' : 'baffle';
}

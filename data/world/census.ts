/**
 * Who is there: how many people each server has, its language, topic, software and version.
 *
 * Sizes follow a Zipf law with noise. The numbers of the mix are round figures of the right order for 2023-2025,
 * with more of the small software than a random sample of 300 would show, so that every kind occurs.
 */
import { drawFactor, drawFrom, drawNormal, drawRound } from './draw.ts';
import type { WorldSoftware } from './types.ts';

export const topics = ['general', 'art', 'technology', 'science', 'games', 'music', 'books', 'debate'] as const;
export type Topic = (typeof topics)[number];

export interface Resident {
  language: string;
  topic: Topic;
  software: WorldSoftware;
  version: string;
  people: number;
  users: number;
  activeHalfyear: number;
  posts: number;
  openRegistrations: boolean;
  contested: number;
  strictness: number;
}

const languageShares = { en: 0.42, ja: 0.19, de: 0.14, fr: 0.11, es: 0.08, pt: 0.06 };
const topicShares = {
  general: 0.34,
  art: 0.12,
  technology: 0.14,
  science: 0.08,
  games: 0.1,
  music: 0.06,
  books: 0.06,
  debate: 0.1,
} as const satisfies Record<Topic, number>;
const softwareShares = {
  mastodon: 0.58,
  misskey: 0.08,
  pleroma: 0.06,
  akkoma: 0.07,
  lemmy: 0.12,
  gotosocial: 0.04,
  peertube: 0.03,
  writefreely: 0.02,
} as const satisfies Record<WorldSoftware, number>;
/** Misskey is at home in Japan. */
const japaneseSoftwareShares = {
  mastodon: 0.37,
  misskey: 0.5,
  pleroma: 0.04,
  akkoma: 0.04,
  lemmy: 0.02,
  gotosocial: 0.01,
  peertube: 0.01,
  writefreely: 0.01,
} as const satisfies Record<WorldSoftware, number>;

const versionShares: Readonly<Record<WorldSoftware, Readonly<Record<string, number>>>> = {
  mastodon: {
    '4.5.2': 0.18,
    '4.4.8': 0.16,
    '4.4.5+glitch': 0.04,
    '4.3.14': 0.34,
    '4.2.27': 0.18,
    '4.1.25': 0.06,
    '3.5.19': 0.04,
  },
  misskey: { '2025.10.2': 0.5, '2025.4.1': 0.25, '2024.11.0': 0.15, '2023.11.1': 0.1 },
  pleroma: { '2.9.1': 0.4, '2.7.1': 0.4, '2.5.5': 0.2 },
  akkoma: { '3.16.0': 0.6, '3.13.3': 0.4 },
  lemmy: { '0.19.5': 0.5, '0.19.9': 0.32, '0.18.5': 0.1, '0.19.12': 0.08 },
  gotosocial: { '0.20.2': 0.6, '0.18.3': 0.4 },
  peertube: { '7.3.0': 0.5, '6.3.3': 0.5 },
  writefreely: { '0.15.1': 0.7, '0.16.0': 0.3 },
};

/** These two run on small machines for few people. */
const smallSoftwareFactor = 0.15;

/**
 * The largest servers are set by hand, so that every world tells a story: a large one much of the network has acted
 * on (rank 3), a second one in another language (rank 7), and strict neighbours that still have ties to both.
 */
const cast: Readonly<Record<number, Partial<Resident>>> = {
  0: { language: 'en', topic: 'general', software: 'mastodon', version: '4.3.14', contested: 0, strictness: 0.3 },
  1: { language: 'ja', topic: 'general', software: 'misskey', version: '2025.10.2', contested: 0, strictness: 0.3 },
  2: { language: 'en', topic: 'art', software: 'mastodon', version: '4.3.14', contested: 0, strictness: 0.9 },
  3: { language: 'en', topic: 'debate', software: 'mastodon', version: '4.2.27', contested: 0.55, strictness: 0.15 },
  4: { language: 'de', topic: 'general', software: 'mastodon', version: '4.4.8', contested: 0, strictness: 0.7 },
  5: { language: 'en', topic: 'technology', software: 'lemmy', version: '0.19.5', contested: 0, strictness: 0.4 },
  6: { language: 'fr', topic: 'general', software: 'mastodon', version: '4.3.14', contested: 0, strictness: 0.5 },
  7: { language: 'ja', topic: 'debate', software: 'misskey', version: '2025.4.1', contested: 0.35, strictness: 0.1 },
  8: { language: 'en', topic: 'technology', software: 'akkoma', version: '3.16.0', contested: 0, strictness: 0.6 },
};

/** @returns residents from the largest to the smallest, before their names */
export function drawResidents(hosts: number, random: () => number): Resident[] {
  const largest = 700 * Math.sqrt(hosts);
  return Array.from({ length: hosts }, (_, rank) => drawResident(rank, largest, random));
}

function drawResident(rank: number, largest: number, random: () => number): Resident {
  const language = drawFrom(random, languageShares);
  const topic = drawFrom(random, topicShares);
  const software = drawFrom(random, language === 'ja' ? japaneseSoftwareShares : softwareShares);
  const spread = rank < 10 ? 1 : drawFactor(random, 0.35);
  const debating = topic === 'debate';
  const drawn = { language, topic, software, ...cast[rank] };
  const fit = drawn.software === 'gotosocial' || drawn.software === 'writefreely' ? smallSoftwareFactor : 1;
  const people = Math.max(1, Math.round((largest / (rank + 1) ** 1.02) * spread * fit));
  return {
    people,
    users: drawRound(random, people * (1.6 + 4 * random())),
    activeHalfyear: drawRound(random, people * (1.1 + 0.4 * random())),
    posts: drawRound(random, people * 220 * drawFactor(random, 0.6)),
    openRegistrations: random() < 0.4,
    contested: random() < (debating ? 0.6 : 0.03) ? 0.3 + 0.6 * random() : 0,
    strictness: debating ? 0.25 * random() : Math.min(1, Math.max(0, 0.5 + 0.3 * drawNormal(random))),
    version: drawFrom(random, versionShares[drawn.software]),
    ...drawn,
  };
}

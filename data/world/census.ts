/**
 * Who is there: how many people each server has, its language, topic, software and version.
 *
 * Sizes follow a Zipf law with noise. The numbers of the mix are round figures of the right order for 2023-2025, with
 * fewer of the software that lists nobody than there is, so that a small world has something to say.
 */
import { drawFactor, drawFrom, drawNormal, drawRound } from './draw.ts';
import { type Plant, plantsByRank } from './plants.ts';
import { models } from './software/index.ts';
import { type Topic, type WorldSoftware, worldSoftware } from './types.ts';

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
  plant: Plant | null;
}

export const languageShares = { en: 0.42, ja: 0.19, de: 0.14, fr: 0.11, es: 0.08, pt: 0.06 };
export const languages = Object.keys(languageShares);
export const topicShares = {
  general: 0.34,
  art: 0.12,
  technology: 0.14,
  science: 0.08,
  games: 0.1,
  music: 0.06,
  books: 0.06,
  debate: 0.1,
} as const satisfies Record<Topic, number>;
const softwareShares = sharesBy('share');
/** Misskey is at home in Japan. */
const japaneseSoftwareShares = sharesBy('japaneseShare');
/** As much of each as in all languages together. */
const evenSoftwareShares = mix(softwareShares, japaneseSoftwareShares, languageShares.ja);

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

/**
 * @param options.shift whether Misskey and its forks are mostly Japanese; otherwise they are as common in any language
 * @returns residents from the largest to the smallest, before their names
 */
export function drawResidents({ hosts, shift }: { hosts: number; shift: boolean }, random: () => number): Resident[] {
  const largest = 700 * Math.sqrt(hosts);
  const plants = plantsByRank(hosts);
  const sharesIn = (language: string) =>
    shift ? (language === 'ja' ? japaneseSoftwareShares : softwareShares) : evenSoftwareShares;
  return Array.from({ length: hosts }, (_, rank) =>
    drawResident(rank, { largest, plant: plants.get(rank) ?? null, sharesIn, random }),
  );
}

interface Drawing {
  largest: number;
  plant: Plant | null;
  sharesIn: (language: string) => Readonly<Record<WorldSoftware, number>>;
  random: () => number;
}

function drawResident(rank: number, { largest, plant, sharesIn, random }: Drawing): Resident {
  const language = drawFrom(random, languageShares);
  const topic = drawFrom(random, topicShares);
  const software = drawFrom(random, sharesIn(language));
  const spread = rank < 10 ? 1 : drawFactor(random, 0.35);
  const debating = topic === 'debate';
  const drawn = { language, topic, software, ...cast[rank], ...plantedOf(plant) };
  const { sizeFactor = 1, versions } = models[drawn.software];
  const people = Math.max(1, Math.round((largest / (rank + 1) ** 1.02) * spread * sizeFactor));
  return {
    people,
    users: drawRound(random, people * (1.6 + 4 * random())),
    activeHalfyear: drawRound(random, people * (1.1 + 0.4 * random())),
    posts: drawRound(random, people * 220 * drawFactor(random, 0.6)),
    openRegistrations: random() < 0.4,
    contested: random() < (debating ? 0.6 : 0.03) ? 0.3 + 0.6 * random() : 0,
    strictness: debating ? 0.25 * random() : Math.min(1, Math.max(0, 0.5 + 0.3 * drawNormal(random))),
    version: drawFrom(random, versions),
    ...drawn,
    ...(plant?.version === undefined ? {} : { version: plant.version }),
    plant,
  };
}

function plantedOf(plant: Plant | null): Partial<Resident> {
  if (plant === null) return {};
  const { software, language } = plant;
  return { software, ...(language !== undefined && { language }) };
}

/** @param part of the second */
function mix(
  one: Readonly<Record<WorldSoftware, number>>,
  other: Readonly<Record<WorldSoftware, number>>,
  part: number,
): Record<WorldSoftware, number> {
  const shares = worldSoftware.map((name): [WorldSoftware, number] => [
    name,
    one[name] * (1 - part) + other[name] * part,
  ]);
  return Object.fromEntries(shares) as Record<WorldSoftware, number>;
}

function sharesBy(share: 'share' | 'japaneseShare'): Record<WorldSoftware, number> {
  const shares = worldSoftware.map((software): [WorldSoftware, number] => [software, models[software][share]]);
  return Object.fromEntries(shares) as Record<WorldSoftware, number>;
}

/**
 * What servers say of themselves that is not so, beyond numbers nobody could believe (configuration.ts): another language
 * than their people's, invented people where there is hardly anybody, and tables of follows that nobody keeps.
 */
import { languageShares, type Resident } from './census.ts';
import { type Configuration, castSize } from './configuration.ts';
import { drawFrom } from './draw.ts';
import type { Server } from './types.ts';

export type Claims = Pick<Server, 'declaredLanguage' | 'inflation' | 'countsKept'> &
  Partial<Pick<Server, 'people' | 'users' | 'activeHalfyear' | 'posts'>>;

/** Of wrong languages, what the software came with: English. */
const defaultLanguageShare = 0.5;
const inventorShare = 0.006;
/** With fewer servers one inventor would be more than the share. */
const smallestWorldWithInventors = 60;
/** Inventors say that this many to this many people are active, evenly in logarithms. */
const [fewestInvented, mostInvented] = [3000, 1_000_000];
const staleTableShare = 0.03;

/** @returns what each resident claims, in their order; the people of inventors are few, whatever their rank */
export function drawClaims(
  residents: readonly Resident[],
  configurations: readonly Configuration[],
  wrongLanguageShare: number,
  random: () => number,
): Claims[] {
  const claims = residents.map(({ language, plant }, rank): Claims => {
    const isWrong = random() < wrongLanguageShare;
    const wrong = drawWrongLanguage(language, random);
    const isStale = random() < staleTableShare;
    const isCast = rank < castSize;
    return {
      declaredLanguage: isWrong && !isCast ? wrong : language,
      inflation: 1,
      countsKept: isCast || plant !== null || !isStale,
    };
  });
  for (const rank of pickInventors(residents, configurations, random)) {
    claims[rank] = { ...claims[rank]!, ...drawInvention(random) };
  }
  return claims;
}

function drawWrongLanguage(language: string, random: () => number): string {
  const isDefault = random() < defaultLanguageShare;
  const others = Object.entries(languageShares).filter(([other]) => other !== language);
  const drawn = drawFrom(random, Object.fromEntries(others));
  return isDefault && language !== 'en' ? 'en' : drawn;
}

/** Ranks of small Mastodon servers that answer, spread evenly. */
function pickInventors(
  residents: readonly Resident[],
  configurations: readonly Configuration[],
  random: () => number,
): number[] {
  const hosts = residents.length;
  if (hosts < smallestWorldWithInventors) return [];
  const able = [...residents.keys()].filter((rank) => {
    const { condition, robots, counts } = configurations[rank]!;
    const { software, plant } = residents[rank]!;
    const tells = condition === 'alive' && robots === 'shipped' && counts === 'true';
    return rank >= hosts / 2 && software === 'mastodon' && plant === null && tells;
  });
  const count = Math.min(able.length, Math.max(1, Math.round(inventorShare * hosts)));
  return Array.from({ length: count }, (_, at) => able[Math.floor(((at + random()) * able.length) / count)]!);
}

function drawInvention(random: () => number): Partial<Claims> & Pick<Claims, 'inflation'> {
  const people = 1 + Math.floor(2 * random());
  const active = fewestInvented * (mostInvented / fewestInvented) ** random();
  return {
    people,
    users: people * 3,
    activeHalfyear: people * 2,
    posts: people * (100 + Math.floor(200 * random())),
    inflation: Math.floor(active / people),
  };
}

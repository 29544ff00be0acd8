/**
 * The people of a world as accounts: what each writes in and about, in which circle it is, and how likely others are to
 * follow it.
 *
 * Popularity follows a Pareto law, so that a few accounts gather much of the attention and two servers of one size may
 * be worth very different numbers of follows. Servers differ beside that by a hidden popularity and a hidden activity.
 * Circles are hidden too: people of one language who know of each other, on some servers and not on others.
 */
import { languageShares, languages, topicShares } from './census.ts';
import { drawFactor, drawFrom } from './draw.ts';
import { kindAt, numberOf } from './pools.ts';
import { isForum } from './software/index.ts';
import type { AccountFollows, Server } from './types.ts';

export type Home = Pick<Server, 'language' | 'topic' | 'software' | 'people' | 'inflation'>;

export interface Accounts extends Pick<AccountFollows, 'firsts' | 'homes'> {
  /** Number of the kind (pools.ts) of each account, and of each server. */
  kinds: Uint8Array;
  serverKinds: Uint8Array;
  /** Number of the circle of each account, below `circleCount`. */
  circles: Uint8Array;
  /** How attractive each account is; the mean of a server's is in proportion to its `attraction` by head. */
  weights: Float64Array;
  /** How attractive each server is. */
  attraction: Float64Array;
  /** Follows an account wants to make, a mean by server. */
  activity: Float64Array;
}

const followsPerAccount = 9;
/** A large server attracts a little less than its size. */
const sizeExponent = 0.95;
/** Where people are invented, the few there are are followed by next to nobody. */
const inventorRepute = 0.02;
/** Share of accounts that write in another language, or about another topic, than their server's people mostly do. */
const strangeLanguageShare = 0.1;
const strangeTopicShare = 0.25;
/** The hundredth part most popular gets about 0.01^(1 − 1/1.2), more than two fifths, before the law is cut off. */
const popularityExponent = 1.2;
/** Nobody is this many times as popular as the least. */
const mostPopular = 10_000;
const circlesPerLanguage = 6;
/** Share of a server's people in its own circle; the rest are in any of their language. */
const ownCircleShare = 0.85;

export const circleCount = languages.length * circlesPerLanguage;

export function drawAccounts(servers: readonly Home[], random: () => number): Accounts {
  const attraction = Float64Array.from(servers, ({ people, inflation }) => {
    const repute = inflation > 1 ? inventorRepute : 1;
    return people ** sizeExponent * repute * drawFactor(random, 0.5);
  });
  const activity = Float64Array.from(servers, () => followsPerAccount * drawFactor(random, 0.4));
  const firsts = new Uint32Array(servers.length + 1);
  servers.forEach(({ people }, index) => {
    firsts[index + 1] = firsts[index]! + people;
  });
  const size = firsts.at(-1)!;
  const homes = new Uint32Array(size);
  const kinds = new Uint8Array(size);
  const circles = new Uint8Array(size);
  const weights = new Float64Array(size);
  const serverKinds = Uint8Array.from(servers, ({ language, topic, software }) =>
    numberOf({ language, topic, onForum: isForum(software) }),
  );
  const drawCircle = () => Math.floor(circlesPerLanguage * random());
  servers.forEach(({ people }, index) => {
    const ownCircle = drawCircle();
    for (let account = firsts[index]!; account < firsts[index + 1]!; account += 1) {
      homes[account] = index;
      kinds[account] = drawKind(serverKinds[index]!, random);
      const circle = random() < ownCircleShare ? ownCircle : drawCircle();
      circles[account] = languages.indexOf(kindAt(kinds[account]!).language) * circlesPerLanguage + circle;
      weights[account] = (attraction[index]! / people) * drawPopularity(random);
    }
  });
  return { firsts, homes, kinds, serverKinds, circles, weights, attraction, activity };
}

/** @param usual the kind of the server */
function drawKind(usual: number, random: () => number): number {
  const hasOwnLanguage = random() < strangeLanguageShare;
  const hasOwnTopic = random() < strangeTopicShare;
  if (!hasOwnLanguage && !hasOwnTopic) return usual;
  const { language, topic, onForum } = kindAt(usual);
  return numberOf({
    language: hasOwnLanguage ? drawFrom(random, languageShares) : language,
    topic: hasOwnTopic ? drawFrom(random, topicShares) : topic,
    onForum,
  });
}

function drawPopularity(random: () => number): number {
  return Math.min(mostPopular, (1 - random()) ** (-1 / popularityExponent));
}

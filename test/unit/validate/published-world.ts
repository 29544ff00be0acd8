/** A small fediverse of two languages in which Misskey servers publish their counts, as text for `buildSnapshot`. */
import { seededRandom } from '../../../data/random.ts';
import type { ServerText, WorldText } from '../../golden/world-w1.ts';

export type Follows = (reader: string, author: string) => number;

export const publishers = names('m', 12);
const others = names('a', 20);
export const everybody = [...publishers, ...others];

/** Even ones declare Japanese, odd ones English. */
export function languageOf(name: string): string {
  return Number(name.slice(1, 3)) % 2 === 0 ? 'ja' : 'en';
}

export function peopleOn(name: string): number {
  return 20 * (1 + (Number(name.slice(1, 3)) % 7)) ** 2;
}

/** Whether two servers have met: all of one language, a fifth of the rest. */
export function haveMet(a: string, b: string): boolean {
  return languageOf(a) === languageOf(b) || (Number(a.slice(1, 3)) + Number(b.slice(1, 3))) % 5 === 0;
}

/** People follow where people are, of servers that have met, ten times as much within their language, with chance in it. */
export function plantFollows(seed: number): Follows {
  const random = seededRandom(seed);
  const follows = new Map<string, number>();
  for (const reader of everybody) {
    for (const author of everybody) {
      const alike = languageOf(reader) === languageOf(author) ? 10 : Number(haveMet(reader, author));
      const mean = (peopleOn(reader) * peopleOn(author) * alike) / 20_000;
      follows.set(`${reader} ${author}`, Math.round(mean * (0.5 + random())));
    }
  }
  return (reader, author) => follows.get(`${reader} ${author}`)!;
}

/** @param told what a server publishes of the follows from a reader's server to an author's; as they are when left out */
export function publishedWorld(follows: Follows, told: (publisher: string) => Follows = () => follows): WorldText {
  const servers: Record<string, ServerText> = {};
  for (const name of everybody) {
    const peers = everybody.filter((other) => other !== name && haveMet(name, other));
    servers[name] = { mau: peopleOn(name), language: languageOf(name), peers };
  }
  for (const name of publishers) {
    const publishes = told(name);
    const rows = everybody
      .filter((other) => other !== name)
      .map((other) => [other, { followsOut: publishes(name, other), followsIn: publishes(other, name) }]);
    servers[name] = { ...servers[name], software: 'misskey', counts: Object.fromEntries(rows) };
  }
  return { servers };
}

function names(letter: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `${letter}${String(at).padStart(2, '0')}.example`);
}

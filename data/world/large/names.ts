/** As many different names as are asked for, about eighteen characters long, all under `.example` (RFC 2606). */
import { readHost } from '../../host.ts';
import type { Host } from '../../types.ts';

const syllables = [...'bdfghjklmnprstvz'].flatMap((consonant) => [...'aeiou'].map((vowel) => consonant + vowel));
/** Words of three syllables, and a step that has no factor in common with their number, so that it meets each once. */
const wordCount = syllables.length ** 3;
const step = 314_159;
const prefixes = ['social', 'mastodon', 'fedi', 'm', 'town', 'lemmy', 'misskey'];
const endings = ['net', 'club', 'town', 'verse', 'space', 'lab'];
/** Servers on one farm at most: enough to be seen, too few for a quarantine. */
const farmSize = 4;

/** @param count up to 512,000 */
export function makeLargeNames(count: number, random: () => number): Host[] {
  if (count > wordCount) throw new Error(`Expected at most ${wordCount} names, got ${count}`);
  const first = Math.floor(random() * wordCount);
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)]!;
  let farm = '';
  let onFarm = farmSize;
  return Array.from({ length: count }, (_, at) => {
    const word = wordAt((first + at * step) % wordCount);
    const shape = random();
    if (shape < 0.04) {
      if (onFarm === farmSize) {
        farm = `${word}farm`;
        onFarm = 0;
      }
      onFarm++;
      return asHost(`${word}.${farm}.example`);
    }
    const own = shape < 0.45 ? word : word + pick(endings);
    return asHost(random() < 0.4 ? `${pick(prefixes)}.${own}.example` : `${own}.example`);
  });
}

function wordAt(number: number): string {
  const size = syllables.length;
  return (
    syllables[number % size]! +
    syllables[Math.floor(number / size) % size]! +
    syllables[Math.floor(number / size ** 2)]!
  );
}

function asHost(name: string): Host {
  const host = readHost(name);
  if (host === undefined) throw new Error(`Expected a name of a server, got ${name}`);
  return host;
}

/** The one seeded source of randomness: xoroshiro128+ (Blackman, Vigna, 2018). Same seed, same numbers, on every machine. */
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { skipN } from 'pure-rand/utils/skipN';

/** Small seeds leave most of the state empty; it is full after about as many steps. */
const warmUpSteps = 32;

/** @returns a function giving numbers in [0, 1), 32 bits of randomness each */
export function seededRandom(seed: number): () => number {
  const generator = xoroshiro128plus(seed);
  skipN(generator, warmUpSteps);
  return () => (generator.next() >>> 0) / 0x1_0000_0000;
}

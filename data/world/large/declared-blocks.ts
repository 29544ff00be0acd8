/**
 * Who declares which blocks: mostly entries of a few lists that many servers take over, and some of their own. What is
 * contested is contested by many.
 */
import { seededRandom } from '../../random.ts';
import { drawFactor, drawNormal, weightedDraw } from '../draw.ts';
import type { Census } from './census.ts';
import { largeScales } from './sizes.ts';
import { declaring } from './software.ts';

/** Share of all hosts that are contested at all. */
const contestedShare = 0.15;
/** Sizes of the lists that are passed round, as shares of the contested. */
const sharedLists = [0.004, 0.01, 0.02, 0.05, 0.1, 0.2];
/** Share of a server's blocks that may come from those lists, and of their entries that it takes over. */
const fromShared = 0.8;
const takenOver = 0.95;
/** Of its own entries, those against servers that nobody else has heard of. */
const obscureShare = 0.1;
const lengthSigma = 1.1;
const longest = 0.7;
/** Share of blocks that only hide. */
const mildShare = 0.25;
/** Of two days, share of blocks that begin on the second, and of those that end on it. */
const changedShare = 0.01;

export interface DeclaredBlocks {
  declarers: Uint32Array;
  /**
   * Columns: source, target, 0 or 1 for the first or second word of its software (declaring), and whether the block holds
   * on all days (0), from the second on (1) or on the first only (2). By source.
   */
  columns: [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
  length: number;
}

export function declareLargeBlocks(census: Census, days: 1 | 2): DeclaredBlocks {
  const { size, seed, publishers, software, people, hosts } = census;
  const { blocks, declarers: count } = largeScales[size];
  const random = seededRandom(Math.imul(seed, 0x9e3779b1) ^ 4);
  const able = publishers.filter((host) => software[host]! in declaring);
  const eagerness = new Map(Array.from(able, (host) => [host, Math.log1p(people[host]!) + 2 * drawNormal(random)]));
  const declarers = able
    .sort((a, b) => eagerness.get(b)! - eagerness.get(a)! || a - b)
    .slice(0, count)
    .sort();
  const contested = shuffled(hosts.length, random).subarray(0, Math.round(contestedShare * hosts.length));
  const drawContested = weightedDraw(Float64Array.from(contested, (_, rank) => 1 / (rank + 10)));
  const lists = sharedLists.map((share) => {
    const length = Math.max(2, Math.round(share * contested.length));
    return contested.subarray(0, 2 * length).filter(() => random() < 0.5);
  });
  const lengths = drawLengths(declarers.length, blocks, longest * contested.length, random);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const columns = Array.from({ length: 4 }, () => new Uint32Array(total)) as DeclaredBlocks['columns'];
  const takenBy = new Int32Array(hosts.length).fill(-1);
  let length = 0;
  declarers.forEach((source, at) => {
    const end = length + lengths[at]!;
    const add = (target: number) => {
      if (length === end || target === source || takenBy[target] === source) return;
      takenBy[target] = source;
      columns[0][length] = source;
      columns[1][length] = target;
      columns[2][length] = random() < mildShare ? 1 : 0;
      const fate = days === 1 ? 1 : random();
      columns[3][length++] = fate < changedShare ? 1 : fate < 2 * changedShare ? 2 : 0;
    };
    for (const list of lists) {
      if (random() < 0.5 || length + list.length > end - (1 - fromShared) * lengths[at]!) continue;
      for (const target of list) if (random() < takenOver) add(target);
    }
    for (let tries = 0; length < end && tries < 20 * lengths[at]!; tries++) {
      const isObscure = random() < obscureShare;
      add(isObscure ? Math.floor(random() * hosts.length) : contested[drawContested(random)]!);
    }
  });
  return { declarers, columns, length };
}

function drawLengths(count: number, total: number, most: number, random: () => number): Uint32Array {
  const drawn = Float64Array.from({ length: count }, () => drawFactor(random, lengthSigma));
  let scale = total / drawn.reduce((sum, value) => sum + value, 0);
  // What the longest may not have, the others get.
  for (let round = 0; round < 20; round++) {
    scale *= total / drawn.reduce((sum, value) => sum + Math.min(most, scale * value), 0);
  }
  return Uint32Array.from(drawn, (value) => Math.max(1, Math.round(Math.min(most, scale * value))));
}

/** D. E. Knuth, The Art of Computer Programming 2, 3.4.2, algorithm P. */
function shuffled(count: number, random: () => number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, at) => at);
  for (let at = count - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  return order;
}

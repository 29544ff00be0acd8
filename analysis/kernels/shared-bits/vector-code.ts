/**
 * How many bits one row of a bit matrix has in common with each of others, 512 bits a step.
 * W. Muła, N. Kurz, D. Lemire. Faster population counts using AVX2 instructions. Comput. J. 61(1), 2018, 111–120: bits
 * are counted in bytes, and bytes are widened before they can overflow.
 */
import {
  add,
  addBytes,
  addShorts,
  againIf,
  andVectors,
  assemble,
  type Code,
  constant,
  countBits,
  get,
  i32,
  isLess,
  load,
  loadVector,
  loop,
  multiply,
  pairBytes,
  pairShorts,
  set,
  store,
  subtract,
  v128,
  when,
  wordAt,
  zeroVector,
} from './assembler.ts';

/** A row takes whole steps of so many bytes. */
export const stepBytes = 64;
/** Above this a short could overflow: 8 of them, to each of which a step adds up to 64. */
export const mostRowBytes = stepBytes * Math.floor(0xffff / 64);

// Parameters, then the variables.
const [row, others, count, counts, rowBytes, other, at, sum] = [0, 1, 2, 3, 4, 5, 6, 7];

const bitsInCommon = (on: number): Code => [
  ...[get(row), get(at), add, loadVector(on)].flat(),
  ...[get(other), get(at), add, loadVector(on)].flat(),
  ...[andVectors, countBits].flat(),
];
const bothOf = (left: Code, right: Code): Code => [...left, ...right, ...addBytes];
const increase = (local: number, by: number): Code => [get(local), constant(by), add, set(local)].flat();

/**
 * `common(row, others, count, counts, rowBytes)`: the matrix lies at address 0, `row` is the address of one row, `others`
 * of `count` row numbers, `counts` of as many words for the answer.
 */
export const vectorCode = assemble(
  'common',
  5,
  [i32, i32, v128],
  [
    [
      ...get(count),
      ...when(
        loop(
          [get(others), load, get(rowBytes), multiply, set(other)].flat(),
          [zeroVector, set(sum), constant(0), set(at)].flat(),
          loop(
            get(sum),
            bothOf(bothOf(bitsInCommon(0), bitsInCommon(16)), bothOf(bitsInCommon(32), bitsInCommon(48))),
            pairBytes,
            addShorts,
            set(sum),
            increase(at, stepBytes),
            [get(at), get(rowBytes), isLess, againIf(0)].flat(),
          ),
          [get(sum), pairShorts, set(sum)].flat(),
          get(counts),
          [get(sum), wordAt(0), get(sum), wordAt(1), add].flat(),
          [get(sum), wordAt(2), get(sum), wordAt(3), add, add].flat(),
          store,
          increase(others, 4),
          increase(counts, 4),
          [get(count), constant(1), subtract, set(count), get(count), againIf(0)].flat(),
        ),
      ),
    ],
  ],
);

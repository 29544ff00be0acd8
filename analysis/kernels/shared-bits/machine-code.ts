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
  constant,
  count,
  countBits,
  get,
  i32,
  increase,
  isLess,
  load,
  loadVector,
  loop,
  multiply,
  pairBytes,
  pairShorts,
  set,
  shiftLeft,
  store,
  v128,
  wordAt,
  zeroVector,
} from '../machine/assembler.ts';

/** A row takes whole steps of so many bytes. */
export const stepBytes = 64;
/** Above this a short could overflow: 8 of them, to each of which a step adds up to 64. */
export const mostRowBytes = stepBytes * Math.floor(0xffff / 64);

// Parameters, then the variables.
const [row, others, size, counts, rowBytes, other, at, sum, pair] = [0, 1, 2, 3, 4, 5, 6, 7, 8];

const bitsInCommon = (on: number) =>
  countBits(andVectors(loadVector(on, add(get(row), get(at))), loadVector(on, add(get(other), get(at)))));
const slot = (array: number) => add(get(array), shiftLeft(get(pair), constant(2)));

/**
 * `common(row, others, size, counts, rowBytes)`: the matrix lies at address 0, `row` is the address of one row, `others`
 * of `size` row numbers, `counts` of as many words for the answer.
 */
export const vectorCode = assemble(
  'common',
  5,
  [i32, i32, v128, i32],
  count(
    pair,
    get(size),
    set(other, multiply(load(0, slot(others)), get(rowBytes))),
    set(sum, zeroVector),
    set(at, constant(0)),
    loop(
      set(
        sum,
        addShorts(
          get(sum),
          pairBytes(
            addBytes(addBytes(bitsInCommon(0), bitsInCommon(16)), addBytes(bitsInCommon(32), bitsInCommon(48))),
          ),
        ),
      ),
      increase(at, constant(stepBytes)),
      againIf(isLess(get(at), get(rowBytes))),
    ),
    set(sum, pairShorts(get(sum))),
    store(
      0,
      slot(counts),
      add(add(wordAt(0, get(sum)), wordAt(1, get(sum))), add(wordAt(2, get(sum)), wordAt(3, get(sum)))),
    ),
  ),
);

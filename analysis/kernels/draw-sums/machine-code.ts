/** Ties one after the other, each with all its draws, two weights at a time. */
import {
  add,
  addDoubles,
  againIf,
  and,
  assemble,
  constant,
  count,
  get,
  i32,
  increase,
  isLess,
  load,
  loadFloat,
  loadVector,
  loop,
  multiply,
  multiplyDoubles,
  set,
  shiftLeft,
  shiftRight,
  storeVector,
  twice,
  v128,
  xor,
} from '../machine/assembler.ts';
import { drawCount, drawsPerHash, mixers, quantileBits, quantileCount, step } from './stream.ts';

/** Where in a record of a tie what stands: three words, and its two weights as doubles. */
export const tieAt = { start: 0, quantiles: 4, sums: 8, weights: 16 };
const log2TieBytes = 5;
export const tieBytes = 1 << log2TieBytes;
/** Two sums a draw. */
const sumBytes = 16;
export const kindBytes = sumBytes * drawCount;

// Parameters, then the variables.
const [size, at, tie, state, bits, quantiles, sum, end, weights] = [0, 1, 2, 3, 4, 5, 6, 7, 8];

const mixed = (shift: number, mixer: number) =>
  set(bits, multiply(xor(get(bits), shiftRight(get(bits), constant(shift))), constant(mixer)));

function addDraw(draw: number) {
  const place = and(shiftRight(get(bits), constant(quantileBits * draw)), constant(quantileCount - 1));
  const multiple = twice(loadFloat(0, add(get(quantiles), shiftLeft(place, constant(2)))));
  const on = sumBytes * draw;
  return storeVector(on, get(sum), addDoubles(loadVector(on, get(sum)), multiplyDoubles(get(weights), multiple)));
}

/** `draw(size)`: of so many ties, whose records lie at an address. */
export function drawCode(ties: number): Uint8Array<ArrayBuffer> {
  return assemble(
    'draw',
    1,
    [i32, i32, i32, i32, i32, i32, i32, v128],
    count(
      at,
      get(size),
      set(tie, shiftLeft(get(at), constant(log2TieBytes))),
      set(state, load(ties + tieAt.start, get(tie))),
      set(quantiles, load(ties + tieAt.quantiles, get(tie))),
      set(sum, load(ties + tieAt.sums, get(tie))),
      set(end, add(get(sum), constant(kindBytes))),
      set(weights, loadVector(ties + tieAt.weights, get(tie))),
      loop(
        increase(state, constant(step)),
        set(bits, get(state)),
        mixed(16, mixers[0]),
        mixed(13, mixers[1]),
        set(bits, xor(get(bits), shiftRight(get(bits), constant(16)))),
        ...Array.from({ length: drawsPerHash }, (_, draw) => addDraw(draw)),
        increase(sum, constant(drawsPerHash * sumBytes)),
        againIf(isLess(get(sum), get(end))),
      ),
    ),
  );
}

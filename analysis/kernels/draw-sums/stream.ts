/**
 * Streams of random numbers, one a tie: a counter that is mixed at each step (SplitMix: G. Steele, D. Lea, C. Flood. Fast
 * splittable pseudorandom number generators. OOPSLA 2014, 453–472). Every 32-bit number gives three draws, of ten bits
 * each: a place among the quantiles of a distribution.
 */

export const drawCount = 201;
export const drawsPerHash = 3;
export const quantileBits = 10;
export const quantileCount = 1 << quantileBits;

export const step = 0x6d2b79f5;
/** The finaliser of MurmurHash3 (A. Appleby, 2011): every bit of the input moves every bit of the output. */
export const mixers = [0x85ebca6b, 0xc2b2ae35] as const;

export function mix(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), mixers[0]);
  bits = Math.imul(bits ^ (bits >>> 13), mixers[1]);
  return bits ^ (bits >>> 16);
}

/** Fills `multiples`, one number a draw, with the quantiles that a stream points to. */
export function drawMultiples(multiples: Float32Array, quantiles: Float32Array, start: number): void {
  let state = start;
  for (let draw = 0; draw < drawCount; draw += drawsPerHash) {
    state = (state + step) | 0;
    const bits = mix(state);
    multiples[draw] = quantiles[bits & (quantileCount - 1)]!;
    multiples[draw + 1] = quantiles[(bits >>> quantileBits) & (quantileCount - 1)]!;
    multiples[draw + 2] = quantiles[(bits >>> (2 * quantileBits)) & (quantileCount - 1)]!;
  }
}

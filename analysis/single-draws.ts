/** One tie in every draw, for many ties one after the other: what `sumDraws` gives for that tie alone, without its memory. */
import { addDraws, type Draws, drawKind, startOf } from './draws.ts';
import { drawCount } from './kernels/draw-sums/stream.ts';

export interface SingleTie {
  node: number;
  weight: number;
  /** Relative variance; 0 for what is exact. */
  relative: number;
  kind: number;
}

/**
 * @param set as of `sumDraws`
 * @returns a reader of the draws of single ties, all in one piece of memory: each reading fills it anew
 */
export function singleDraws({ seeds }: Draws, kindVariance: number, set: number): (tie: SingleTie) => Float64Array {
  const drawn = new Float64Array(drawCount);
  const kinds: Float64Array[] = [];
  return ({ node, weight, relative, kind }) => {
    if (weight === 0 || relative <= 0) return drawn.fill(weight);
    drawn.fill(0);
    addDraws(drawn, weight, relative, startOf(seeds[node]!, set));
    if (kindVariance === 0) return drawn;
    kinds[kind] ??= drawKind(kind, kindVariance, set);
    const together = kinds[kind];
    for (let draw = 0; draw < drawCount; draw++) drawn[draw]! *= together[draw]!;
    return drawn;
  };
}

/**
 * Sums of ties in every draw, by kinds that are kept apart: each tie multiplied by the numbers its own stream gives it, two
 * weights of it at a time. In WebAssembly where it is to be had, in a third of the time; the sums are the same.
 */
import { openMachineDrawSums } from './machine.ts';
import { drawCount, drawMultiples } from './stream.ts';

/** Numbers of kinds are below this. */
export const mostKinds = 256;

export interface DrawSums {
  /** Empties all sums. */
  begin(): void;
  /**
   * @param start of the tie's stream
   * @param table number of the quantiles its draws are
   * @param first @param second weights
   */
  add(kind: number, start: number, table: number, first: number, second: number): void;
  /** Calls `visit` with every kind that a tie was added to, ascending; both sums hold until the next call. */
  each(visit: (kind: number, first: Float64Array, second: Float64Array) => void): void;
}

/** A table of `quantileCount` numbers, made when first asked for. */
export type QuantilesAt = (table: number) => Float32Array;

/** @param tables how many there are */
export function openDrawSums(quantilesAt: QuantilesAt, tables: number): DrawSums {
  return openMachineDrawSums(quantilesAt, tables) ?? openPlainDrawSums(quantilesAt);
}

export function openPlainDrawSums(quantilesAt: QuantilesAt): DrawSums {
  const kinds: { first: Float64Array; second: Float64Array }[] = [];
  const multiples = new Float32Array(drawCount);
  const addTo = (sums: Float64Array, weight: number) => {
    if (weight === 0) return;
    for (let draw = 0; draw < drawCount; draw++) sums[draw]! += weight * multiples[draw]!;
  };
  return {
    begin() {
      kinds.length = 0;
    },
    add(kind, start, table, first, second) {
      kinds[kind] ??= { first: new Float64Array(drawCount), second: new Float64Array(drawCount) };
      drawMultiples(multiples, quantilesAt(table), start);
      addTo(kinds[kind].first, first);
      addTo(kinds[kind].second, second);
    },
    each(visit) {
      // Kinds that nothing was added to are passed over.
      kinds.forEach(({ first, second }, kind) => {
        visit(kind, first, second);
      });
    },
  };
}

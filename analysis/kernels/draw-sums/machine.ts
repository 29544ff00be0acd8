/** The sums of draw-sums.ts in WebAssembly. */
import { openModule } from '../machine/open-module.ts';
import { newPlaces } from '../machine/place.ts';
import { type DrawSums, mostKinds, type QuantilesAt } from './draw-sums.ts';
import { drawCode, kindBytes, tieAt, tieBytes } from './machine-code.ts';
import { drawCount, quantileCount } from './stream.ts';

/** Ties that are handed over at once. */
const tiesAtOnce = 1024;

/** @returns undefined where WebAssembly is not to be had */
export function openMachineDrawSums(quantilesAt: QuantilesAt, tables: number): DrawSums | undefined {
  const { place, end } = newPlaces();
  const [tiesAt, sumsAt, tablesAt] = [
    place(tieBytes * tiesAtOnce),
    place(kindBytes * mostKinds),
    place(4 * quantileCount * tables),
  ];
  const opened = openModule('draw', drawCode(tiesAt), end());
  if (opened === undefined) return undefined;
  const { buffer, run } = opened;
  const words = new Uint32Array(buffer, tiesAt, (tieBytes * tiesAtOnce) / 4);
  const doubles = new Float64Array(buffer, tiesAt, (tieBytes * tiesAtOnce) / 8);
  const sumsOf = (kind: number) => new Float64Array(buffer, sumsAt + kind * kindBytes, 2 * drawCount);
  const isUsed = new Uint8Array(mostKinds);
  const isMade = new Uint8Array(tables);
  let size = 0;
  const addAll = () => {
    run(size);
    size = 0;
  };
  const make = (table: number, address: number) => {
    new Float32Array(buffer, address, quantileCount).set(quantilesAt(table));
    isMade[table] = 1;
  };
  const [first, second] = [new Float64Array(drawCount), new Float64Array(drawCount)];
  return {
    begin() {
      size = 0;
      isUsed.forEach((used, kind) => {
        if (used === 1) sumsOf(kind).fill(0);
      });
      isUsed.fill(0);
    },
    add(kind, start, table, one, other) {
      const address = tablesAt + table * 4 * quantileCount;
      if (isMade[table] === 0) make(table, address);
      isUsed[kind] = 1;
      const word = (size * tieBytes) / 4;
      words[word + tieAt.start / 4] = start;
      words[word + tieAt.quantiles / 4] = address;
      words[word + tieAt.sums / 4] = sumsAt + kind * kindBytes;
      doubles[(word + tieAt.weights / 4) / 2] = one;
      doubles[(word + tieAt.weights / 4) / 2 + 1] = other;
      if (++size === tiesAtOnce) addAll();
    },
    each(visit) {
      addAll();
      isUsed.forEach((used, kind) => {
        if (used === 0) return;
        const sums = sumsOf(kind);
        for (let draw = 0; draw < drawCount; draw++) {
          first[draw] = sums[2 * draw]!;
          second[draw] = sums[2 * draw + 1]!;
        }
        visit(kind, first, second);
      });
    },
  };
}

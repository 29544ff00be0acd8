import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scoreChances } from '../../../analysis/kernels/scores.ts';

interface Case {
  chance: number;
  happened: boolean;
  weight: number;
}

/** Chances on a coarse grid, so that many are equal. */
const cases = fc.array(
  fc.record({
    chance: fc.integer({ min: 0, max: 8 }).map((step) => step / 8),
    happened: fc.boolean(),
    weight: fc.integer({ min: 1, max: 4 }),
  }),
  { minLength: 1, maxLength: 30 },
);

const score = (rows: readonly Case[]) =>
  scoreChances(
    Float64Array.from(rows, ({ chance }) => chance),
    Uint8Array.from(rows, ({ happened }) => Number(happened)),
    rows.map(({ weight }) => weight),
  );

/** Each row as often as its weight says. */
const spread = (rows: readonly Case[]) => rows.flatMap((row) => Array<Case>(row.weight).fill(row));

test('the area under the curve is the share of pairs in the right order, ties half', () => {
  fc.assert(
    fc.property(cases, (rows) => {
      const all = spread(rows);
      const yes = all.filter(({ happened }) => happened);
      const no = all.filter(({ happened }) => !happened);
      const points = yes.flatMap((a) => no.map((b) => (a.chance > b.chance ? 1 : a.chance === b.chance ? 0.5 : 0)));
      const expected =
        points.length === 0 ? null : points.reduce<number>((sum, point) => sum + point, 0) / points.length;
      if (expected === null) expect(score(rows).auc).toBeNull();
      else expect(score(rows).auc).toBeCloseTo(expected, 12);
    }),
    { seed: 1 },
  );
});

test('average precision is the mean, over what happened, of how much of what is at least as likely happened', () => {
  fc.assert(
    fc.property(cases, (rows) => {
      const all = spread(rows);
      const yes = all.filter(({ happened }) => happened);
      fc.pre(yes.length > 0 && yes.length < all.length);
      const precision = ({ chance }: Case) => {
        const above = all.filter((other) => other.chance >= chance);
        return above.filter(({ happened }) => happened).length / above.length;
      };
      const expected = yes.reduce((sum, row) => sum + precision(row), 0) / yes.length;
      expect(score(rows).aucPr).toBeCloseTo(expected, 12);
    }),
    { seed: 2 },
  );
});

test('the Brier score is the mean square of what was missed', () => {
  fc.assert(
    fc.property(cases, (rows) => {
      const all = spread(rows);
      const expected =
        all.reduce((sum, { chance, happened }) => sum + (Number(happened) - chance) ** 2, 0) / all.length;
      expect(score(rows).brier).toBeCloseTo(expected, 12);
    }),
    { seed: 3 },
  );
});

test('chances that are frequencies in every group have no calibration error, and half too many show as such', () => {
  const rows = (share: number): Case[] =>
    Array.from({ length: 1000 }, (_, at) => {
      const group = Math.floor(at / 100);
      return { chance: (group * share) / 10, happened: at % 100 < group * 10, weight: 1 };
    });
  expect(score(rows(1)).calibrationError).toBeCloseTo(0, 12);
  expect(score(rows(0.5)).calibrationError).toBeCloseTo(0.225, 12);
});

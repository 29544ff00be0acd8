import { expect, test } from 'vitest';
import { compareChances, shareAtRisk, sumDifferences } from '../../analysis/co-blocking/expect-more.ts';
import { featureCount, outlookOf, writeFeatures } from '../../analysis/co-blocking/features.ts';
import { tabulateLists } from '../../analysis/co-blocking/list-table.ts';
import { findNode } from '../../analysis/graph.ts';
import { linearPredictor, logistic } from '../../analysis/kernels/ridge-logistic.ts';
import { showUpTo } from '../../analysis/report/figures.ts';
import { momentOf } from '../fixtures/moments.ts';

/**
 * k shares one name with x and another with z, so that each is half of what its list resembles; one more server, whose list
 * resembles none, cuts b. Of all others only k has x among its nearest.
 */
const moment = momentOf({
  servers: {
    'b.example': { mau: 400 },
    'k.example': { mau: 300 },
    'x.example': { mau: 100 },
    'z.example': { mau: 700 },
    'other.example': { mau: 1000 },
    'c.example': { mau: 10 },
    'd.example': { mau: 10 },
  },
  rules: [
    ['k.example', 'suspend', 'c.example'],
    ['k.example', 'suspend', 'd.example'],
    ['x.example', 'suspend', 'c.example'],
    ['z.example', 'suspend', 'd.example'],
    ['other.example', 'suspend', 'b.example'],
  ],
});
const node = (name: string) => findNode(moment.graph, name);
const table = tabulateLists(
  moment,
  Uint32Array.from(['k', 'other', 'x', 'z'], (name) => node(`${name}.example`)),
);
const model = { coefficients: Float64Array.of(-4, 1, 2, 0, 0, 0, 0) };

test('G13: one more who cuts it, and half of those it resembles, raise the chance from 0.035 to 0.130', () => {
  const features = new Float64Array(2 * featureCount);
  const outlook = outlookOf(table, node('k.example'));
  writeFeatures(table, outlook, node('b.example'), features, 0);
  writeFeatures(table, outlook, node('b.example'), features, featureCount, node('x.example'));
  expect([...features.subarray(1, 3)]).toEqual([Math.log(2), 0]);
  expect([...features.subarray(featureCount + 1, featureCount + 3)]).toEqual([Math.log(3), 0.5]);
  const chance = (row: number) => logistic(linearPredictor({ features, width: featureCount }, model.coefficients, row));
  expect(chance(0)).toBeCloseTo(0.035337, 6);
  expect(chance(1)).toBeCloseTo(0.129951, 6);
});

test('G13: the difference is what is expected at most, and is shown from 0', () => {
  const compared = compareChances(table, model, node('x.example'), [node('b.example')]);
  expect(compared.sources).toEqual([node('k.example')]);
  const [more] = sumDifferences(compared);
  expect(more).toBeCloseTo(0.094615, 6);
  expect(showUpTo(more!)).toBe('0–0.1');
});

test('G13: the reach at risk weighs the difference by the follows from there', () => {
  const compared = compareChances(table, model, node('x.example'), [node('b.example')]);
  // b reaches everybody but the one that cuts it: k 300, x 100, z 700, c 10, d 10.
  expect(shareAtRisk(table, compared, 0)).toBeCloseTo((0.094615 * 300) / 1120, 6);
});

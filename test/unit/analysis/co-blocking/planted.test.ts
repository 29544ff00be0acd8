/** Against a planted truth in which every block comes from a shared list and no server heeds another. */
import { expect, test } from 'vitest';
import { coBlockingAnswers } from '../../../../analysis/co-blocking/co-blocking.ts';
import { evaluateCoBlocking } from '../../../../analysis/co-blocking/evaluate.ts';
import { featureCount, outlookOf, writeFeatures } from '../../../../analysis/co-blocking/features.ts';
import { type CoBlockFit, fitCoBlocking } from '../../../../analysis/co-blocking/fit.ts';
import { type Observation, observeBlocks } from '../../../../analysis/co-blocking/pairs.ts';
import { linearPredictor, logistic } from '../../../../analysis/kernels/ridge-logistic.ts';
import { contains } from '../../../../analysis/ties.ts';
import { plantLists } from '../../../fixtures/planted-lists.ts';

const seeds = [1, 2];
const plant = (seed: number, published: boolean) => {
  const planted = plantLists(seed, { published });
  const [first, second] = planted.moments;
  return { ...planted, observed: observeBlocks(first, second) };
};
const handed = seeds.map((seed) => plant(seed, true));
const hidden = seeds.map((seed) => plant(seed, false));

const named = ['intercept', 'popularity', 'likeness', 'length', 'list', 'size', 'tie'] as const;

function fitOf({ observed }: { observed: Observation }): Record<(typeof named)[number], number> {
  const fit: CoBlockFit = fitCoBlocking(observed);
  if (fit.model === null) throw new Error(`expected a fit, got ${fit.reason}`);
  const { coefficients } = fit.model;
  return Object.fromEntries(named.map((name, at) => [name, coefficients[at]!])) as Record<
    (typeof named)[number],
    number
  >;
}

test('where the lists are known, following one tells most; how large a server is tells nothing', () => {
  for (const world of handed) {
    const { list, likeness, popularity, size, tie } = fitOf(world);
    expect(list).toBeGreaterThan(4);
    expect(list).toBeGreaterThan(Math.abs(likeness));
    expect(list).toBeGreaterThan(Math.abs(popularity));
    expect(Math.abs(size)).toBeLessThan(0.3);
    expect(Math.abs(tie)).toBeLessThan(0.3);
  }
});

test('where they are not, likeness stands in for them, although nobody imitates anybody', () => {
  for (const [at, world] of hidden.entries()) {
    const { list, likeness, size } = fitOf(world);
    expect(list).toBe(0);
    expect(likeness).toBeGreaterThan(1.5);
    expect(likeness).toBeGreaterThan(fitOf(handed[at]!).likeness);
    expect(Math.abs(size)).toBeLessThan(0.3);
  }
});

test('who cuts whom next is told better than by how often a server is named, and the chances fit the frequencies', () => {
  for (const world of [...handed, ...hidden]) {
    const scores = evaluateCoBlocking(...world.moments);
    if (!('full' in scores)) throw new Error(`expected scores, got ${scores.reason}`);
    const { full, popularity } = scores;
    expect(full.auc!).toBeGreaterThan(0.8);
    expect(full.auc!).toBeGreaterThan(popularity.auc! + 0.02);
    expect(full.aucPr!).toBeGreaterThan(1.5 * popularity.aucPr!);
    expect(full.calibrationError).toBeLessThan(0.01);
  }
});

test('the sample stands for all pairs: over every one of them the chances add up to about the blocks that came', () => {
  for (const { observed } of handed) {
    const { table, pairs } = observed;
    const fit = fitCoBlocking(observed);
    expect(Math.min(...pairs.sampledShare)).toBeLessThan(1);
    const features = new Float64Array(featureCount);
    let sum = 0;
    for (const source of table.publishers) {
      const outlook = outlookOf(table, source);
      for (let target = 0; target < table.graph.order; target++) {
        if (target === source || contains(table.rows, source, target)) continue;
        writeFeatures(table, outlook, target, features, 0);
        sum += logistic(linearPredictor({ features, width: featureCount }, fit.model!.coefficients, 0));
      }
    }
    expect(sum / pairs.newBlocks).toBeGreaterThan(0.9);
    expect(sum / pairs.newBlocks).toBeLessThan(1.1);
  }
});

test('the truth, that one block brings about none, lies in every range, and the upper ends are small', () => {
  for (const { moments, followers, lists } of [...handed, ...hidden]) {
    const [, earlier, later] = moments;
    const answers = coBlockingAnswers(later, earlier);
    const host = followers[0]![0]!;
    const block = lists.flat().concat('q1.example', 'q2.example');
    const { more, targets, reason } = answers({ host, block });
    expect(reason).toBeNull();
    expect(more!.low).toBe(0);
    expect(targets).toHaveLength(20);
    for (const target of targets) {
      expect(target.more.low).toBe(0);
      expect(target.more.high).toBeLessThan(3);
    }
    const bystander = answers({ host, block: ['q1.example'] });
    expect(bystander.more!.high).toBeLessThan(targets[0]!.more.high);
  }
});

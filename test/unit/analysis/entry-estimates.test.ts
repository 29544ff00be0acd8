/** Every share people are shown has its interval and its grade: of each entry, and of each server that blocks. */
import { expect, test } from 'vitest';
import { assessBlocked } from '../../../analysis/blocked.ts';
import { buildGraph } from '../../../analysis/graph.ts';
import { assess } from '../../../analysis/impact.ts';
import { reportBlocked } from '../../../analysis/report/blocked-report.ts';
import { showEstimateShort } from '../../../analysis/report/figures.ts';
import { reportImpact } from '../../../analysis/report/impact-report.ts';
import { renderMarkdown } from '../../../analysis/report/markdown.ts';
import { renderText } from '../../../analysis/report/text.ts';
import type { Estimate } from '../../../analysis/types.ts';
import { worldW1 } from '../../golden/world-w1.ts';

const x = 'x.example';
const world = () => buildGraph(worldW1());

test('a single entry is estimated as the whole is', () => {
  const impact = assess(world(), { host: x, block: ['b.example'] });
  expect(impact.entries[0]?.estimateIn).toEqual(impact.lossIn);
  expect(impact.entries[0]?.estimateOut).toEqual(impact.lossOut);
  expect(impact.lossIn).toMatchObject({ grade: 'C' });
  expect(impact.lossIn.low).toBeLessThan(0.25);
  expect(impact.lossIn.high).toBeGreaterThan(0.25);
});

test('an entry is known no better than its own ties', () => {
  const hidden = { peers: null, mau: 500 };
  const peers = ['a.example', 'c.example', 'd.example', 'e.example'];
  const graph = buildGraph(
    worldW1({ 'b.example': hidden, [x]: { mau: 100, peers: null }, 'a.example': { mau: 9000, peers: [...peers, x] } }),
  );
  const { entries } = assess(graph, { host: x, block: ['b.example', 'a.example'] });
  const gradeOf = (target: string) => entries.find((entry) => entry.target === target)?.estimateIn.grade;
  expect(entries.find(({ target }) => target === 'b.example')?.evidence).toBe('E0');
  expect(gradeOf('b.example')).toBe('D');
  expect(gradeOf('a.example')).toBe('C');
});

test('published counts are exact for every entry', () => {
  const counts = { 'b.example': { followsOut: 30, followsIn: 12 }, 'a.example': { followsOut: 170, followsIn: 48 } };
  const graph = buildGraph(worldW1({ [x]: { mau: 100, software: 'misskey', counts } }));
  const exact = (share: number): Estimate => ({ share, low: share, high: share, grade: 'A' });
  expect(assess(graph, { host: x, block: ['b.example'] }).entries[0]).toMatchObject({
    estimateIn: exact(0.15),
    estimateOut: exact(0.2),
  });
});

test('what each blocker costs, and what its lift brings back, has an interval around it', () => {
  const graph = buildGraph(
    worldW1({}, [
      ['a.example', 'suspend', x],
      ['c.example', 'suspend', x],
      [x, 'suspend', 'c.example'],
    ]),
  );
  const blocked = assessBlocked(graph, x);
  const [a, c] = blocked.by;
  for (const estimate of [a!.estimateOut, a!.estimateIn, a!.estimateRepair, c!.estimateOut]) {
    expect(estimate.low).toBeLessThan(estimate.share!);
    expect(estimate.high).toBeGreaterThan(estimate.share!);
    expect(estimate.grade).not.toBeNull();
  }
  expect(a).toMatchObject({ costOut: a!.estimateOut.share, repair: a!.estimateRepair.share, evidence: 'E1' });
  // Both cut, so nothing returns for sure.
  expect(c?.estimateRepair).toMatchObject({ share: 0, low: 0, high: 0 });
  expect(renderMarkdown(reportBlocked(blocked))).toContain('one lists the other');
});

test('the tables show a number or a class, each with its interval', () => {
  const text = renderText(reportImpact(assess(world(), { host: x, block: ['b.example'] })));
  expect(text).toMatch(/b\.example +suspend +cut +(\d+ %|large|very large) \([^)]*–[^)]* %, C\)/);
  expect(showEstimateShort({ share: 0.12, low: 0.06, high: 0.21, grade: 'B' })).toBe('12 % (6–21 %, B)');
  expect(showEstimateShort({ share: 0.12, low: 0.01, high: 0.4, grade: 'C' })).toBe('large (1–40 %, C)');
  expect(showEstimateShort({ share: 0.12, low: 0.1, high: 0.14, grade: 'D' })).toBe('large (10–14 %, D)');
  expect(showEstimateShort({ share: 0, low: 0, high: 0.0004, grade: 'B' })).toBe('none');
  expect(showEstimateShort({ share: 0.0002, low: 0, high: 0.0009, grade: 'D' })).toBe('less than 0.1 %');
  expect(showEstimateShort({ share: null, low: null, high: null, grade: null })).toBe('not known');
});

/** The document of the benches, from results made up. */
import { expect, test } from 'vitest';
import { fitExponent, growsFaster, renderCurves } from '../../bench/document/curves.ts';
import { renderStage } from '../../bench/document/stage-table.ts';
import { renderTargets } from '../../bench/document/target-table.ts';
import type { KeptResult } from '../../bench/kept.ts';
import type { Measured, Row } from '../../bench/measure.ts';
import type { Size } from '../../bench/stage.ts';
import { stageNames } from '../../bench/stages.ts';
import { type TargetPart, targets } from '../../bench/targets.ts';

const edgesOf: Record<Size, number> = { small: 1e6, medium: 20e6, full: 130e6 };
const points = (grow: (n: number) => number) => Object.values(edgesOf).map((n) => ({ n, value: grow(n) }));

test.each([0, 0.5, 1, 2])('the exponent of n^%d is found', (exponent) => {
  expect(fitExponent(points((n) => 3 * n ** exponent))).toBeCloseTo(exponent, 9);
});

test('of one size there is no exponent', () => {
  expect(fitExponent([{ n: 1e6, value: 1 }])).toBeNull();
});

test('n log n does not grow faster than n log n, and n^1.3 does', () => {
  expect(growsFaster(points((n) => n * Math.log(n)))).toBe(false);
  expect(growsFaster(points((n) => n ** 1.3))).toBe(true);
});

test('the document says that nothing grows faster where it is so, and names what does where it is not', () => {
  const steady = results((n) => n / 1e6);
  expect(renderCurves(steady)).toContain('In time, nothing grows faster than n log n** (1 curves)');
  const steep = results((n) => (n / 1e6) ** 1.5);
  expect(renderCurves(steep)).toContain('In time, 1 of 1 curves grow faster than n log n:** Layout: work (n^1.50).');
});

test('a bound is judged at the largest size, and one that is missed is explained', () => {
  const judged = (size: Size, value: number | null) => result(size, { judged: { 'T4.transpose': value } });
  expect(lineOf(renderTargets([judged('full', 7.7), judged('small', 40)]))).toMatch(/7.70 ns +\| full +\| yes/);
  const missed = renderTargets([judged('small', 40)]);
  expect(lineOf(missed)).toMatch(/40.0 ns +\| small +\| \*\*no\*\*/);
  expect(missed).toContain('- T4, turning all lists round');
  expect(lineOf(renderTargets([judged('full', null)]))).toContain('baseline absent');
  expect(lineOf(renderTargets([]))).toContain('not measured');
});

test('every target has one bound', () => {
  const bounds = Object.keys(targets).map((part) => {
    const { atMost, atLeast } = targets[part as TargetPart];
    return (atMost === undefined ? 0 : 1) + (atLeast === undefined ? 0 : 1);
  });
  expect(new Set(bounds)).toEqual(new Set([1]));
});

test('a stage that failed keeps the rows before, and says what happened', () => {
  const [stage] = stageNames;
  const failed = { ...result('full', {}), stage: stage!, failure: 'the database is in use' };
  const rendered = renderStage(stage!, [{ ...result('small', {}), stage: stage! }, failed]);
  expect(rendered.match(/\| \*\*work\*\*.*/)![0]).toMatch(/10 ms.*\|.*10 ms/);
  expect(rendered).toContain('**failed**: the database is in use');
});

test('a baseline that ran on a sample is compared unit for unit', () => {
  const baselines = [{ what: 'graphology', measured: took(100), amount: 10 }];
  const rendered = renderStage('layout', [result('small', { amount: 1000, measured: took(10), baselines })]);
  expect(rendered).toContain('1000× (100 ms for 10.0 edges)');
});

function results(grow: (n: number) => number): KeptResult[] {
  return (Object.keys(edgesOf) as Size[]).map((size) => result(size, { measured: took(grow(edgesOf[size])) }));
}

function result(size: Size, row: Partial<Row>): KeptResult {
  return {
    ...{ stage: 'layout', size, lines: [], failure: null, wallMs: 1000, cpuMs: 1000, rssMb: 100 },
    ...{ commit: '0', at: '2026-11-27T00:00:00Z', runs: 3, hosts: 2000, edges: edgesOf[size] },
    rows: [{ what: 'work', unit: 'edges', amount: 1, measured: took(10), baselines: [], ...row }],
  };
}

function took(ms: number): Measured {
  return { medianMs: ms, minMs: ms, maxMs: ms };
}

function lineOf(rendered: string): string {
  return rendered.split('\n').find((line) => line.includes('turning all lists round'))!;
}

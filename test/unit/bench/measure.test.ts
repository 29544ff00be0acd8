import { expect, test } from 'vitest';
import { compare, forgetPeak, peakRssMb, processPeakMb, summarise, timesAsFast } from '../../bench/measure.ts';

test('work and baselines take turns, and a baseline with fewer runs drops out', async () => {
  const calls: string[] = [];
  const call = (name: string) => () => void calls.push(name);
  const { baselines } = await compare(2, call('ours'), {
    loop: call('loop'),
    sql: { work: call('sql'), runs: 1, amount: 10 },
  });
  expect(calls).toEqual(['ours', 'loop', 'sql', 'ours', 'loop']);
  expect(baselines.map(({ what, amount }) => [what, amount])).toEqual([
    ['loop', undefined],
    ['sql', 10],
  ]);
});

test('median, least and most of times in any order', () => {
  expect(summarise([5, 1, 9])).toEqual({ medianMs: 5, minMs: 1, maxMs: 9 });
});

test('a sample is weighed by what it did', () => {
  const ours = { amount: 100, measured: summarise([10]) };
  expect(timesAsFast(ours, { what: 'all', measured: summarise([20]) })).toBe(2);
  expect(timesAsFast(ours, { what: 'a tenth', measured: summarise([20]), amount: 10 })).toBe(20);
});

test('what a process once held counts, also after its peak was forgotten', () => {
  const held = new Uint8Array(150 * 2 ** 20).fill(1);
  const before = peakRssMb();
  expect(before).toBeGreaterThan(held.length / 2 ** 20);
  forgetPeak();
  expect(processPeakMb()).toBeGreaterThanOrEqual(before);
});

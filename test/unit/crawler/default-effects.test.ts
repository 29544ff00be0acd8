import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { wallClock } from '../../../crawler/default-effects.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const monthMs = 31 * 24 * 3_600_000;

test('a sleep longer than a timer of Node can wait lasts as long as it should', async () => {
  let isAwake = false;
  void wallClock.sleep(monthMs).then(() => {
    isAwake = true;
  });
  await vi.advanceTimersByTimeAsync(monthMs - 1);
  expect(isAwake).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(isAwake).toBe(true);
});

test('a long sleep ends with the signal, and leaves no timer behind', async () => {
  const stop = new AbortController();
  const sleep = wallClock.sleep(monthMs, stop.signal);
  await vi.advanceTimersByTimeAsync(25 * 24 * 3_600_000);
  stop.abort(new Error('enough'));
  await expect(sleep).rejects.toThrow('enough');
  expect(vi.getTimerCount()).toBe(0);
});

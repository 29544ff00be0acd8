/** The real outside. The only file of the crawler that reads a clock, draws a random number or sets a timer. */
import type { CrawlEvent, Effects, Network } from './effects.ts';

export type Clock = Pick<Effects, 'now' | 'sleep'>;

/** @param options.clock wall clock unless given; `fastClock` for a simulated world */
export function defaultEffects({
  network,
  report = () => {},
  clock = wallClock,
}: {
  network: Network;
  report?: (event: CrawlEvent) => void;
  clock?: Clock;
}): Effects {
  return { network, now: clock.now, sleep: clock.sleep, random: Math.random, report };
}

export const wallClock: Clock = { now: Date.now, sleep };

/**
 * A clock for a simulated network: it starts at `startAt` (epoch ms) and runs `speed` times as fast as the wall
 * clock, so that the rests a polite crawl keeps are kept, and pass quickly. Timeouts of sockets stay in real time.
 */
export function fastClock({ startAt, speed }: { startAt: number; speed: number }): Clock {
  const begin = performance.now();
  return {
    now: () => Math.floor(startAt + (performance.now() - begin) * speed),
    sleep: (ms, signal) => sleep(ms / speed, signal),
  };
}

/** Longest wait of a timer of Node; it takes a longer one for 1 ms. */
const maxTimerMs = 2 ** 31 - 1;

async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  let leftMs = ms;
  for (; leftMs > maxTimerMs; leftMs -= maxTimerMs) await sleepOnce(maxTimerMs, signal);
  await sleepOnce(leftMs, signal);
}

function sleepOnce(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const wake = () => {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    const giveUp = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}

/** A clock that jumps: it stands still while there is work to do, and moves to the next sleeper when there is none. */
import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../crawler/default-effects.ts';

export class VirtualClock implements Clock {
  #now: number;
  #sleepers: { at: number; wake: () => void }[] = [];
  readonly #earlyMs: () => number;

  /** @param earlyMs how much too early each timer fires, as real ones do */
  constructor({ startAt = 0, earlyMs = () => 0 }: { startAt?: number; earlyMs?: () => number } = {}) {
    this.#now = startAt;
    this.#earlyMs = earlyMs;
  }

  now = (): number => this.#now;

  sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const sleeper = { at: this.#now + Math.max(Math.min(1, ms), ms - this.#earlyMs()), wake: resolve };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(signal.reason);
      });
    });

  /** Lets time pass until `work` is done. */
  async run<Result>(work: Promise<Result>): Promise<Result> {
    let isDone = false;
    const settle = () => {
      isDone = true;
    };
    work.then(settle, settle);
    for (;;) {
      await setImmediate();
      if (isDone) return work;
      const next = this.#sleepers.reduce((first, sleeper) => (sleeper.at < first.at ? sleeper : first), {
        at: Number.POSITIVE_INFINITY,
        wake: () => {
          throw new Error('the work waits for nothing that this clock could bring');
        },
      });
      this.#sleepers = this.#sleepers.filter((sleeper) => sleeper !== next);
      this.#now = Math.max(this.#now, next.at === Number.POSITIVE_INFINITY ? this.#now : next.at);
      next.wake();
    }
  }
}

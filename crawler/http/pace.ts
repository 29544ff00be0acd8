/**
 * One request at a time and a rest between requests, per registrable domain.
 *
 * The rest counts from the end of one request to the start of the next, so that a slow server is asked less often.
 */
import pLimit, { type LimitFunction } from 'p-limit';
import type { Effects } from '../effects.ts';

interface Lane {
  limit: LimitFunction;
  /** End of the last request. */
  endedAt: number;
  /** Not before this, whoever asks. */
  readyAt: number;
}

/** Lanes kept before idle ones are cleared away. */
const sweepAt = 4096;

export class Pace {
  readonly #clock: Pick<Effects, 'now' | 'sleep'>;
  readonly #lanes = new Map<string, Lane>();
  #sweepAt = sweepAt;

  constructor(clock: Pick<Effects, 'now' | 'sleep'>) {
    this.#clock = clock;
  }

  /**
   * Runs `task` when it is its turn on `domain`: alone, at least `gapMs` after the end of the one before, and after
   * whatever rest that one asked for. Rejects with the signal's reason when that fires while waiting.
   */
  turn<Result>(
    domain: string,
    { gapMs, signal }: { gapMs: number; signal?: AbortSignal | undefined },
    task: () => Promise<Result>,
  ): Promise<Result> {
    const lane = this.#lane(domain);
    return lane.limit(async () => {
      // A timer may fire a little early, and the lane may be held longer while we sleep.
      for (;;) {
        const restMs = Math.max(lane.readyAt, lane.endedAt + gapMs) - this.#clock.now();
        if (!(restMs > 0)) break;
        await this.#clock.sleep(restMs, signal);
      }
      signal?.throwIfAborted();
      try {
        return await task();
      } finally {
        lane.endedAt = this.#clock.now();
        lane.readyAt = Math.max(lane.readyAt, lane.endedAt + gapMs);
      }
    });
  }

  /** Nobody sends to `domain` before `untilMs` (epoch ms). */
  hold(domain: string, untilMs: number): void {
    const lane = this.#lane(domain);
    lane.readyAt = Math.max(lane.readyAt, untilMs);
  }

  #lane(domain: string): Lane {
    const known = this.#lanes.get(domain);
    if (known !== undefined) return known;
    if (this.#lanes.size >= this.#sweepAt) this.#sweep();
    const lane = { limit: pLimit(1), endedAt: Number.NEGATIVE_INFINITY, readyAt: Number.NEGATIVE_INFINITY };
    this.#lanes.set(domain, lane);
    return lane;
  }

  /** Forgets lanes nobody uses and whose rest is over. */
  #sweep(): void {
    const now = this.#clock.now();
    for (const [domain, { limit, readyAt }] of this.#lanes) {
      if (limit.activeCount + limit.pendingCount === 0 && readyAt <= now) this.#lanes.delete(domain);
    }
    this.#sweepAt = Math.max(sweepAt, this.#lanes.size * 2);
  }
}

/**
 * One request at a time and a rest between requests, on every lane that a request touches: its registrable domain and
 * the addresses of its host. And so many a second over all.
 *
 * The rest counts from the end of one request to the start of the next, so that a slow server is asked less often.
 */
import pLimit, { type LimitFunction } from 'p-limit';
import type { Effects } from '../effects.ts';
import type { CrawlSettings } from '../settings.ts';
import { Rate } from './rate.ts';

/** A lane as one request sees it. */
export interface LaneGap {
  lane: string;
  /** Since the end of the last request on it. */
  gapMs: number;
}

interface Lane {
  limit: LimitFunction;
  /** Turns that run or wait. */
  users: number;
  /** End of the last request. */
  endedAt: number;
  /** Not before this, whoever asks. */
  readyAt: number;
}

/** Lanes kept before idle ones are cleared away. */
const sweepAt = 4096;

export class Pace {
  readonly #clock: Pick<Effects, 'now' | 'sleep'>;
  readonly #rate: Rate;
  readonly #lanes = new Map<string, Lane>();
  #sweepAt = sweepAt;

  constructor(
    clock: Pick<Effects, 'now' | 'sleep'>,
    { maxRequestsPerSecond }: Pick<CrawlSettings, 'maxRequestsPerSecond'>,
  ) {
    this.#clock = clock;
    this.#rate = new Rate(maxRequestsPerSecond);
  }

  /**
   * Runs `task` when it is its turn on every lane: alone, its gap after the end of the one before, and after whatever
   * rest that one asked for. Rejects with the signal's reason when that fires while waiting.
   */
  async turn<Result>(
    lanes: readonly LaneGap[],
    signal: AbortSignal | undefined,
    task: () => Promise<Result>,
  ): Promise<Result> {
    const own = this.#own(lanes);
    for (const { lane } of own) lane.users += 1;
    // Everybody takes lanes in the order of their names, so that nobody waits for who waits for them.
    const inTurn = own.reduceRight<() => Promise<Result>>(
      (inner, { lane }) =>
        () =>
          lane.limit(inner),
      () => this.#run(own, signal, task),
    );
    try {
      return await inTurn();
    } finally {
      for (const { lane } of own) lane.users -= 1;
    }
  }

  /** Nobody sends on `lane` before `untilMs` (epoch ms). */
  hold(lane: string, untilMs: number): void {
    const held = this.#lane(lane);
    held.readyAt = Math.max(held.readyAt, untilMs);
  }

  async #run<Result>(own: readonly OwnLane[], signal: AbortSignal | undefined, task: () => Promise<Result>) {
    // A timer may fire a little early, and a lane may be held longer while we sleep.
    for (;;) {
      const now = this.#clock.now();
      const restMs = Math.max(this.#rate.restMs(now), ...own.map((each) => readyAt(each) - now));
      if (!(restMs > 0)) break;
      await this.#clock.sleep(restMs, signal);
    }
    signal?.throwIfAborted();
    this.#rate.start(this.#clock.now());
    try {
      return await task();
    } finally {
      for (const { lane, gapMs } of own) {
        lane.endedAt = this.#clock.now();
        lane.readyAt = Math.max(lane.readyAt, lane.endedAt + gapMs);
      }
    }
  }

  /** In the order of their names, each once, with the longest gap it was given. */
  #own(lanes: readonly LaneGap[]): OwnLane[] {
    const gaps = new Map<string, number>();
    for (const { lane, gapMs } of lanes) gaps.set(lane, Math.max(gapMs, gaps.get(lane) ?? 0));
    return [...gaps.keys()].sort().map((name) => ({ lane: this.#lane(name), gapMs: gaps.get(name)! }));
  }

  #lane(name: string): Lane {
    const known = this.#lanes.get(name);
    if (known !== undefined) return known;
    if (this.#lanes.size >= this.#sweepAt) this.#sweep();
    const lane = { limit: pLimit(1), users: 0, endedAt: Number.NEGATIVE_INFINITY, readyAt: Number.NEGATIVE_INFINITY };
    this.#lanes.set(name, lane);
    return lane;
  }

  /** Forgets lanes nobody uses and whose rest is over. */
  #sweep(): void {
    const now = this.#clock.now();
    for (const [name, { users, readyAt }] of this.#lanes) {
      if (users === 0 && readyAt <= now) this.#lanes.delete(name);
    }
    this.#sweepAt = Math.max(sweepAt, this.#lanes.size * 2);
  }
}

interface OwnLane {
  lane: Lane;
  gapMs: number;
}

function readyAt({ lane, gapMs }: OwnLane): number {
  return Math.max(lane.readyAt, lane.endedAt + gapMs);
}

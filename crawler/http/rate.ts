/** At most so many starts in any second, whoever they go to. */

const secondMs = 1000;

export class Rate {
  /** The last starts, in a ring; the next one overwrites the oldest. */
  readonly #starts: Float64Array;
  #at = 0;

  constructor(maxPerSecond: number) {
    this.#starts = new Float64Array(maxPerSecond).fill(Number.NEGATIVE_INFINITY);
  }

  /** Milliseconds until one more may start. A clock that was set back makes nobody wait longer than a second. */
  restMs(now: number): number {
    return Math.min(secondMs, this.#starts[this.#at]! + secondMs - now);
  }

  start(now: number): void {
    this.#starts[this.#at] = now;
    this.#at = (this.#at + 1) % this.#starts.length;
  }
}

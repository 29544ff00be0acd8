/** Long work on the calling thread goes on in stretches, so that connections and timers have their turns in between. */
import { setImmediate } from 'node:timers/promises';

/** Steps of a stretch: a name that is numbered or an entry that is appended is one, and takes up to a microsecond. */
const mostSteps = 1 << 13;

export class Pause {
  #steps = 0;

  async after(steps: number): Promise<void> {
    this.#steps += steps;
    if (this.#steps < mostSteps) return;
    this.#steps = 0;
    await setImmediate();
  }
}

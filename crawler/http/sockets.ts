/** A machine that has no sockets left is ours, and no server's fault: wait for one, and try again. */
import type { Effects } from '../effects.ts';
import { isOutOfSockets } from './outcome.ts';

const restMs = 1000;
/** Visits under way end, and give theirs back; who has none after a minute has a leak, or somebody else took them. */
const mostTries = 60;

/** @throws what `task` throws, and the signal's reason when that fires while waiting */
export async function withSockets<Result>(
  task: () => Promise<Result>,
  { effects, signal }: { effects: Pick<Effects, 'sleep'>; signal?: AbortSignal | undefined },
): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await task();
    } catch (error) {
      if (!isOutOfSockets(error) || tries === mostTries) throw error;
    }
    await effects.sleep(restMs, signal);
  }
}

/** From a host to its addresses: the first thing a visit does, and the only one that a dead name costs. */
import type { Host, Outcome } from '../data/types.ts';
import type { Effects } from './effects.ts';
import { outcomeOfError } from './http/outcome.ts';
import { withSockets } from './http/sockets.ts';

/**
 * Looks up once.
 * @returns what it came to where there is no address; `aborted` when the signal fires first
 * @throws what is a bug
 */
export async function lookUp(
  host: Host,
  { effects, signal }: { effects: Effects; signal?: AbortSignal | undefined },
): Promise<{ addresses: string[] } | { outcome: Outcome }> {
  if (signal?.aborted) return { outcome: 'aborted' };
  try {
    const answer = withSockets(() => effects.network.resolve(host), { effects, signal });
    return { addresses: await orAborted(answer, signal) };
  } catch (error) {
    const outcome = signal?.aborted ? 'aborted' : outcomeOfError(error);
    if (outcome === undefined) throw new Error(`unexpected failure of the look-up of ${host}`, { cause: error });
    return { outcome };
  }
}

/** Name servers take their time, and a look-up cannot be called off. */
function orAborted<Result>(answer: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal?.reason);
    signal?.addEventListener('abort', giveUp, { once: true });
    answer.then(resolve, reject).finally(() => signal?.removeEventListener('abort', giveUp));
  });
}

import { setMaxListeners } from 'node:events';

/** What a shell expects of a program that Ctrl-C ended: 128 + SIGINT. */
export const interruptedCode = 130;

/** Ctrl-C once asks the work to stop after a checkpoint; twice ends the process at once, as the system would. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  // Every visit and every rest under way listens.
  setMaxListeners(0, controller.signal);
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => controller.abort(new Error(`stopped by ${name}`)));
  }
  return controller.signal;
}

import { setMaxListeners } from 'node:events';

/** What a shell expects of a program that Ctrl-C ended: 128 + SIGINT. */
export const interruptedCode = 130;

const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * While `work` runs, Ctrl-C asks it to stop after a checkpoint; a second one ends the process at once, as the system
 * would. Afterwards Ctrl-C means what it meant before.
 */
export async function untilCtrlC<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const controller = new AbortController();
  // Every visit and every rest under way listens.
  setMaxListeners(0, controller.signal);
  const stop = (name: NodeJS.Signals) => controller.abort(new Error(`stopped by ${name}`));
  for (const name of signals) process.once(name, stop);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of signals) process.off(name, stop);
  }
}

/** Resolves on Ctrl-C or a request to end; a second one ends the process at once. To be called before anybody is told where it serves. */
export function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      for (const name of signals) process.off(name, stop);
      resolve();
    };
    for (const name of signals) process.on(name, stop);
  });
}

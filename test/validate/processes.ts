/** Worlds are judged side by side: each is a crawl with rests in it, then work for one core. */
import { fork } from 'node:child_process';
import type { WorldPlan, WorldResult } from './plan.ts';

/**
 * @param width processes at a time
 * @returns results in the order of the plans
 * @throws when a process ends before it has answered
 */
export async function judgeAll(
  plans: readonly WorldPlan[],
  width: number,
  report: (result: WorldResult) => void,
): Promise<WorldResult[]> {
  const results: WorldResult[] = [];
  let next = 0;
  await Promise.all(Array.from({ length: Math.min(width, plans.length) }, work));
  return results;

  async function work(): Promise<void> {
    const child = fork(new URL('./world-process.js', import.meta.url));
    try {
      while (next < plans.length) {
        const at = next++;
        const answered = new Promise<WorldResult>((resolve, reject) => {
          child.once('message', (message) => resolve(message as WorldResult));
          child.once('exit', (code) => reject(new Error(`a process ended with ${code} before it answered`)));
        });
        child.send(plans[at]!);
        results[at] = await answered;
        child.removeAllListeners();
        report(results[at]);
      }
    } finally {
      child.disconnect();
    }
  }
}

/** The second thread: takes parts of the jobs it is sent, until it is closed. */
import type { MessagePort } from 'node:worker_threads';
import { type AnyTask, ended, type Failure, failed, type Job, over, stopTaking, takePart, tries } from './job.ts';

export function serveTasks(port: MessagePort, tasks: readonly AnyTask[]): void {
  const byName = new Map(tasks.map((task) => [task.name, task]));
  let current: Job | undefined;
  // Whoever waits does not learn of it otherwise, as long as its own loop stands still.
  process.on('exit', () => {
    if (current !== undefined) tellEnd(current);
  });
  port.on('message', (job: Job) => {
    current = job;
    try {
      takeParts(job, byName);
    } catch (cause) {
      stopTaking(job);
      const { message, stack } = cause instanceof Error ? cause : new Error(String(cause));
      const failure: Failure = { message, stack };
      port.postMessage(failure);
      Atomics.store(job.progress, failed, 1);
      endTry(job);
    }
    current = undefined;
  });
}

function tellEnd({ progress }: Job): void {
  Atomics.store(progress, ended, 1);
  Atomics.notify(progress, over);
}

function takeParts(job: Job, byName: ReadonlyMap<string, AnyTask>): void {
  let at: number | undefined;
  do {
    // Said before a part is taken, so that whoever finds none left knows whom to wait for.
    Atomics.add(job.progress, tries, 1);
    at = takePart(job);
    if (at !== undefined) {
      const task = byName.get(job.name);
      if (task === undefined) throw new Error('this thread does not know it; was the program built again since?');
      task.run(job.parts[at]!);
    }
    endTry(job);
  } while (at !== undefined);
}

function endTry({ progress }: Job): void {
  Atomics.add(progress, over, 1);
  Atomics.notify(progress, over);
}

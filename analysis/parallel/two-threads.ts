/**
 * A second thread beside the one that asks. The one that asks takes parts as well, and waits at the end only for what
 * the other still has in hand: a second thread that is late, or never came up, costs no time.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { alone, type Parallel, sharedArrays, type Task } from '../kernels/parallel.ts';
import {
  type AnyTask,
  type Failure,
  failed,
  ended as hasEnded,
  isShared,
  type Job,
  newProgress,
  over,
  stopTaking,
  takePart,
  tries,
} from './job.ts';
import { tasks as registry } from './tasks.ts';

export interface Threads extends Parallel {
  /** Ends the second thread; whatever is asked afterwards is done by the thread that asks. */
  close(): Promise<void>;
}

/** How long to wait before asking whether the second thread still lives. */
const askAfterMs = 100;

/**
 * Starts the second thread, which does not keep the program from ending.
 * @param options.entry where it begins, and `options.tasks` what it can do: of the product, unless told
 * @returns one thread alone where the program was not built
 */
export function twoThreads({
  entry = findEntry(),
  tasks = registry,
}: {
  entry?: URL | undefined;
  tasks?: readonly AnyTask[];
} = {}): Threads {
  if (entry === undefined) return { ...alone, close: async () => {} };
  const second = startThread(entry);
  const known = new Set(tasks);
  return {
    threads: 2,
    run(task, parts) {
      if (!known.has(task)) throw new Error(`The task "${task.name}" stands in no registry.`);
      if (parts.length < 2 || second.ended() || !isShared(parts)) alone.run(task, parts);
      else runTogether(second, task, parts);
    },
    ...sharedArrays,
    close: () => second.close(),
  };
}

type SecondThread = ReturnType<typeof startThread>;

function startThread(entry: URL) {
  const { port1: port, port2: theirs } = new MessageChannel();
  // Flags of this process, such as a test runner's, are not for it.
  const worker = new Worker(entry, { workerData: theirs, transferList: [theirs], execArgv: [] });
  let ended = false;
  let wasTimed = false;
  const end = () => {
    ended = true;
    port.close();
  };
  // What it threw is told by whoever waits for it, if anybody does.
  worker.on('error', end).on('exit', end);
  worker.unref();
  port.unref();
  return {
    port,
    ended: () => ended,
    /**
     * Its events do not arrive while this thread waits. Of a thread without a loop no time is known, nor of a new one until
     * this thread has been back in its own loop once: that one is believed to live.
     */
    lives: () => {
      const { active, idle } = worker.performance.eventLoopUtilization();
      const isTimed = active > 0 && idle >= 0;
      wasTimed ||= isTimed;
      return isTimed || (!wasTimed && idle >= 0);
    },
    async close() {
      end();
      await worker.terminate();
    },
  };
}

function runTogether<Part extends object>(second: SecondThread, task: Task<Part>, parts: readonly Part[]): void {
  const job: Job = { name: task.name, parts, progress: newProgress() };
  let failure: Failure | undefined;
  second.port.postMessage(job);
  try {
    for (let at = takePart(job); at !== undefined; at = takePart(job)) task.run(parts[at]!);
  } finally {
    // Even after a failure of our own: nobody may write into arrays that the caller has back.
    stopTaking(job);
    waitFor(second, job);
    failure = readFailure(second.port, job);
  }
  if (failure === undefined) return;
  throw new Error(`The task "${job.name}" failed in the second thread: ${failure.message}`, { cause: failure.stack });
}

function waitFor(second: SecondThread, { name, progress }: Job): void {
  for (;;) {
    const done = Atomics.load(progress, over);
    if (done === Atomics.load(progress, tries)) return;
    const slept = Atomics.wait(progress, over, done, askAfterMs);
    const isOver = Atomics.load(progress, hasEnded) === 1;
    if (isOver || (slept === 'timed-out' && !second.lives())) {
      void second.close();
      throw new Error(`The second thread ended while it did the task "${name}".`);
    }
  }
}

function readFailure(port: MessagePort, { progress }: Job): Failure | undefined {
  return Atomics.load(progress, failed) === 1 ? receiveMessageOnPort(port)?.message : undefined;
}

/** Beside this file in the package; in `dist` when this file runs from its source. */
function findEntry(): URL | undefined {
  const candidates = ['./worker.js', '../../dist/analysis/parallel/worker.js'].map(
    (path) => new URL(path, import.meta.url),
  );
  return candidates.find((entry) => existsSync(fileURLToPath(entry)));
}

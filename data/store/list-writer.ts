/**
 * Writes lists of peers while others are still being made: in a thread of its own with its own connection, or, where
 * there is none, in this one.
 */
import { Worker } from 'node:worker_threads';
import { openDatabase } from './database.ts';
import { createPassLists, type ListBatch, type PassTimes, writePassLists } from './pass-lists.ts';

export interface ListWriter {
  /** Arrays over shared memory are not copied; they are free again when this is done. */
  write(batch: ListBatch): Promise<void>;
  /** Brings everything into the file and lets go of it. */
  close(): Promise<void>;
}

/** What goes to the thread: a batch, or the end. */
export type Order = ListBatch | 'close';

/** @param file a database of ours that nobody has open */
export async function openListWriter(
  file: string,
  times: PassTimes,
  { thread }: { thread: boolean },
): Promise<ListWriter> {
  return thread ? startThread(file, times) : openHere(file, times);
}

async function openHere(file: string, times: PassTimes): Promise<ListWriter> {
  const database = await openDatabase(file, 'write');
  await createPassLists(database.connection);
  return {
    write: (batch) => writePassLists(database.connection, batch, times),
    close: () => database.close(),
  };
}

/** The thread says when it is ready, and answers every order, in their order. */
async function startThread(file: string, times: PassTimes): Promise<ListWriter> {
  const worker = new Worker(new URL('./list-writer-thread.js', import.meta.url), { workerData: { file, times } });
  const waiting: PromiseWithResolvers[] = [];
  const answer = () => {
    const next = waitingFor();
    waiting.push(next);
    return next.promise;
  };
  worker.on('message', () => waiting.shift()?.resolve());
  worker.on('error', (error) => {
    for (const { reject } of waiting.splice(0)) reject(error);
  });
  const send = (order: Order) => {
    const answered = answer();
    worker.postMessage(order);
    return answered;
  };
  await answer();
  return {
    write: send,
    async close() {
      await send('close');
      await worker.terminate();
    },
  };
}

interface PromiseWithResolvers {
  promise: Promise<void>;
  resolve: () => void;
  reject: (reason: unknown) => void;
}

function waitingFor(): PromiseWithResolvers {
  let resolve = () => {};
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<void>((fulfil, fail) => {
    resolve = fulfil;
    reject = fail;
  });
  return { promise, resolve, reject };
}

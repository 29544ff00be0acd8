/** The thread of list-writer.ts: takes batches in their order, and answers each when it is written. */
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from './database.ts';
import type { Order } from './list-writer.ts';
import { createPassLists, type PassTimes, writePassLists } from './pass-lists.ts';

const { file, times } = workerData as { file: string; times: PassTimes };
const port = parentPort!;
const database = await openDatabase(file, 'write');
await createPassLists(database.connection);
let work: Promise<void> = Promise.resolve();
port.on('message', (order: Order) => {
  work = work.then(async () => {
    if (order === 'close') await database.close();
    else await writePassLists(database.connection, order, times);
    port.postMessage('done');
  });
});
port.postMessage('ready');

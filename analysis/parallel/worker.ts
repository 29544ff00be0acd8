/** Where the second thread begins. */
import { workerData } from 'node:worker_threads';
import { serveTasks } from './serve-tasks.ts';
import { tasks } from './tasks.ts';

serveTasks(workerData, tasks);

/** The registry of tasks, a line each: what the second thread can do. */
import { comparePairs, compareRows } from '../kernels/shared-peers.ts';
import type { AnyTask } from './job.ts';

export const tasks: readonly AnyTask[] = [comparePairs, compareRows];

/** The registry of tasks, a line each: what the second thread can do. */
import type { AnyTask } from './job.ts';

export const tasks: readonly AnyTask[] = [];

/** What goes from one thread to the other: the parts of one piece of work, and how far it is. */
import type { Task } from '../kernels/parallel.ts';

// biome-ignore lint/suspicious/noExplicitAny: a registry holds tasks over parts of any form.
export type AnyTask = Task<any>;

export interface Job {
  name: string;
  parts: readonly object[];
  /** Over shared memory; the places below. */
  progress: Int32Array;
}

/** What the second thread says of a part that failed in it. */
export interface Failure {
  message: string;
  stack: string | undefined;
}

/** The next part that nobody has taken; how often the second thread tried to take one, and how many of these tries are over, done or not. */
export const nextPart = 0;
export const tries = 1;
export const over = 2;
/** 1 once a part failed in the second thread. */
export const failed = 3;
/** 1 once the second thread ended while it had the job. */
export const ended = 4;

export function newProgress(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(5 * Int32Array.BYTES_PER_ELEMENT));
}

/** Whoever asks first has the part. @returns its position; undefined when none is left */
export function takePart({ parts, progress }: Job): number | undefined {
  const at = Atomics.add(progress, nextPart, 1);
  return at < parts.length ? at : undefined;
}

/** Nobody takes any of the parts that are left. */
export function stopTaking({ parts, progress }: Job): void {
  Atomics.store(progress, nextPart, parts.length);
}

/** @returns whether every array is over shared memory, however deep it stands */
export function isShared(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (ArrayBuffer.isView(value)) return value.buffer instanceof SharedArrayBuffer;
  return Object.values(value).every(isShared);
}

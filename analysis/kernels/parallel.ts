/**
 * How a kernel splits its work: into parts that need nothing of each other, each filling its own places of arrays that
 * all parts see. `alone` does one after the other; parallel/ lets a second thread take some of them. The answer is the
 * same, whoever does which part.
 */

/** What one part is done by, in whatever thread. Its name is unique, and stands in the registry (parallel/tasks.ts). */
export interface Task<Part extends object> {
  readonly name: string;
  /** Takes and fills what stands in `part`; keeps nothing from one part to the next. */
  run(part: Part): void;
}

export interface Parallel {
  /** How many parts can be done at once. */
  readonly threads: number;
  /**
   * Does every part and returns when all are done. A part holds numbers, texts, typed arrays and objects of these. The
   * second thread takes parts only when every array in them is shared: none is ever copied.
   * @throws what a part throws; one that failed in the second thread as an Error that names the task
   */
  run<Part extends object>(task: Task<Part>, parts: readonly Part[]): void;
  /** New arrays of zeros that every thread sees. */
  uint8(length: number): Uint8Array;
  uint32(length: number): Uint32Array;
  float64(length: number): Float64Array;
}

/** Everything on the thread that asks. */
export const alone: Parallel = {
  threads: 1,
  run(task, parts) {
    for (const part of parts) task.run(part);
  },
  uint8: (length) => new Uint8Array(length),
  uint32: (length) => new Uint32Array(length),
  float64: (length) => new Float64Array(length),
};

/** Arrays that other threads see, whether there are any or not. */
export const sharedArrays: Pick<Parallel, 'uint8' | 'uint32' | 'float64'> = {
  uint8: (length) => new Uint8Array(new SharedArrayBuffer(length)),
  uint32: (length) => new Uint32Array(new SharedArrayBuffer(4 * length)),
  float64: (length) => new Float64Array(new SharedArrayBuffer(8 * length)),
};

/**
 * @param make of `parallel`: arrays of the same kind
 * @returns a copy that every thread sees, of numbers that are few beside the work; the same where there is one thread
 */
export function seenByAll<Numbers extends Uint32Array | Float64Array>(
  numbers: Numbers,
  make: (length: number) => Numbers,
  parallel: Parallel,
): Numbers {
  if (parallel.threads === 1) return numbers;
  const seen = make(numbers.length);
  seen.set(numbers);
  return seen;
}

/** What must be true of the arrays of a file before anything is made of them: it is read from whoever wrote it. */
import { blockLength, eachBlock } from './blocks.ts';
import { FileError } from './file-error.ts';
import type { FileWords } from './file-kind.ts';
import type { Elements } from './layout.ts';

export const largest = Number.MAX_VALUE;

/** Each throws a FileError saying which number of which list cannot be. */
export class ValueChecks {
  readonly #kind: FileWords;

  constructor(kind: FileWords) {
    this.#kind = kind;
  }

  sameLengths(of: string, length: number, lists: Readonly<Record<string, ArrayLike<number>>>): void {
    for (const [name, list] of Object.entries(lists)) {
      if (list.length !== length) {
        throw new FileError(
          this.#kind,
          `The ${this.#kind.name} has ${length} ${of} and ${list.length} values of ${name}: expected as many.`,
        );
      }
    }
  }

  /** @param unknown stands for what is not known, beside the numbers from `low` to `high` */
  between(name: string, values: Elements | readonly number[], low: number, high: number, unknown = low): void {
    const list = 'subarray' in values ? values : Float64Array.from(values);
    eachBlock(list.length, (from, to) => {
      // One loop over one kind of array is four times as fast as one over all kinds.
      numbers.set(list.subarray(from, to));
      const at = firstOutside(to - from, low, high, unknown);
      if (at !== undefined) this.refuse(name, list[from + at]!, from + at);
    });
  }

  refuse(name: string, value: number, at: number): never {
    throw new FileError(this.#kind, `The ${this.#kind.name} has ${value} as ${name} ${at}, which cannot be.`);
  }
}

const numbers = new Float64Array(blockLength);

/** @returns the place of the first among `numbers` */
function firstOutside(length: number, low: number, high: number, unknown: number): number | undefined {
  for (let at = 0; at < length; at++) {
    const value = numbers[at]!;
    if (!(value >= low && value <= high) && !Object.is(value, unknown)) return at;
  }
  return undefined;
}

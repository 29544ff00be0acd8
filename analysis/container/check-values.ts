/** What must be true of the arrays of a file before anything is made of them: it is read from whoever wrote it. */
import { FileError } from './file-error.ts';
import type { FileWords } from './file-kind.ts';

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
  between(name: string, values: ArrayLike<number>, low: number, high: number, unknown = low): void {
    // One loop over one kind of array is four times as fast as one over all kinds.
    const numbers = new Float64Array(values);
    for (let at = 0; at < numbers.length; at++) {
      const value = numbers[at]!;
      if (!(value >= low && value <= high) && !Object.is(value, unknown)) this.refuse(name, value, at);
    }
  }

  /** Ascending and each once, as what is drawn or asked about is found by name. */
  hosts(hosts: readonly string[]): void {
    this.names(hosts);
    hosts.forEach((host, at) => {
      if (host === '' || (at > 0 && host <= hosts[at - 1]!)) {
        throw new FileError(
          this.#kind,
          `Host ${at} of the ${this.#kind.name} is not after the one before it in the alphabet.`,
        );
      }
    });
  }

  names(names: readonly string[]): void {
    if (!names.every((name) => /^[a-z0-9._-]*$/.test(name))) {
      throw new FileError(this.#kind, `The host names of the ${this.#kind.name} hold letters that no host name has.`);
    }
  }

  refuse(name: string, value: number, at: number): never {
    throw new FileError(this.#kind, `The ${this.#kind.name} has ${value} as ${name} ${at}, which cannot be.`);
  }
}

/**
 * Sorting a list of numbers without its repeats: a bit for each, and a sweep over the words that have any. One pass over
 * the list and one over the bits, in the place of a comparison sort (J. Bentley. Programming Pearls, column 1).
 */

export class NumberSet {
  #bits = new Uint32Array(1 << 11);
  /** Words in use: from the first to before the last. */
  #first = Number.POSITIVE_INFINITY;
  #last = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** @param number below 2³¹ */
  add(number: number): void {
    const word = number >>> 5;
    const bit = 1 << (number & 31);
    if (word >= this.#bits.length) this.#grow(word);
    const before = this.#bits[word]!;
    if ((before & bit) !== 0) return;
    this.#bits[word] = before | bit;
    this.#size += 1;
    if (word < this.#first) this.#first = word;
    if (word >= this.#last) this.#last = word + 1;
  }

  /** @returns the numbers ascending, each once; the set is empty then */
  take(): Uint32Array<ArrayBuffer> {
    const numbers = new Uint32Array(this.#size);
    const bits = this.#bits;
    let at = 0;
    for (let word = this.#first; word < this.#last; word++) {
      for (let left = bits[word]!; left !== 0; left &= left - 1) {
        numbers[at++] = (word << 5) + 31 - Math.clz32(left & -left);
      }
      bits[word] = 0;
    }
    this.#size = 0;
    this.#first = Number.POSITIVE_INFINITY;
    this.#last = 0;
    return numbers;
  }

  #grow(word: number): void {
    const wider = new Uint32Array(2 ** Math.ceil(Math.log2(word + 1)));
    wider.set(this.#bits);
    this.#bits = wider;
  }
}

/**
 * Names met before, by their bytes. The same names come in every list: one that comes again costs a hash and a
 * comparison, and becomes no string and is not judged again.
 *
 * Open addressing with linear probing (D. E. Knuth. The Art of Computer Programming 3, section 6.4); texts are hashed
 * and compared four bytes at a time.
 */
import { readHost } from '../../data/host.ts';
import type { Host } from '../../data/types.ts';

/** In the place of a host's number: a text that names none. */
export const rejected = -1;
/** Neither: a text that is not held. */
export const unknown = -2;

/** A longer text than 256 bytes is no plain name, and is not held. */
export const mostWords = 64;
/** Texts held before a new table is begun: four times the fediverse, so that generated names push nobody out for long. */
const mostTexts = 1 << 18;
/** Words of those texts: 40 bytes each, with what is beside them. */
const mostHeldWords = 10 * mostTexts;
/** Whoever makes names that hash alike gains this much, and no more: what finds no place is judged each time. */
const mostProbes = 32;

export class NameTable {
  /** By number, in the order in which they were met. */
  readonly hosts: Host[] = [];
  /** The text that is looked for: bytes in order of addresses, the last word filled up with zeros, which no text holds. */
  readonly text = new Int32Array(mostWords);
  readonly #numbers = new Map<Host, number>();
  /** Pairs of a hash and the place of a text in `held`, 0 where the slot is free. At most half are taken. */
  #slots = new Int32Array(1 << 13);
  /** One after the other, from 1: the number of the host that a text names, or `rejected`, its length, its words. */
  #held = new Int32Array(1 << 14);
  #end = 1;
  #count = 0;

  get isFull(): boolean {
    return this.#count >= mostTexts || this.#end >= mostHeldWords;
  }

  /** @returns the number of the host that the first `length` words of `text` name, `rejected` or `unknown` */
  find(hash: number, length: number): number {
    const slots = this.#slots;
    const mask = (slots.length >> 1) - 1;
    for (let slot = hash & mask, probes = 0; probes < mostProbes; slot = (slot + 1) & mask, probes++) {
      const found = slots[2 * slot + 1]!;
      if (found === 0) return unknown;
      if (slots[2 * slot] === hash && this.#isText(found, length)) return this.#held[found]!;
    }
    return unknown;
  }

  /** Judges a name and holds what `text` has of it. @returns the number of its host, or `rejected` */
  add(hash: number, length: number, name: string): number {
    const number = this.judge(name);
    const mask = (this.#slots.length >> 1) - 1;
    for (let slot = hash & mask, probes = 0; probes < mostProbes; slot = (slot + 1) & mask, probes++) {
      if (this.#slots[2 * slot + 1] !== 0) continue;
      this.#slots[2 * slot] = hash;
      this.#slots[2 * slot + 1] = this.#hold(number, length);
      if (4 * this.#count > this.#slots.length) this.#widen();
      break;
    }
    return number;
  }

  /** Of a name that is not held. @returns the number of its host, or `rejected` */
  judge(name: string): number {
    const host = readHost(name);
    if (host === undefined) return rejected;
    const known = this.#numbers.get(host);
    if (known !== undefined) return known;
    this.#numbers.set(host, this.hosts.length);
    return this.hosts.push(host) - 1;
  }

  #isText(at: number, length: number): boolean {
    const held = this.#held;
    const text = this.text;
    if (held[at + 1] !== length) return false;
    for (let word = 0; word < length; word++) if (held[at + 2 + word] !== text[word]) return false;
    return true;
  }

  /** @returns its place */
  #hold(number: number, length: number): number {
    const at = this.#end;
    this.#count += 1;
    this.#end = at + 2 + length;
    if (this.#end > this.#held.length) this.#held = grown(this.#held);
    this.#held[at] = number;
    this.#held[at + 1] = length;
    this.#held.set(this.text.subarray(0, length), at + 2);
    return at;
  }

  /** A text that finds no slot near its own is met anew. */
  #widen(): void {
    const before = this.#slots;
    this.#slots = new Int32Array(2 * before.length);
    const mask = before.length - 1;
    for (let old = 0; old < before.length; old += 2) {
      if (before[old + 1] === 0) continue;
      let slot = before[old]! & mask;
      for (let probes = 0; probes < mostProbes && this.#slots[2 * slot + 1] !== 0; probes++) slot = (slot + 1) & mask;
      if (this.#slots[2 * slot + 1] !== 0) continue;
      this.#slots[2 * slot] = before[old]!;
      this.#slots[2 * slot + 1] = before[old + 1]!;
    }
  }
}

/** One word more into the hash of those before it; 0 begins one. */
export function hashWord(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

function grown(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(2 * numbers.length);
  copy.set(numbers);
  return copy;
}

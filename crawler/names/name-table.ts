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
/** Slots looked through for each text that comes in while a table grows: it has grown long before it is to grow again. */
const slotsAtOnce = 32;
/** Numbers in a map: one that grows is laid out anew all at once, which for so many takes a quarter of a millisecond. */
const mostInMap = 1 << 13;

export class NameTable {
  /** By number, in the order in which they were met. */
  readonly hosts: Host[] = [];
  /** The text that is looked for: bytes in order of addresses, the last word filled up with zeros, which no text holds. */
  readonly text = new Int32Array(mostWords);
  /** Of every host, held or not, its number; the newest last. */
  readonly #numbers: Map<Host, number>[] = [new Map()];
  /** Pairs of a hash and the place of a text in `held`, 0 where the slot is free. At most half are taken. */
  #slots = new Int32Array(1 << 13);
  /** While a larger table is filled from it, the one before, and how much of that is in the larger one. */
  #smaller: Int32Array | null = null;
  #moved = 0;
  /** One after the other, from 1: the number of the host that a text names, or `rejected`, its length, its words. */
  readonly #held = new Int32Array(mostHeldWords + 2 + mostWords);
  #end = 1;
  #count = 0;

  get isFull(): boolean {
    return this.#count >= mostTexts || this.#end >= mostHeldWords;
  }

  /** @returns the number of the host that the first `length` words of `text` name, `rejected` or `unknown` */
  find(hash: number, length: number): number {
    const number = this.#findIn(this.#slots, hash, length);
    return number === unknown && this.#smaller !== null ? this.#findIn(this.#smaller, hash, length) : number;
  }

  /** Judges a name and holds what `text` has of it, while there is room. @returns the number of its host, or `rejected` */
  add(hash: number, length: number, name: string): number {
    const number = this.judge(name);
    if (this.isFull) return number;
    if (4 * this.#count >= this.#slots.length) this.#widen();
    this.#move();
    const slot = this.#freeSlot(hash);
    if (slot !== undefined) this.#fill(slot, hash, this.#hold(number, length));
    return number;
  }

  /** Of a name that is not held. @returns the number of its host, or `rejected` */
  judge(name: string): number {
    const host = readHost(name);
    if (host === undefined) return rejected;
    for (const numbers of this.#numbers) {
      const known = numbers.get(host);
      if (known !== undefined) return known;
    }
    const number = this.hosts.push(host) - 1;
    if (this.#numbers.at(-1)!.size === mostInMap) this.#numbers.push(new Map());
    this.#numbers.at(-1)!.set(host, number);
    return number;
  }

  #findIn(slots: Int32Array, hash: number, length: number): number {
    const mask = (slots.length >> 1) - 1;
    for (let slot = hash & mask, probes = 0; probes < mostProbes; slot = (slot + 1) & mask, probes++) {
      const found = slots[2 * slot + 1]!;
      if (found === 0) return unknown;
      if (slots[2 * slot] === hash && this.#isText(found, length)) return this.#held[found]!;
    }
    return unknown;
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
    this.#held[at] = number;
    this.#held[at + 1] = length;
    this.#held.set(this.text.subarray(0, length), at + 2);
    return at;
  }

  #widen(): void {
    this.#smaller = this.#slots;
    this.#moved = 0;
    this.#slots = new Int32Array(2 * this.#smaller.length);
  }

  /** Some of the smaller table: all of it at once would hold up everything else for milliseconds. */
  #move(): void {
    const smaller = this.#smaller;
    if (smaller === null) return;
    const end = this.#moved + 2 * slotsAtOnce;
    for (let at = this.#moved; at < end; at += 2) {
      // A text that finds no slot near its own is met anew.
      const slot = smaller[at + 1] === 0 ? undefined : this.#freeSlot(smaller[at]!);
      if (slot !== undefined) this.#fill(slot, smaller[at]!, smaller[at + 1]!);
    }
    this.#moved = end;
    if (end === smaller.length) this.#smaller = null;
  }

  #freeSlot(hash: number): number | undefined {
    const slots = this.#slots;
    const mask = (slots.length >> 1) - 1;
    for (let slot = hash & mask, probes = 0; probes < mostProbes; slot = (slot + 1) & mask, probes++) {
      if (slots[2 * slot + 1] === 0) return slot;
    }
    return undefined;
  }

  #fill(slot: number, hash: number, at: number): void {
    this.#slots[2 * slot] = hash;
    this.#slots[2 * slot + 1] = at;
  }
}

/** One word more into the hash of those before it; 0 begins one. */
export function hashWord(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

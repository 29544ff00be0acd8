/** Reads what `ByteWriter` wrote. */
import { FileError } from '../container/file-error.ts';
import type { FileWords } from '../container/file-kind.ts';

/** Throws a FileError where there is less than is asked for, or what the writer writes to nobody. */
export class ByteReader {
  readonly #kind: FileWords;
  readonly #bytes: Uint8Array;
  #at = 0;

  /** @param kind of the file that the bytes are of */
  constructor(kind: FileWords, bytes: Uint8Array) {
    this.#kind = kind;
    this.#bytes = bytes;
  }

  byte(): number {
    const value = this.#bytes[this.#at++];
    if (value === undefined) this.#refuse('no bytes left where one should follow');
    return value;
  }

  varint(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (!Number.isSafeInteger(value)) this.#refuse(`a number above ${Number.MAX_SAFE_INTEGER}`);
      if (byte < 0x80) return value;
      scale *= 0x80;
    }
  }

  /** How many things follow, each of a byte at least. */
  count(): number {
    const count = this.varint();
    this.#require(count);
    return count;
  }

  /** A view of the same memory. */
  bytes(length: number): Uint8Array {
    this.#require(length);
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  text(): string {
    return new TextDecoder().decode(this.bytes(this.varint()));
  }

  #require(length: number): void {
    const left = this.#bytes.length - this.#at;
    if (length > left) this.#refuse(`${left} bytes left where ${length} should follow`);
  }

  #refuse(came: string): never {
    throw new FileError(this.#kind, `A part of the ${this.#kind.name} cannot be read: it has ${came}.`);
  }
}

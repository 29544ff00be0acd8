/** Reads what `ByteWriter` wrote. */
import { UserError } from '../../data/errors.ts';

export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    const value = this.#bytes[this.#at++];
    if (value === undefined) throw truncated();
    return value;
  }

  varint(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 0x80;
    }
  }

  /** A view of the same memory. */
  bytes(length: number): Uint8Array {
    if (this.#at + length > this.#bytes.length) throw truncated();
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  text(): string {
    return new TextDecoder().decode(this.bytes(this.varint()));
  }
}

export function truncated(): UserError {
  return new UserError('A file of this site ends before it is complete.', {
    hint: 'Load the page again; if that does not help, the site was not uploaded whole.',
  });
}

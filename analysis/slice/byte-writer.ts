/** Small numbers in few bytes: seven bits a byte, the low ones first, the eighth says that more follow (LEB128). */

export class ByteWriter {
  #bytes = new Uint8Array(1024);
  #size = 0;

  byte(value: number): void {
    this.#room(1)[this.#size++] = value;
  }

  /** @param value a whole number from 0 to 2⁵³ − 1 */
  varint(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) throw new Error(`expected a whole number from 0, got ${value}`);
    let left = value;
    for (; left >= 0x80; left = Math.floor(left / 0x80)) this.byte((left % 0x80) | 0x80);
    this.byte(left);
  }

  bytes(values: Uint8Array): void {
    this.#room(values.length).set(values, this.#size);
    this.#size += values.length;
  }

  /** Its length in front. */
  text(value: string): void {
    const encoded = new TextEncoder().encode(value);
    this.varint(encoded.length);
    this.bytes(encoded);
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#size);
  }

  #room(more: number): Uint8Array {
    if (this.#size + more > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#size + more));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    return this.#bytes;
  }
}

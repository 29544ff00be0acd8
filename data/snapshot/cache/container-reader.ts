/** Reads a container, and believes nothing whose checksum does not fit. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { UserError } from '../../errors.ts';
import { blockBytes, form, type Head, magic, prefixBytes, type SectionPlace } from './container.ts';

/** What one call reads at most. */
const pieceBytes = 2 ** 28;

export class ContainerReader<Facts> {
  readonly path: string;
  readonly facts: Facts;
  readonly #descriptor: number;
  readonly #sections: Map<string, SectionPlace & { checked: Uint8Array }>;
  #closed = false;

  private constructor(path: string, descriptor: number, { facts, sections }: Head<Facts>) {
    this.path = path;
    this.facts = facts;
    this.#descriptor = descriptor;
    this.#sections = new Map(
      sections.map((section) => [section.name, { ...section, checked: new Uint8Array(section.sums.length) }]),
    );
  }

  /** @returns undefined when there is no such file, or it is not whole, or of another form */
  static open<Facts>(path: string): ContainerReader<Facts> | undefined {
    let descriptor: number;
    try {
      descriptor = openSync(path, 'r');
    } catch {
      return undefined;
    }
    const head = readHead<Facts>(descriptor);
    if (head !== undefined) return new ContainerReader(path, descriptor, head);
    closeSync(descriptor);
    return undefined;
  }

  bytesOf(name: string): number {
    return this.#find(name).bytes;
  }

  /** A whole section into memory of its own. @param options.shared into shared memory @throws UserError when it is damaged */
  read(name: string, { shared = false }: { shared?: boolean } = {}): Uint8Array {
    const section = this.#find(name);
    const data = new Uint8Array(shared ? new SharedArrayBuffer(section.bytes) : new ArrayBuffer(section.bytes));
    this.#fill(data, section.at);
    section.sums.forEach((_, block) => {
      this.#check(section, block, data.subarray(block * blockBytes, (block + 1) * blockBytes));
    });
    return data;
  }

  /** Some bytes of a section. The first time anything of a block is asked for, all of it is read and checked. */
  readPart(name: string, start: number, into: Uint8Array): void {
    const section = this.#find(name);
    for (let block = Math.floor(start / blockBytes); block * blockBytes < start + into.length; block++) {
      if (section.checked[block] === 1) continue;
      const from = block * blockBytes;
      const data = new Uint8Array(Math.min(blockBytes, section.bytes - from));
      this.#fill(data, section.at + from);
      this.#check(section, block, data);
    }
    this.#fill(into, section.at + start);
  }

  close(): void {
    if (!this.#closed) closeSync(this.#descriptor);
    this.#closed = true;
  }

  #find(name: string) {
    const section = this.#sections.get(name);
    if (section === undefined) throw this.#damaged();
    return section;
  }

  #fill(data: Uint8Array, at: number): void {
    if (!fill(this.#descriptor, data, at)) throw this.#damaged();
  }

  #check(section: SectionPlace & { checked: Uint8Array }, block: number, data: Uint8Array): void {
    if (crc32(data) !== section.sums[block]) throw this.#damaged();
    section.checked[block] = 1;
  }

  #damaged(): UserError {
    return new UserError(`${this.path} is damaged: a part of it is not what was written.`, {
      hint: 'Delete it and run the same again: it only repeats what the database holds.',
    });
  }
}

function readHead<Facts>(descriptor: number): Head<Facts> | undefined {
  const prefix = Buffer.alloc(prefixBytes);
  if (!fill(descriptor, prefix, 0) || !prefix.subarray(0, magic.length).equals(magic)) return undefined;
  const [foundForm, headBytes, sum] = new Uint32Array(new Uint8Array(prefix.subarray(magic.length)).buffer);
  const { size } = fstatSync(descriptor);
  if (foundForm !== form || headBytes! > size) return undefined;
  const text = Buffer.alloc(headBytes!);
  if (!fill(descriptor, text, prefixBytes) || crc32(text) !== sum) return undefined;
  const head = JSON.parse(text.toString()) as Head<Facts>;
  return head.bytes === size ? head : undefined;
}

/** @returns whether the file was long enough */
function fill(descriptor: number, data: Uint8Array, at: number): boolean {
  for (let done = 0; done < data.length; ) {
    const read = readSync(descriptor, data, done, Math.min(pieceBytes, data.length - done), at + done);
    if (read === 0) return false;
    done += read;
  }
  return true;
}

/**
 * A snapshot out of its cache file: hosts and declarations in memory, peers left in the file and read a row at a time,
 * or a whole direction into shared memory.
 */
import type { Csr, Rows, Snapshot, SnapshotFacts } from '../types.ts';
import type { ContainerReader } from './container-reader.ts';
import { unpackListed } from './tables.ts';

/** out: whom each server lists · in: who lists it. */
export const directions = ['out', 'in'] as const;
export type Direction = (typeof directions)[number];

/** What the head of a cache file says of it. */
export interface KeptFacts {
  /** Version of the program that froze it: another one may read the same database differently. */
  program: string;
  /** Of the database it was frozen from. */
  stamp: string;
  snapshot: Pick<Snapshot, 'id' | 'contentHash' | 'asOf'>;
}

export class KeptSnapshot {
  readonly path: string;
  readonly facts: SnapshotFacts;
  readonly rows: Record<Direction, Rows>;
  readonly #reader: ContainerReader<KeptFacts>;
  readonly #offsets: Record<Direction, Uint32Array>;

  /** @throws UserError when what is read into memory is damaged */
  constructor(reader: ContainerReader<KeptFacts>) {
    this.#reader = reader;
    this.path = reader.path;
    const { id, contentHash, asOf } = reader.facts.snapshot;
    this.facts = { id, contentHash, asOf, ...unpackListed((name) => reader.read(name)) };
    const offsets = (direction: Direction) => numbersOf(reader.read(sectionOf(direction, 'offsets'), { shared: true }));
    this.#offsets = { out: offsets('out'), in: offsets('in') };
    this.rows = { out: this.#rowsOf('out'), in: this.#rowsOf('in') };
  }

  /** @returns arrays over shared memory @throws UserError when the file is damaged */
  loadCsr(direction: Direction): Csr {
    const offsets = this.#offsets[direction];
    const targets = numbersOf(this.#reader.read(sectionOf(direction, 'targets'), { shared: true }));
    return { order: offsets.length - 1, offsets, targets };
  }

  /** Rows can no longer be read then. */
  close(): void {
    this.#reader.close();
  }

  #rowsOf(direction: Direction): Rows {
    const offsets = this.#offsets[direction];
    const section = sectionOf(direction, 'targets');
    const degree = (node: number) => offsets[node + 1]! - offsets[node]!;
    return {
      order: offsets.length - 1,
      size: offsets.at(-1)!,
      degree,
      all: () => this.loadCsr(direction),
      row: (node) => {
        const row = new Uint32Array(degree(node));
        this.#reader.readPart(section, offsets[node]! * 4, new Uint8Array(row.buffer));
        return row;
      },
    };
  }
}

export function sectionOf(direction: Direction, part: keyof Csr): string {
  return `${direction}.${part}`;
}

function numbersOf(data: Uint8Array): Uint32Array {
  return new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4);
}

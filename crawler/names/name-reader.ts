/** Peer lists as they come over the wire: read in short stretches, one list at a time, with the names that all have in common. */
import { isAscii, isUtf8 } from 'node:buffer';
import { setImmediate } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { Host } from '../../data/types.ts';
import { listBounds, maxRows } from '../http/json-bounds.ts';
import { NameScan } from './name-scan.ts';
import { NameTable } from './name-table.ts';

/** Read between two looks at everything else: a tenth of a millisecond's work, a millisecond's where every name is new. */
const stretchBytes = 1 << 16;

/** What a list of bare names names. */
export interface Names {
  /** By number. */
  hosts: readonly Host[];
  /** Of each row, as far as rows are looked at, the number of the host it names, or `rejected`. */
  numbers: Int32Array;
  /** More rows came than are looked at. */
  isOver: boolean;
}

/** For all lists of a crawl. What it holds: at most the names of one table and one list, some 30 MB at worst. */
export class NameReader {
  #table = new NameTable();
  readonly #oneAtATime = pLimit(1);

  /** @returns undefined for anything but an array of texts within `listBounds`, in UTF-8 */
  read(body: Buffer): Promise<Names | undefined> {
    return this.#oneAtATime(() => this.#read(body));
  }

  async #read(body: Buffer): Promise<Names | undefined> {
    if (!isAscii(body) && !isUtf8(body)) return undefined;
    if (this.#table.isFull) this.#table = new NameTable();
    const table = this.#table;
    const scan = new NameScan(body, table, { maxNumbers: maxRows, maxTexts: listBounds.maxCommas + 1 });
    for (scan.read(stretchBytes); scan.state === 'array'; scan.read(stretchBytes)) await setImmediate();
    if (scan.state === 'other') return undefined;
    return { hosts: table.hosts, numbers: scan.numbers, isOver: scan.count > maxRows };
  }
}

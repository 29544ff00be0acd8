/**
 * A JSON array of texts (RFC 8259), read as bytes to the numbers of the hosts they name: no object and no string is made
 * for a name that was met before. Goes on where it stopped, so that a long list does not hold up everything else.
 */
import { endOfText } from '../http/json-bounds.ts';
import { hashWord, mostWords, type NameTable, unknown } from './name-table.ts';

const [tab, newline, carriageReturn, space] = [0x09, 0x0a, 0x0d, 0x20];
const [quote, comma, openArray, closeArray] = [0x22, 0x2c, 0x5b, 0x5d];
const byteOrderMark = [0xef, 0xbb, 0xbf];
/** What a name that is judged takes of a stretch, in bytes that are not: about a microsecond, as long as these take. */
const bytesPerNewName = 256;

export interface ScanBounds {
  /** Texts of which the numbers are noted; what comes after them is only looked at for being JSON. */
  maxNumbers: number;
  /** Texts beyond which it is no list. */
  maxTexts: number;
}

/** over: read to the end · other: not an array of nothing but texts, or more of them than the bounds allow */
export type ScanState = 'array' | 'over' | 'other';

export class NameScan {
  state: ScanState = 'array';
  /** Texts read. */
  count = 0;
  readonly #body: Buffer;
  readonly #view: DataView;
  readonly #table: NameTable;
  readonly #bounds: ScanBounds;
  #numbers = new Int32Array(1 << 10);
  #at: number;

  /** @param body UTF-8, checked */
  constructor(body: Buffer, table: NameTable, bounds: ScanBounds) {
    this.#body = body;
    this.#view = new DataView(body.buffer, body.byteOffset, body.length);
    this.#table = table;
    this.#bounds = bounds;
    const hasMark = byteOrderMark.every((byte, place) => body[place] === byte);
    this.#at = this.#skipSpace(hasMark ? byteOrderMark.length : 0);
    if (body[this.#at] === openArray) this.#begin();
    else this.state = 'other';
  }

  /** Of each text the number of the host it names, or `rejected`, in the order of the list. */
  get numbers(): Int32Array {
    return this.#numbers.subarray(0, Math.min(this.count, this.#bounds.maxNumbers));
  }

  /** Reads on, to the end of the text that stands at the end of so many bytes. */
  read(bytes: number): void {
    const table = this.#table;
    let left = bytes;
    while (this.state === 'array' && left > 0) {
      const start = this.#at;
      const known = table.hosts.length;
      const number = this.#readText();
      if (number === unknown) {
        this.state = 'other';
        return;
      }
      this.#note(number);
      this.#goOn();
      left -= this.#at - start + (table.hosts.length - known) * bytesPerNewName;
    }
  }

  /** From behind a quote to behind the next. @returns its number, `rejected`, or `unknown` where no text ends */
  #readText(): number {
    const view = this.#view;
    const table = this.#table;
    const text = table.text;
    const start = this.#at;
    const last = view.byteLength - 4;
    let hash = 0;
    let length = 0;
    for (let at = start; at <= last && length < mostWords; at += 4) {
      const word = view.getInt32(at, true);
      const unusual = unusualBytes(word);
      if (unusual === 0) {
        text[length++] = word;
        hash = hashWord(hash, word);
        continue;
      }
      const place = (31 - Math.clz32(unusual & -unusual)) & ~7;
      if (((word >>> place) & 0xff) !== quote) break;
      if (place > 0) {
        const rest = word & ((1 << place) - 1);
        text[length++] = rest;
        hash = hashWord(hash, rest);
      }
      const end = at + (place >> 3);
      this.#at = end + 1;
      const found = table.find(hash, length);
      return found === unknown ? table.add(hash, length, this.#body.toString('utf8', start, end)) : found;
    }
    return this.#readUnusual();
  }

  /** With escapes, signs that stand in no name, of any length, or at the end of the body: as JSON has it. */
  #readUnusual(): number {
    const end = endOfText(this.#body, this.#at);
    if (end >= this.#body.length) return unknown;
    const text = readText(this.#body.toString('utf8', this.#at - 1, end + 1));
    this.#at = end + 1;
    return text === undefined ? unknown : this.#table.judge(text);
  }

  #note(number: number): void {
    const at = this.count++;
    if (at >= this.#bounds.maxNumbers) return;
    if (at === this.#numbers.length) {
      const more = new Int32Array(4 * at);
      more.set(this.#numbers);
      this.#numbers = more;
    }
    this.#numbers[at] = number;
  }

  /** Behind the bracket: the first text, or the end. */
  #begin(): void {
    const at = this.#skipSpace(this.#at + 1);
    if (this.#body[at] === quote) this.#at = at + 1;
    else this.#close(at);
  }

  /** Behind a text: the next one, or the end. */
  #goOn(): void {
    const body = this.#body;
    const at = this.#skipSpace(this.#at);
    const next = body[at] === comma ? this.#skipSpace(at + 1) : at;
    if (next === at) this.#close(at);
    else if (body[next] === quote && this.count < this.#bounds.maxTexts) this.#at = next + 1;
    else this.state = 'other';
  }

  #close(at: number): void {
    const isEnd = this.#body[at] === closeArray && this.#skipSpace(at + 1) === this.#body.length;
    this.state = isEnd ? 'over' : 'other';
  }

  #skipSpace(from: number): number {
    const body = this.#body;
    let at = from;
    for (let byte = body[at]; at < body.length; byte = body[++at]) {
      if (byte !== space && byte !== newline && byte !== tab && byte !== carriageReturn) break;
    }
    return at;
  }
}

/**
 * The highest bit of each byte that is below `-` or a backslash, all at once; above the lowest that is set, there may be
 * too many. (H. S. Warren. Hacker's Delight, section 6-1.)
 */
function unusualBytes(word: number): number {
  const backslashes = word ^ 0x5c5c5c5c;
  return (((word - 0x2d2d2d2d) & ~word) | ((backslashes - 0x01010101) & ~backslashes)) & 0x80808080;
}

function readText(json: string): string | undefined {
  try {
    return JSON.parse(json) as string;
  } catch {
    return undefined;
  }
}

/**
 * A JSON array of texts (RFC 8259), read as bytes to the numbers of the hosts they name: no object and no string is made
 * for a name that was met before. Goes on where it stopped, so that a long list does not hold up everything else.
 */
import { endOfText } from '../http/json-bounds.ts';
import { hashWord, mostWords, type NameTable, unknown } from './name-table.ts';

const [tab, newline, carriageReturn, space] = [0x09, 0x0a, 0x0d, 0x20];
const [quote, comma, openArray, closeArray] = [0x22, 0x2c, 0x5b, 0x5d];
/** As a number of 16 bits that begins with its low byte. */
const commaAndQuote = 0x222c;
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
  /** Where this stretch ends. */
  #stop = 0;

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

  /** Reads on for about so many bytes, to the beginning of a text or to the end. */
  read(bytes: number): void {
    this.#stop = this.#at + bytes;
    while (this.state === 'array' && this.#at < this.#stop) {
      this.#readPlain();
      if (this.state === 'array' && this.#at < this.#stop) this.#readUnusual();
    }
  }

  /** Names as nearly all are, up to one that is not. */
  #readPlain(): void {
    const view = this.#view;
    const table = this.#table;
    const text = table.text;
    const last = view.byteLength - 4;
    for (let at = this.#at; at < this.#stop; at = this.#at) {
      let hash = 0;
      let length = 0;
      let word = 0;
      let unusual = 0;
      let end = at;
      for (; end <= last && length < mostWords; end += 4) {
        word = view.getInt32(end, true);
        unusual = unusualBytes(word);
        if (unusual !== 0) break;
        text[length++] = word;
        hash = hashWord(hash, word);
      }
      // Of the lowest byte that is unusual, the lowest bit.
      const place = (31 - Math.clz32(unusual & -unusual)) & ~7;
      if (unusual === 0 || ((word >>> place) & 0xff) !== quote) return;
      if (place > 0) {
        const rest = word & ((1 << place) - 1);
        text[length++] = rest;
        hash = hashWord(hash, rest);
      }
      end += place >> 3;
      let number = table.find(hash, length);
      if (number === unknown) {
        number = table.add(hash, length, this.#body.toString('utf8', at, end));
        this.#stop -= bytesPerNewName;
      }
      this.#note(number);
      if (end <= last && view.getUint16(end + 1, true) === commaAndQuote) this.#at = end + 3;
      else {
        this.#at = end + 1;
        this.#goOn();
        if (this.state !== 'array') return;
      }
    }
  }

  /** With escapes, signs that stand in no name, of any length, or at the end of the body: as JSON has it. */
  #readUnusual(): void {
    const end = endOfText(this.#body, this.#at);
    const text = readText(this.#body.toString('utf8', this.#at - 1, end + 1));
    this.#at = end + 1;
    this.#stop -= bytesPerNewName;
    if (text === undefined) this.state = 'other';
    else {
      this.#note(this.#table.judge(text));
      this.#goOn();
    }
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
    else if (body[next] === quote) this.#at = next + 1;
    else this.state = 'other';
  }

  #close(at: number): void {
    const isEnd = this.#body[at] === closeArray && this.#skipSpace(at + 1) === this.#body.length;
    this.state = isEnd && this.count <= this.#bounds.maxTexts ? 'over' : 'other';
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

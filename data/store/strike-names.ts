/**
 * Takes names out of a body as servers send them: in any case, within JSON escapes, in Unicode, or as the digest that
 * stands beside a masked name. What is JSON stays JSON, since names stand within its texts.
 */
import { isUtf8 } from 'node:buffer';
import { domainToASCII } from 'node:url';
import { struck } from './forgotten.ts';

/**
 * What may be a name, or a digest of one. Words of other scripts may touch an ASCII name, so those are looked for apart.
 * None begins within a word: a stranger's word of a million letters would be searched a million times.
 */
const namesInText: readonly RegExp[] = [
  /(?<![a-z0-9_-])[a-z0-9_-]+(?:\.[a-z0-9_-]+)+/gi,
  /(?<![\p{L}\p{M}\p{N}_-])[\p{L}\p{M}\p{N}_-]+(?:[.\u3002\uff0e\uff61][\p{L}\p{M}\p{N}_-]+)+/gu,
  /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/gi,
];

const maxNameLength = 253;

type Range = [start: number, end: number];

/**
 * @param isToStrike of a lower-case ASCII name, or of a digest
 * @param spelled further texts to take out wherever they stand, lower-case
 * @returns the body without them; undefined when none of them stands in it
 */
export function strikeNames(
  body: Buffer,
  isToStrike: (name: string) => boolean,
  spelled: readonly string[] = [],
): Buffer | undefined {
  // Bytes that are no UTF-8 stay as they are.
  const encoding = isUtf8(body) ? 'utf8' : 'latin1';
  const text = body.toString(encoding);
  const ranges = findNames(text, isToStrike, spelled);
  if (text.includes('\\')) {
    const { plain, places } = plainOf(text);
    for (const [start, end] of findNames(plain, isToStrike, spelled)) ranges.push([places[start]!, places[end]!]);
  }
  if (ranges.length === 0) return undefined;
  return Buffer.from(cut(text, ranges, encoding === 'utf8' ? struck : '...'), encoding);
}

function findNames(text: string, isToStrike: (name: string) => boolean, spelled: readonly string[]): Range[] {
  const ranges: Range[] = [];
  for (const pattern of namesInText) {
    for (const { 0: name, index } of text.matchAll(pattern)) {
      if (name.length <= maxNameLength && isToStrike(asName(name))) ranges.push([index, index + name.length]);
    }
  }
  if (spelled.length === 0) return ranges;
  const lower = text.toLowerCase();
  // A few letters change their length with their case; places would not fit any more.
  const searched = lower.length === text.length ? lower : text;
  for (const word of spelled) {
    for (let at = searched.indexOf(word); at !== -1; at = searched.indexOf(word, at + 1)) {
      ranges.push([at, at + word.length]);
    }
  }
  return ranges;
}

function asName(text: string): string {
  const lower = text.toLowerCase();
  return /^[\x21-\x7e]*$/.test(lower) ? lower : domainToASCII(lower);
}

const jsonEscape = /\\(?:u([0-9a-f]{4})|["\\/bfnrt])/gi;

/** @returns the text as JSON means it, other letters for control characters, and where each of its units stood; the last place is the end */
function plainOf(text: string): { plain: string; places: Uint32Array } {
  const places = new Uint32Array(text.length + 1);
  const parts: string[] = [];
  let length = 0;
  let from = 0;
  const take = (part: string, at: number, step: number) => {
    parts.push(part);
    for (let unit = 0; unit < part.length; unit++) places[length++] = at + unit * step;
  };
  for (const { 0: whole, 1: code, index } of text.matchAll(jsonEscape)) {
    take(text.slice(from, index), from, 1);
    take(code === undefined ? ' ' : String.fromCharCode(Number.parseInt(code, 16)), index, 0);
    from = index + whole.length;
  }
  take(text.slice(from), from, 1);
  places[length] = text.length;
  return { plain: parts.join(''), places: places.subarray(0, length + 1) };
}

function cut(text: string, ranges: Range[], mark: string): string {
  ranges.sort((a, b) => a[0] - b[0]);
  const parts: string[] = [];
  let at = 0;
  for (const [start, end] of ranges) {
    if (start < at) {
      at = Math.max(at, end);
      continue;
    }
    parts.push(text.slice(at, start), mark);
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** Reading strangers' JSON: each `read…` takes `unknown`, never throws, caps what it keeps. */

/** C0 and C1 controls, line and paragraph separators, and the marks that reorder text on a screen. */
const unsafe = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** An own property of a plain object, at the end of a path; undefined where the path breaks off. */
export function field(value: unknown, ...path: string[]): unknown {
  let current = value;
  for (const key of path) {
    if (!isRecord(current) || !Object.hasOwn(current, key)) return undefined;
    current = current[key];
  }
  return current;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns the array, or undefined: an answer that is no list is not an empty list */
export function readList(value: unknown): unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

/** Trimmed text of at most `maxLength` UTF-16 units, control characters replaced by spaces; undefined when nothing is left. */
export function readText(value: unknown, maxLength: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.slice(0, maxLength).replace(unsafe, ' ').toWellFormed().trim();
  return text === '' ? undefined : text;
}

/** A count: a whole number from 0, also written as text. Missing, negative, broken or absurd is null: not known. */
export function readCount(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null;
}

/** true and false, also written as text; anything else is not known. */
export function readFlag(value: unknown): boolean | null {
  if (value === true || value === 'true') return true;
  return value === false || value === 'false' ? false : null;
}

/** BCP 47 language tag, lower-case. */
export function readLanguage(value: unknown): string | null {
  const tag = readText(value, 35)?.toLowerCase().replaceAll('_', '-');
  return tag !== undefined && /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(tag) ? tag : null;
}

/** SHA-256 in lower-case hex. */
export function readDigest(value: unknown): string | null {
  const digest = readText(value, 65)?.toLowerCase();
  return digest !== undefined && /^[0-9a-f]{64}$/.test(digest) ? digest : null;
}

/** Major and minor number of a version text such as `4.4.2+glitch`; undefined when it starts with no number. */
export function readVersion(value: string | null): { major: number; minor: number } | undefined {
  const match = /^v?(\d{1,6})(?:\.(\d{1,6}))?/.exec(value ?? '');
  return match === null ? undefined : { major: Number(match[1]), minor: Number(match[2] ?? 0) };
}

/**
 * Masked names without a digest, resolved by their shape: known names are masked as the declarer's software masks, and
 * the mask is resolved where exactly one of them gives the very text that was published. No other name is ever tried.
 */
import { domainToUnicode } from 'node:url';
import { readHost } from './host.ts';
import { eachCandidate } from './masks.ts';
import type { Host, RuleText } from './types.ts';

interface Masker {
  /** Every way the software may hold a name before it masks it. */
  spell(name: string): string[];
  mask(text: string): string;
  /** Actions whose targets it shows as they are. */
  unmasked: readonly string[];
  source: string;
}

const maskers = {
  akkoma: {
    // Rules are text that an admin wrote: in letters of any script or in ASCII, and with `*.` for what is below.
    spell: (name) => [name, ...inUnicode(name)].flatMap((text) => [text, `*.${text}`]),
    mask: maskMiddle,
    unmasked: ['quarantined_instances', 'quarantine'],
    source: 'Akkoma 3.1 and later, mrf/simple_policy.ex: transparency_obfuscate_domains applies to mrf_simple alone',
  },
  gotosocial: {
    spell: (name) => [inUnicode(name)[0] ?? name],
    mask: maskByBytes,
    unmasked: [],
    source: 'GoToSocial 0.20, internal/processing/instance.go: the Unicode form is masked',
  },
} satisfies Record<string, Masker>;
export type MaskingSoftware = keyof typeof maskers;

/** @returns which software's masks these are; undefined where it masks nothing, or gives digests */
export function maskedBy(software: string | null, action: string): MaskingSoftware | undefined {
  if (software !== 'akkoma' && software !== 'gotosocial') return undefined;
  const { unmasked }: Masker = maskers[software];
  return unmasked.includes(action) ? undefined : software;
}

/**
 * One pass over the known names, and none where nothing is asked.
 * @returns for each text that one name gives that name, and `ambiguous` for each that several give
 */
export function resolveShapes(
  software: MaskingSoftware,
  texts: ReadonlySet<RuleText>,
  known: Iterable<Host>,
): Map<RuleText, Host | 'ambiguous'> {
  const resolved = new Map<RuleText, Host | 'ambiguous'>();
  if (texts.size === 0) return resolved;
  const { spell, mask }: Masker = maskers[software];
  const lengths = new Set([...texts].map(lengthOf));
  for (const name of eachCandidate(known)) {
    for (const spelled of spell(name)) {
      if (!lengths.has(lengthOf(spelled))) continue;
      const text = mask(spelled) as RuleText;
      if (!texts.has(text)) continue;
      const host = readHost(name);
      if (host === undefined) continue;
      const before = resolved.get(text);
      resolved.set(text, before === undefined || before === host ? host : 'ambiguous');
    }
  }
  return resolved;
}

/** In code points: a mask has as many as what it hides. */
function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

/** Of eight characters or more all but the first and last three are hidden, of shorter names fewer; dots are kept. */
function maskMiddle(text: string): string {
  const letters = [...text];
  const spare = letters.length - 6;
  const start = spare > 1 ? 3 : 2 - Math.trunc((1 - spare) / 2);
  const end = letters.length - (spare > 1 ? 3 : 2 + Math.trunc(spare / 2));
  return letters.map((letter, at) => (at >= start && at < end && letter !== '.' ? '*' : letter)).join('');
}

/** A letter is hidden, dots too, when the place of its first byte modulo 3 or 5 is 1. */
function maskByBytes(text: string): string {
  let masked = '';
  let at = 0;
  for (const letter of text) {
    masked += at % 3 === 1 || at % 5 === 1 ? '*' : letter;
    at += bytesOf(letter.codePointAt(0)!);
  }
  return masked;
}

/** Length in UTF-8 (RFC 3629 section 3). */
function bytesOf(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
}

/** @returns nothing for a name that is the same in Unicode */
function inUnicode(name: string): string[] {
  const text = name.includes('xn--') ? domainToUnicode(name) : '';
  return text === '' || text === name ? [] : [text];
}

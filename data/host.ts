/**
 * The only way to obtain a `Host` or a `RuleText`.
 *
 * Peer lists and blocklists hold ports, paths, schemes, patterns, masks, IP addresses, user names and plain
 * rubbish; servers write the same name in Unicode, punycode and capitals. After this file a name is true:
 * lower-case ASCII (UTS #46 through the URL parser of the platform), no trailing dot, no port, and for a `Host`
 * at least two labels ending in what may be a public suffix.
 */
import { getDomain } from 'tldts';
import type { Host, RuleText } from './types.ts';

const maxNameLength = 253;
const maxLabelLength = 63;
const maxTextLength = 2048;
const label = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;
/** Letters, digits and the two wildcards; GoToSocial masks the Unicode form, so letters of any script. */
const maskOrPattern = /^(?=.*[\p{L}\p{N}])[\p{L}\p{M}\p{N}_.*?-]+$/u;
/** Names that never leave a machine or a darknet: RFC 6761, RFC 6762, RFC 7686, RFC 9476, and I2P. */
const privateSuffix = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|onion|i2p|alt|invalid|test|arpa)$/;

/**
 * The same names come in every list, as new strings: each is judged once, and given as one string, which saves
 * memory and comparing. When this many are held (three times the fediverse), it begins again.
 */
const mostRead = 1 << 18;
const alreadyRead = new Map<string, Host>();

/** @returns the host a stranger's text names, or undefined when it names none */
export function readHost(text: unknown): Host | undefined {
  if (typeof text !== 'string') return undefined;
  const known = alreadyRead.get(text);
  if (known !== undefined) return known;
  const host = judgeHost(text);
  if (host === undefined || text.length > maxNameLength) return host;
  if (alreadyRead.size >= mostRead) alreadyRead.clear();
  alreadyRead.set(text, host);
  return host;
}

function judgeHost(text: string): Host | undefined {
  const name = isPlainName(text) ? text : readName(text);
  if (name === undefined || !name.includes('.') || privateSuffix.test(name)) return undefined;
  return getDomain(name, trueName) === null ? undefined : (name as Host);
}

/** What tldts need not look for in a name that is judged already. */
const trueName = { validateHostname: false, extractHostname: false, detectIp: false };

/**
 * @returns what a declared action names: a host, a bare suffix, a `*.host` pattern or a masked name, or
 * undefined when it can name nothing. A leading dot means the same as `*.`.
 */
export function readRule(text: unknown): RuleText | undefined {
  if (typeof text !== 'string' || text.length > maxTextLength) return undefined;
  const bare = strip(text.trim());
  if (!/[*?]/.test(bare) && !bare.startsWith('.')) return readName(text) as RuleText | undefined;
  const pattern = bare.toLowerCase().replace(/^\./, '*.').replace(/\.$/, '');
  if (pattern.length > maxNameLength) return undefined;
  if (pattern.startsWith('*.') && !/[*?]/.test(pattern.slice(2))) {
    const below = readName(pattern.slice(2));
    return below === undefined ? undefined : (`*.${below}` as RuleText);
  }
  return maskOrPattern.test(pattern) ? (pattern as RuleText) : undefined;
}

/** A star or question mark that stands for hidden letters, and not for "every name below" as in `*.host`. */
export function isMasked(target: RuleText): boolean {
  return /[*?]/.test(target.replace(/^\*\./, ''));
}

/** The unit of politeness: the name below the public suffix, `b.example` for `a.b.example`. */
export function registrableDomain(host: Host): string {
  return getDomain(host, { validateHostname: false, allowPrivateDomains: true }) ?? host;
}

/** Nearly every name is plain already; what is not, be it a name or not, is for `readName` to judge. */
function isPlainName(text: string): boolean {
  if (text.length > maxNameLength) return false;
  let labelStart = 0;
  let before = dot;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === dot) {
      if (before === dot || before === hyphen || at - labelStart > maxLabelLength) return false;
      labelStart = at + 1;
    } else if (code === hyphen) {
      // Two in a row: it may be an A-label, which the URL parser judges.
      if (before === dot || before === hyphen) return false;
    } else if (!isLetter(code) && !(code >= digit0 && code <= digit9) && code !== underscore) return false;
    before = code;
  }
  const end = text.length - labelStart;
  return end > 0 && end <= maxLabelLength && before !== hyphen && isLetter(text.charCodeAt(labelStart));
}

/** @returns the name and every name above it: `a.b.example`, `b.example`, `example` */
export function namesAbove(name: string): string[] {
  const names = [name];
  for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) names.push(name.slice(dot + 1));
  return names;
}

/** @returns the rules that name it, or take it along where the software says so: every such name, and all below it */
export function rulesOver(host: Host): string[] {
  return namesAbove(host).flatMap((name) => [name, `*.${name}`]);
}

const [hyphen, dot, digit0, digit9, underscore, letterA, letterZ] = [0x2d, 0x2e, 0x30, 0x39, 0x5f, 0x61, 0x7a];

function isLetter(code: number): boolean {
  return code >= letterA && code <= letterZ;
}

/** Lower-case ASCII name of one or more labels; no IP address, no e-mail-like handle, no list of names. */
function readName(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > maxTextLength) return undefined;
  const trimmed = text.trim();
  if (trimmed === '' || /[\s,;*?@%\\]/.test(trimmed)) return undefined;
  const ascii = toAscii(strip(trimmed));
  if (ascii === undefined || ascii.length > maxNameLength || isAddress(ascii)) return undefined;
  return ascii.split('.').every((part) => label.test(part)) ? ascii : undefined;
}

/** Without scheme, path, port and trailing dot. */
function strip(text: string): string {
  return text
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/[/#].*$/s, '')
    .replace(/:\d*$/, '')
    .replace(/\.$/, '');
}

/** The URL parser judges what is not plainly a name: Unicode, capitals, and A-labels, which may be none. */
function toAscii(name: string): string | undefined {
  if (/^[a-z0-9._-]+$/.test(name) && !name.includes('xn--')) return name;
  if (name.includes(':') || !URL.canParse(`https://${name}/`)) return undefined;
  return new URL(`https://${name}/`).hostname.replace(/\.$/, '');
}

/** The URL standard takes a name whose last label is a number, also a hexadecimal one, for an IPv4 address. */
function isAddress(name: string): boolean {
  return /(^|\.)(\d+|0x[0-9a-f]*)$/.test(name);
}

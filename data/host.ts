/**
 * The only way to obtain a `Host` or a `RuleText`.
 *
 * Peer lists and blocklists hold ports, paths, schemes, patterns, masks, IP addresses, user names and plain
 * rubbish; servers write the same name in Unicode, punycode and capitals. After this file a name is true:
 * lower-case ASCII (UTS #46 through the URL parser of the platform), no trailing dot, no port, and for a `Host`
 * at least two labels ending in what may be a public suffix.
 */
import { getDomain, parse } from 'tldts';
import type { Host, RuleText } from './types.ts';

const maxNameLength = 253;
const maxTextLength = 2048;
const label = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;
/** Letters, digits and the two wildcards; GoToSocial masks the Unicode form, so letters of any script. */
const maskOrPattern = /^(?=.*[\p{L}\p{N}])[\p{L}\p{M}\p{N}_.*?-]+$/u;
/** Names that never leave a machine or a darknet: RFC 6761, RFC 6762, RFC 7686, RFC 9476, and I2P. */
const privateSuffix = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|onion|i2p|alt|invalid|test|arpa)$/;

/** @returns the host a stranger's text names, or undefined when it names none */
export function readHost(text: unknown): Host | undefined {
  const name = readName(text);
  if (name === undefined || !name.includes('.') || privateSuffix.test(name)) return undefined;
  return parse(name, { validateHostname: false }).domain === null ? undefined : (name as Host);
}

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

/**
 * A name as a person typed or pasted it, as the snapshot would write it. The analysis reads names with the public
 * suffix list; this smaller reader serves where two names are compared, and where a name is told from a part of one.
 */

/** A label of a host name; RFC 1035 §2.3.1, with the underscore and leading digit that servers use. */
const label = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
const wholeName = new RegExp(`^(?:${label}\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$`);

/** @returns the host of a name or an address in lower-case ASCII (IDNA), or undefined for a part of a name */
export function toHostName(text: string): string | undefined {
  const typed = text.trim();
  const address = typed.includes('://') ? typed : `https://${typed}`;
  if (/[\s,;*?@%\\]/.test(typed) || !URL.canParse(address)) return undefined;
  const name = new URL(address).hostname.replace(/\.$/, '');
  return wholeName.test(name) ? name : undefined;
}

/** @returns whether two names, in any writing, mean one host */
export function isSameHost(a: string, b: string): boolean {
  return a === b || (toHostName(a) ?? a) === (toHostName(b) ?? b);
}

/**
 * Masked names, resolved where the declarer publishes a digest.
 *
 * Mastodon shows `b.e****le` together with the SHA-256 of the plain name (`/api/v1/instance/domain_blocks`, since
 * 4.0). Every known name and every suffix of it is hashed and looked up: no other name is ever tried. Masks of software
 * that publishes no digest are for mask-shapes.ts.
 */
import { createHash } from 'node:crypto';
import { readHost } from './host.ts';
import type { Host } from './types.ts';

/** SHA-256 of a name as Mastodon publishes it, lower-case hex. */
export function digestOf(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}

/** @returns for each digest that fits a known host, or a suffix of one that could be a host, that host */
export function resolveDigests(digests: ReadonlySet<string>, known: Iterable<Host>): Map<string, Host> {
  const resolved = new Map<string, Host>();
  if (digests.size === 0) return resolved;
  for (const name of eachCandidate(known)) {
    const digest = digestOf(name);
    if (!digests.has(digest)) continue;
    const plain = readHost(name);
    if (plain !== undefined) resolved.set(digest, plain);
  }
  return resolved;
}

/** What a mask may stand for: every known name and the names above it, each once. Not each of them is a host. */
export function* eachCandidate(known: Iterable<Host>): Generator<string> {
  const seen = new Set<string>();
  for (const host of known) {
    for (let name: string = host; name.includes('.') && !seen.has(name); name = name.slice(name.indexOf('.') + 1)) {
      seen.add(name);
      yield name;
    }
  }
}

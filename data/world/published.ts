/** What the lists of several softwares have in common when they show themselves to strangers. */
import { createHash } from 'node:crypto';
import type { Block, Host } from '../types.ts';
import { targetsOf } from './count-rows.ts';
import { printable } from './expecting.ts';
import type { Server, World } from './types.ts';

/** Entries in a peer list that name no host, on the servers that have such. */
export const untidyPeers = ['', '192.0.2.7', 'localhost:3000', 'abcdefabcdef.onion'] as const;

/** @returns numbers of the servers an account or a post of which the server has ever met, ascending */
export function knownServers({ wanted, wantedBy, seen }: World, { index }: Server): number[] {
  const known = new Set([wanted, wantedBy, seen].flatMap((rows) => targetsOf(rows, index)));
  return [...known].sort((a, b) => a - b);
}

/** @returns the names of those servers, sorted: as they stand in addresses of people, or as hosts */
export function knownNames(world: World, server: Server, by: 'address' | 'host' = 'host'): Host[] {
  return knownServers(world, server)
    .map((index) => world.servers[index]!)
    .map(({ host, handleHost }) => (by === 'address' && handleHost !== null ? handleHost : host))
    .sort();
}

/** @returns the names the server's own list does not name, literally */
export function withoutListed(names: readonly Host[], { blocks }: Server): Host[] {
  const listed = new Set<string>(blocks.map(({ target }) => target));
  return names.filter((name) => !listed.has(name));
}

/** @returns the rows as their administrator wrote them, without a digest */
export function plainRows({ blocks }: Server): Block[] {
  return blocks.map(({ target, action, comment }) => ({ target, action, digest: null, comment }));
}

export function sortRows(rows: Block[]): Block[] {
  return rows.sort((a, b) => (a.target === b.target ? order(a.action, b.action) : order(a.target, b.target)));
}

/**
 * The published rows as a reader keeps them: sorted, no row twice, comments safe to print. Names that are masked alike
 * are one row, with the last reason given, unless digests tell them apart.
 */
export function keptRows(rows: readonly Block[]): Block[] {
  const kept = new Map<string, Block>();
  for (const block of sortRows([...rows])) {
    const key = `${block.target} ${block.action} ${block.digest}`;
    kept.set(key, { ...block, comment: printable(block.comment) ?? kept.get(key)?.comment ?? null });
  }
  return [...kept.values()];
}

/** @returns SHA-256 of the name, lower-case hex */
export function digestOf(name: string): string {
  const known = digests.get(name) ?? createHash('sha256').update(name).digest('hex');
  digests.set(name, known);
  return known;
}

const digests = new Map<string, string>();

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

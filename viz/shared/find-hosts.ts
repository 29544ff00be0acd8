/** Type-ahead over the hosts of a snapshot. */
import type { Host } from '../../data/types.ts';
import type { FoundHost } from './found-host.ts';

/**
 * @param hosts in canonical host order
 * @param query any part of a name; '' finds the largest servers
 * @returns exact name first, then names that start with the query, then names that hold it; larger audience
 *   first within each, then by name
 */
export function findHosts(hosts: readonly FoundHost[], query: string, limit: number): FoundHost[] {
  const part = query.trim().toLowerCase();
  return hosts
    .filter(({ host }) => host.includes(part))
    .map((found) => ({ found, rank: rankOf(found.host, part) }))
    .sort((a, b) => a.rank - b.rank || (b.found.audience ?? -1) - (a.found.audience ?? -1))
    .slice(0, limit)
    .map(({ found }) => found);
}

function rankOf(host: Host, part: string): number {
  if (host === part) return 0;
  return host.startsWith(part) ? 1 : 2;
}

/**
 * Which row of a server's own list applies to a host, by its software's way of matching.
 *
 * Mastodon: the longest rule that is the host or a parent of it (4.3, `DomainBlock.rule_for`). Misskey: host or parent
 * for blocked and silenced, exact for the rest. Akkoma: host or parent. Pleroma: exact, `*.d` for d and all below.
 * Lemmy: exact (0.19, `check_apub_id_valid`).
 */
import type { Host } from '../types.ts';
import type { Server, TrueBlock, WorldSoftware } from './types.ts';

/** @returns the rows of the server's list that apply to the host; for Mastodon at most one */
export function rowsOn(server: Server, host: Host): readonly TrueBlock[] {
  const rows = rowsByTarget(server);
  const exact = rows.get(host) ?? [];
  switch (server.software) {
    case 'mastodon':
      return [host, ...parentsOf(host)].map((name) => rows.get(name)).find((found) => found !== undefined) ?? [];
    case 'misskey': {
      const above = parentsOf(host).flatMap((name) => rows.get(name) ?? []);
      return [...exact, ...above.filter(({ action }) => action === 'blocked' || action === 'silenced')];
    }
    case 'akkoma':
      return [host, ...parentsOf(host)].flatMap((name) => [
        ...(rows.get(name) ?? []),
        ...(rows.get(`*.${name}`) ?? []),
      ]);
    case 'pleroma':
      return [...exact, ...[host, ...parentsOf(host)].flatMap((name) => rows.get(`*.${name}`) ?? [])];
    default:
      return exact;
  }
}

/** @returns the name under which a software knows a server: from addresses of people, or from URLs */
export function nameSeenBy(software: WorldSoftware, { host, handleHost }: Server): Host {
  const readsAddresses = software === 'mastodon' || software === 'pleroma' || software === 'akkoma';
  return readsAddresses && handleHost !== null ? handleHost : host;
}

/** @returns true when the server has deleted every follow between its people and the other's */
export function hasSevered(server: Server, other: Server): boolean {
  if (server.software !== 'mastodon') return false;
  const name = nameSeenBy(server.software, other);
  if (server.allowlistMode) return !allowedBy(server).has(name);
  return rowsOn(server, name)[0]?.action === 'suspend';
}

/** @returns every name above the host, nearest first: `a.b.example` gives `b.example`, `example` */
export function parentsOf(host: string): string[] {
  const labels = host.split('.');
  return labels.slice(1).map((_, position) => labels.slice(position + 1).join('.'));
}

const rowsCache = new WeakMap<Server, Map<string, TrueBlock[]>>();

function rowsByTarget(server: Server): Map<string, TrueBlock[]> {
  const known = rowsCache.get(server);
  if (known !== undefined) return known;
  const rows = new Map<string, TrueBlock[]>();
  for (const block of server.blocks) rows.set(block.target, [...(rows.get(block.target) ?? []), block]);
  rowsCache.set(server, rows);
  return rows;
}

const allowsCache = new WeakMap<Server, Set<string>>();

function allowedBy(server: Server): Set<string> {
  const known = allowsCache.get(server) ?? new Set<string>(server.allows);
  allowsCache.set(server, known);
  return known;
}

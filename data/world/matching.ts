/** What one server's own list means for another server, by the first one's software. */
import type { Host } from '../types.ts';
import { rowsMatching } from './rule-rows.ts';
import { models } from './software/index.ts';
import type { Server, TrueBlock, WorldSoftware } from './types.ts';

/** @returns the rows of the server's list that apply to the host */
export function rowsOn(server: Server, host: Host): readonly TrueBlock[] {
  return rowsMatching(server, host, models[server.software].matching ?? 'exact');
}

/** @returns the name under which a software knows a server: from addresses of people, or from URLs */
export function nameSeenBy(software: WorldSoftware, { host, handleHost }: Server): Host {
  return models[software].readsAddresses === true && handleHost !== null ? handleHost : host;
}

/** @returns true when the server has deleted every follow between its people and the other's */
export function hasSevered(server: Server, other: Server): boolean {
  const { severs, allowlistSevers } = models[server.software];
  if (severs === undefined) return false;
  const name = nameSeenBy(server.software, other);
  if (server.allowlistMode && allowlistSevers) return !allowedBy(server).has(name);
  return rowsOn(server, name).some(({ action }) => action === severs);
}

const allowsCache = new WeakMap<Server, Set<string>>();

/** @returns the names a server in allowlist mode lets in */
export function allowedBy(server: Server): Set<string> {
  const known = allowsCache.get(server) ?? new Set<string>(server.allows);
  allowsCache.set(server, known);
  return known;
}

/** Lemmy 0.18 and 0.19: linked, allowed and blocked instances in one answer (`crates/api/src/site/federated_instances.rs`). */
import { type Emulator, json, redirect } from '../answer.ts';
import { knownServers } from '../published.ts';
import type { Server, World } from '../types.ts';
import { isAtLeast } from '../versions.ts';
import { discovery, document } from './nodeinfo.ts';

const published = '2023-07-01T10:00:00.123456Z';
const updated = '2026-10-31T03:00:00.000000Z';
const stale = '2025-02-01T03:00:00.000000Z';

export const lemmy: Emulator = (world, server, { method, path }) => {
  const newest = isAtLeast(server.version, '0.19.4') ? '2.1' : '2.0';
  const documentPath = newest === '2.1' ? '/nodeinfo/2.1' : '/nodeinfo/2.0.json';
  if (path === '/.well-known/nodeinfo') return discovery(server, { [newest]: documentPath });
  if (path === documentPath) return document(server, { version: newest, comments: true });
  if (path === '/nodeinfo/2.0.json' || path === '/version') return redirect(`https://${server.host}${documentPath}`);
  if (path === '/api/v3/federated_instances' && method === 'GET') {
    return json({ federated_instances: federatedInstances(world, server) });
  }
  return path.startsWith('/api/') ? json({ error: 'not_found' }, { status: 404 }) : undefined;
};

/** A name stands in `blocked`, or else in `linked`, and in `allowed` beside that. */
function federatedInstances(world: World, server: Server) {
  const blocked = new Set<string>(server.blocks.map(({ target }) => target));
  const names = new Set<string>(knownServers(world, server).map((index) => world.servers[index]!.host));
  for (const name of [...server.allows, ...blocked]) names.add(name);
  const rows = [...names].sort().map((name, position) => toRow(world, name, position + 2));
  return {
    linked: rows.filter(({ domain }) => !blocked.has(domain)),
    allowed: rows.filter(({ domain }) => (server.allows as readonly string[]).includes(domain)),
    blocked: rows.filter(({ domain }) => blocked.has(domain)),
  };
}

/** What was never learnt is left out, not null. */
function toRow(world: World, name: string, id: number) {
  const other = world.find(name);
  if (other === undefined) return { id, domain: name, published };
  const alive = other.condition === 'alive';
  const software = alive ? { software: other.software, version: other.version } : {};
  const queue = { instance_id: id, last_successful_id: 990_000 + id, fail_count: alive ? 0 : 11 };
  return { id, domain: name, published, updated: alive ? updated : stale, ...software, federation_state: queue };
}

/** Misskey 2023.11 to 2025.10: NodeInfo, the federation listing, the Mastodon-like peer list, and meta. */
import { type Answer, type Ask, bare, type Emulator, json } from '../answer.ts';
import { knownServers, misskeyFlags } from '../published.ts';
import type { Server, World } from '../types.ts';
import { isAtLeast } from '../versions.ts';
import { listInstances, readQuestion, suspensionStates } from './misskey-listing.ts';
import { discovery, document } from './nodeinfo.ts';

export const misskey: Emulator = (world, server, ask) => {
  switch (ask.path) {
    case '/.well-known/nodeinfo':
      return discovery(server, { '2.1': '/nodeinfo/2.1', '2.0': '/nodeinfo/2.0' });
    case '/nodeinfo/2.1':
      return nodeinfo(server, '2.1');
    case '/nodeinfo/2.0':
      return nodeinfo(server, '2.0');
    case '/api/federation/instances':
      return federationInstances(world, server, ask);
    case '/api/meta':
      return ask.method === 'POST' ? json(meta(server)) : bare(405);
    case '/api/v1/instance/peers':
      return peers(world, server);
    default:
      return ask.path.startsWith('/api/') ? failure(404, 'UNKNOWN_API_ENDPOINT') : undefined;
  }
};

function nodeinfo(server: Server, version: '2.0' | '2.1'): Answer {
  const about = { nodeName: server.host, nodeDescription: null, langs: [] };
  const metadata = { ...about, disableRegistration: !server.openRegistrations };
  return document(server, { version, metadata, nullForUnknown: true });
}

function federationInstances(world: World, server: Server, ask: Ask): Answer {
  if (!server.peersOpen) return failure(401, 'CREDENTIAL_REQUIRED');
  const question = readQuestion(ask);
  if (question === undefined) return failure(400, 'INVALID_PARAM');
  const caching = ask.method === 'GET' ? 'public, max-age=3600' : 'private, max-age=0, must-revalidate';
  return json(listInstances(world, server, question), { headers: { 'cache-control': caching } });
}

/** Every known host that is not suspended, blocked ones included. */
function peers(world: World, server: Server): Answer {
  if (!server.peersOpen) return failure(401, 'CREDENTIAL_REQUIRED');
  const known = knownServers(world, server).map((index) => world.servers[index]!);
  const isSuspended = (other: Server) => misskeyFlags(server, other).some((flag) => flag in suspensionStates);
  const hosts = known.filter((other) => !isSuspended(other)).map(({ host }) => host);
  return json(hosts, { headers: { 'cache-control': 'private, max-age=0' } });
}

function meta({ host, version, openRegistrations }: Server) {
  return {
    name: host,
    uri: `https://${host}`,
    version,
    langs: [],
    disableRegistration: !openRegistrations,
    ...(isAtLeast(version, '2024.9.0') ? { federation: 'all' } : {}),
  };
}

function failure(status: number, code: string): Answer {
  const message = code.toLowerCase().replaceAll('_', ' ');
  return json({ error: { message, code, id: code, kind: 'client' } }, { status });
}

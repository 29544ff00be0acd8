/** Mastodon 3.5 to 4.5: peers, declared blocks, instance documents (`app/controllers/api/v1/instances/`, `api/v2/`). */
import { type Answer, bare, type Emulator, json } from '../answer.ts';
import { untidyPeers } from '../expected.ts';
import { instanceDocumentOpen, publishedUsage } from '../facts.ts';
import { nameSeenBy } from '../matching.ts';
import { knownServers, publishedBlocks, publishedPeers } from '../published.ts';
import type { Server, World } from '../types.ts';
import { isAtLeast } from '../versions.ts';
import { discovery, document } from './nodeinfo.ts';

/** What every API answer carries (`config/initializers/rack_attack.rb`: 300 requests in five minutes). */
const rateHeaders = {
  'x-ratelimit-limit': '300',
  'x-ratelimit-remaining': '299',
  'x-ratelimit-reset': '2026-11-01T00:05:00.000000Z',
};
const cacheHeaders = { 'cache-control': 'max-age=300, public, stale-while-revalidate=30, stale-if-error=86400' };

export const mastodon: Emulator = (world, server, { method, path }) => {
  if (path === '/.well-known/nodeinfo') return discovery(server, { '2.0': '/nodeinfo/2.0' });
  if (path === '/nodeinfo/2.0') return document(server, { version: '2.0' });
  if (!path.startsWith('/api/')) return undefined;
  const answer = method === 'GET' ? answerApi(world, server, path) : undefined;
  const { status, headers, body } = answer ?? json({ error: 'Not Found' }, { status: 404 });
  return { status, headers: { ...rateHeaders, ...headers }, body };
};

function answerApi(world: World, server: Server, path: string): Answer | undefined {
  switch (path) {
    case '/api/v1/instance/peers':
      return peers(world, server);
    case '/api/v1/instance/domain_blocks':
      return isAtLeast(server.version, '4.0.0') ? domainBlocks(world, server) : undefined;
    case '/api/v1/instance':
      return instanceDocumentOpen(server) ? json(instanceV1(world, server)) : loginNeeded();
    case '/api/v2/instance':
      if (!isAtLeast(server.version, '4.0.0')) return undefined;
      return instanceDocumentOpen(server) ? json(instanceV2(server)) : loginNeeded();
    default:
      return undefined;
  }
}

function peers(world: World, server: Server): Answer {
  if (server.allowlistMode) return loginNeeded();
  if (!server.peersOpen) return bare(404);
  const names: string[] = publishedPeers(world, server);
  if (!server.untidy) return json(names, { headers: cacheHeaders });
  const ported = names.slice(0, 1).map((name) => `${name}:8443`);
  return json([...untidyPeers, ...ported, ...names], { headers: cacheHeaders });
}

/** All silences, then all suspensions, each by the plain name; `null` comments where the rationale is hidden. */
function domainBlocks(world: World, server: Server): Answer {
  if (server.allowlistMode) return loginNeeded();
  if (server.blocksShown !== 'all') return bare(404);
  const rows = publishedBlocks(world, server).map(({ target, digest, action, comment }) => ({
    domain: target,
    digest,
    severity: action,
    comment: server.rationaleShown ? (comment ?? '') : null,
  }));
  const bySeverity = ['silence', 'suspend'].flatMap((severity) => rows.filter((row) => row.severity === severity));
  return json(bySeverity, { headers: cacheHeaders });
}

function loginNeeded(): Answer {
  return json({ error: 'This method requires an authenticated user' }, { status: 401 });
}

function instanceV1(world: World, server: Server) {
  const name = server.handleHost ?? server.host;
  const { users, posts } = publishedUsage(server);
  // Rows of a block count as known domains here, while the peer list leaves them out.
  const known = new Set<string>(server.blocks.map(({ target }) => target));
  for (const index of knownServers(world, server)) known.add(nameSeenBy('mastodon', world.servers[index]!));
  return {
    uri: name,
    title: name,
    short_description: '',
    description: '',
    email: `admin@${name}`,
    version: server.version,
    urls: { streaming_api: `wss://${server.host}` },
    stats: { user_count: users ?? 0, status_count: posts ?? 0, domain_count: known.size },
    languages: [server.language],
    registrations: server.openRegistrations,
    approval_required: false,
    invites_enabled: true,
    rules: [],
  };
}

function instanceV2(server: Server) {
  const name = server.handleHost ?? server.host;
  const { mau } = publishedUsage(server);
  const limited = isAtLeast(server.version, '4.4.0') ? { limited_federation: server.allowlistMode } : {};
  return {
    domain: name,
    title: name,
    version: server.version,
    source_url: 'https://github.com/mastodon/mastodon',
    description: '',
    usage: { users: { active_month: server.allowlistMode ? 0 : (mau ?? 0) } },
    languages: [server.language],
    configuration: { urls: { streaming: `wss://${server.host}` }, ...limited },
    registrations: { enabled: server.openRegistrations, approval_required: false, message: null },
    contact: { email: `admin@${name}`, account: null },
    rules: [],
  };
}

/**
 * Pleroma 2.5 to 2.9 and Akkoma 3: peers, and the declared policies inside NodeInfo's metadata
 * (`lib/pleroma/web/mastodon_api/views/instance_view.ex`, `…/activity_pub/mrf/simple_policy.ex`).
 */
import type { Block } from '../../types.ts';
import { type Answer, type Emulator, json } from '../answer.ts';
import { untidyPeers } from '../expected.ts';
import { publishedUsage } from '../facts.ts';
import { publishedBlocks, publishedPeers } from '../published.ts';
import type { Server, World } from '../types.ts';
import { discovery, document } from './nodeinfo.ts';

/** Every list of the simple policy is there, empty or not. */
const simpleRules = [
  'reject',
  'accept',
  'media_removal',
  'media_nsfw',
  'federated_timeline_removal',
  'report_removal',
  'avatar_removal',
  'banner_removal',
  'reject_deletes',
  'followers_only',
] as const;
/** Declared beside the simple policy, not in it. */
const ownKeys = new Set(['quarantined_instances', 'rejected_instances']);

export const pleroma: Emulator = (world, server, { path }) => {
  switch (path.replace(/\.json$/, '')) {
    case '/.well-known/nodeinfo':
      return discovery(server, { '2.0': '/nodeinfo/2.0.json', '2.1': '/nodeinfo/2.1.json' });
    case '/nodeinfo/2.0':
    case '/nodeinfo/2.1':
      return nodeinfo(world, server, path.includes('2.1') ? '2.1' : '2.0');
    case '/api/v1/instance/peers':
      return peers(world, server);
    case '/api/v1/instance':
      return json(instance(world, server));
    default:
      return path.startsWith('/api/') ? json({ error: 'Not implemented' }, { status: 404 }) : undefined;
  }
};

function nodeinfo(world: World, server: Server, version: '2.0' | '2.1'): Answer {
  const profile = 'http://nodeinfo.diaspora.software/ns/schema/2.0#';
  // Pleroma leaves the quotes out and always says 2.0.
  const quoted = server.software === 'akkoma' ? `"${profile}"` : profile;
  const contentType = `application/json; profile=${quoted}; charset=utf-8`;
  return document(server, { version, contentType, metadata: metadata(world, server), comments: true });
}

/** @returns peers with the empty name a remote account without a host leaves */
function peers(world: World, server: Server): Answer {
  const names: string[] = publishedPeers(world, server);
  const loud = names.slice(0, 1).map((name) => name.toUpperCase());
  return json(server.untidy ? [...untidyPeers, ...loud, ...names] : names);
}

function instance(world: World, server: Server) {
  const { users, posts } = publishedUsage(server);
  const name = server.software === 'akkoma' ? 'Akkoma' : 'Pleroma';
  return {
    uri: `https://${server.host}`,
    title: server.host,
    version: `2.7.2 (compatible; ${name} ${server.version})`,
    stats: { user_count: users ?? 0, status_count: posts ?? 0, domain_count: publishedPeers(world, server).length },
    languages: [server.language],
    registrations: server.openRegistrations,
    pleroma: { metadata: metadata(world, server) },
  };
}

function metadata(world: World, server: Server) {
  return {
    nodeName: server.host,
    nodeDescription: '',
    private: false,
    federation: federation(world, server),
    features: ['pleroma_api', 'mastodon_api'],
    postFormats: ['text/plain', 'text/markdown'],
  };
}

function federation(world: World, server: Server): Record<string, unknown> {
  if (server.blocksShown === 'none') return { enabled: true };
  const blocks = publishedBlocks(world, server);
  const simple = blocks.filter(({ action }) => !ownKeys.has(action));
  const ofAction = (action: string) => blocks.filter((block) => block.action === action);
  const lists = Object.fromEntries(simpleRules.map((rule) => [rule, ofAction(rule).map(({ target }) => target)]));
  const policies = ['SimplePolicy', 'ObjectAgePolicy', ...(server.software === 'akkoma' ? ['HashtagPolicy'] : [])];
  const quarantined = ofAction('quarantined_instances');
  return {
    enabled: true,
    exclusions: server.blocksShown === 'some',
    mrf_policies: policies,
    mrf_simple: { ...lists, accept: server.allows },
    mrf_simple_info: reasonsByRule(simple),
    mrf_object_age: { threshold: 604_800, actions: ['delist', 'strip_followers'] },
    quarantined_instances: quarantined.map(({ target }) => target),
    quarantined_instances_info: reasonsByRule(quarantined),
    ...(server.software === 'pleroma' ? { rejected_instances: withReasons(ofAction('rejected_instances')) } : {}),
  };
}

/** Only what has a reason. */
function reasonsByRule(blocks: readonly Block[]): Record<string, Record<string, { reason: string }>> {
  const explained = blocks.filter(({ comment }) => comment !== null);
  const actions = [...new Set(explained.map(({ action }) => action))];
  return Object.fromEntries(
    actions.map((rule) => [rule, withReasons(explained.filter(({ action }) => action === rule))]),
  );
}

function withReasons(blocks: readonly Block[]): Record<string, { reason: string }> {
  return Object.fromEntries(blocks.map(({ target, comment }) => [target, { reason: comment ?? '' }]));
}

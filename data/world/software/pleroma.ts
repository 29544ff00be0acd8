/**
 * Pleroma 2.5 to 2.9, Rebased 2.6 and Akkoma 3: peers, and the declared policies inside NodeInfo's metadata
 * (`lib/pleroma/web/mastodon_api/views/instance_view.ex`, `…/activity_pub/mrf/simple_policy.ex`).
 */
import type { Block, ObservedLists, RuleText } from '../../types.ts';
import { type Answer, type Emulator, json } from '../answer.ts';
import { absent, listsOf, shown } from '../expecting.ts';
import { maskAkkoma } from '../masks.ts';
import { digestOf, keptRows, knownNames, sortRows, untidyPeers } from '../published.ts';
import type { Server, World } from '../types.ts';
import { commonUsage } from '../usage.ts';
import type { SoftwareModel } from './model.ts';
import { answerNodeinfo } from './nodeinfo.ts';

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
/** The documents always claim the 2.0 profile; Pleroma leaves the quotes out. */
const profile = 'http://nodeinfo.diaspora.software/ns/schema/2.0#';

const family = {
  readsAddresses: true,
  knowsPatterns: true,
  setup(_: string, random: () => number) {
    const chance = random();
    const blocksShown = chance < 0.75 ? 'all' : chance < 0.9 ? 'some' : 'none';
    return { blocksShown, allowlistMode: random() < 0.005 } as const;
  },
  emulate,
  // Names that were left out may be those of an allowlist.
  facts: ({ blocksShown, allowlistMode }: Server) => ({
    allowlistMode: blocksShown === 'all' || (blocksShown === 'some' && allowlistMode) ? allowlistMode : null,
  }),
  expectLists,
  listPaths: () => ({ peers: '/api/v1/instance/peers' }),
} as const;
const pleromaWords = {
  full: ['reject', 'reject', 'reject', 'quarantined_instances', 'rejected_instances'],
  limit: ['federated_timeline_removal', 'followers_only'],
  media: ['media_removal', 'media_nsfw'],
};
/** `mrf/simple_policy.ex` filters what comes in; `publisher.ex` keeps only private posts from the others. */
const inbound = {
  stops: { reject: 'in', quarantined_instances: 'nothing', rejected_instances: 'nothing' },
  allowlistStops: 'in',
} as const;
const wordsBefore27 = { ...pleromaWords, full: ['reject', 'reject', 'reject', 'quarantined_instances'] };

export const pleroma: SoftwareModel = {
  ...family,
  share: 430,
  japaneseShare: 400,
  versions: { '2.9.1': 0.4, '2.7.1': 0.4, '2.5.5': 0.2 },
  words: pleromaWords,
  ...inbound,
  matching: 'pattern',
};

export const rebased: SoftwareModel = {
  ...family,
  share: 50,
  japaneseShare: 20,
  versions: { '2.6.50': 1 },
  words: wordsBefore27,
  ...inbound,
  matching: 'pattern',
};

export const akkoma: SoftwareModel = {
  ...family,
  share: 600,
  japaneseShare: 400,
  versions: { '3.16.0': 0.6, '3.13.3': 0.4 },
  words: { ...wordsBefore27, media: ['media_removal', 'media_nsfw', 'report_removal'] },
  // `publisher.ex`: nothing goes out, everything comes in.
  stops: { quarantined_instances: 'out' },
  matching: 'suffix',
};

/** Peers hold every name ever met, blocked or not. */
function expectLists(world: World, server: Server): ObservedLists {
  const peers = shown(knownNames(world, server, 'address'), server.untidy ? untidyPeers.length : 0);
  if (server.blocksShown === 'none') return listsOf({ peers, blocks: absent('withheld'), allows: absent('withheld') });
  const disclosure = server.blocksShown === 'some' ? 'partial' : 'published';
  return listsOf({
    peers,
    blocks: { ...shown(keptRows(publishedBlocks(server))), disclosure },
    allows: { ...shown([...server.allows].sort()), disclosure },
  });
}

/** Exclusions do not touch the quarantine (Pleroma 2.7), and neither do Akkoma's masks. */
function publishedBlocks({ software, blocks, blocksShown }: Server): Block[] {
  const isOpen = (action: string) => action === 'quarantined_instances';
  const left = blocks.filter(
    ({ action, masked }, position) => blocksShown !== 'some' || isOpen(action) || (!masked && position > 0),
  );
  return sortRows(
    left.map(({ target, action, comment, masked }) => {
      const hides = software === 'akkoma' && masked && !isOpen(action);
      return { target: hides ? (maskAkkoma(target) as RuleText) : target, action, digest: null, comment };
    }),
  );
}

function emulate(...[world, server, { path }]: Parameters<Emulator>): Answer | undefined {
  const quoted = server.software === 'akkoma' ? `"${profile}"` : profile;
  const habits = {
    documents: { '2.0': '/nodeinfo/2.0.json', '2.1': '/nodeinfo/2.1.json' },
    contentType: `application/json; profile=${quoted}; charset=utf-8`,
    metadata,
    comments: true,
  };
  const documentPath = /^\/nodeinfo\/2\.[01]$/.test(path) ? `${path}.json` : path;
  const nodeinfo = answerNodeinfo(habits, world, server, documentPath);
  if (nodeinfo !== undefined) return nodeinfo;
  switch (path) {
    case '/api/v1/instance/peers':
      return peers(world, server);
    case '/api/v1/instance':
      return json(instance(world, server));
    case '/api/v1/instance/domain_blocks':
      return server.software === 'rebased' ? json(domainBlocks(server)) : notImplemented();
    default:
      return path.startsWith('/api/') ? notImplemented() : undefined;
  }
}

function notImplemented(): Answer {
  return json({ error: 'Not implemented' }, { status: 404 });
}

/** @returns peers with the empty name a remote account without a host leaves */
function peers(world: World, server: Server): Answer {
  const names: string[] = knownNames(world, server, 'address');
  const loud = names.slice(0, 1).map((name) => name.toUpperCase());
  return json(server.untidy ? [...untidyPeers, ...loud, ...names] : names);
}

/** Mastodon's list in Rebased's words, which mean less: nothing but these two actions, and `suspend` lets posts out. */
function domainBlocks(server: Server) {
  if (server.blocksShown === 'none') return [];
  const severities: Readonly<Record<string, string>> = { reject: 'suspend', federated_timeline_removal: 'silence' };
  return publishedBlocks(server).flatMap(({ target, action, comment }) => {
    const severity = severities[action];
    return severity === undefined ? [] : [{ domain: target, digest: digestOf(target), severity, comment }];
  });
}

function instance(world: World, server: Server) {
  const { users, posts } = commonUsage(server);
  const { software, version } = server;
  const name = software[0]!.toUpperCase() + software.slice(1);
  return {
    uri: `https://${server.host}`,
    title: server.host,
    version: `2.7.2 (compatible; ${name} ${version})`,
    stats: {
      user_count: users ?? 0,
      status_count: posts ?? 0,
      domain_count: knownNames(world, server, 'address').length,
    },
    languages: [server.declaredLanguage],
    registrations: server.openRegistrations,
    pleroma: { metadata: metadata(world, server) },
  };
}

function metadata(_: World, server: Server) {
  return {
    nodeName: server.host,
    nodeDescription: '',
    private: false,
    federation: federation(server),
    features: ['pleroma_api', 'mastodon_api'],
    postFormats: ['text/plain', 'text/markdown'],
  };
}

function federation(server: Server): Record<string, unknown> {
  if (server.blocksShown === 'none') return { enabled: true };
  const blocks = publishedBlocks(server);
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

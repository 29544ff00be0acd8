/**
 * Mastodon 3.5 to 4.5 with its forks that keep the name: peers, declared blocks, instance documents
 * (`app/controllers/api/v1/instances/`, `api/v2/`).
 */
import { isMasked } from '../../host.ts';
import type { Block, Host, ObservedLists, Outcome, RuleText } from '../../types.ts';
import { type Answer, type Ask, bare, json, tagged } from '../answer.ts';
import { absent, listsOf, shown } from '../expecting.ts';
import { maskMastodon } from '../masks.ts';
import { digestOf, keptRows, knownNames, sortRows, untidyPeers, withoutListed } from '../published.ts';
import { robotsFile } from '../robots-file.ts';
import type { Server, World } from '../types.ts';
import { commonUsage } from '../usage.ts';
import { isAtLeast } from '../versions.ts';
import type { SoftwareModel } from './model.ts';
import { answerNodeinfo } from './nodeinfo.ts';

const peersPath = '/api/v1/instance/peers';
const blocksPath = '/api/v1/instance/domain_blocks';
/** What every API answer carries (`config/initializers/rack_attack.rb`: 300 requests in five minutes). */
const rateHeaders = {
  'x-ratelimit-limit': '300',
  'x-ratelimit-remaining': '299',
  'x-ratelimit-reset': '2026-11-01T00:05:00.000000Z',
};
const cacheHeaders = { 'cache-control': 'max-age=300, public, stale-while-revalidate=30, stale-if-error=86400' };

export const mastodon: SoftwareModel = {
  share: 5300,
  japaneseShare: 3600,
  versions: {
    '4.5.2': 0.17,
    '4.4.8': 0.15,
    '4.4.5+glitch': 0.04,
    '4.3.14': 0.34,
    '4.2.27': 0.17,
    '4.2.10+hometown-1.1.1': 0.02,
    '4.1.25': 0.06,
    '3.5.19': 0.04,
    '3.5.5+hometown-1.0.8': 0.01,
  },
  readsAddresses: true,
  words: { full: ['suspend'], limit: ['silence'], media: ['noop'] },
  matching: 'longest',
  severs: 'suspend',
  allowlistSevers: true,
  eitherList: true,
  setup: (_, random) => ({
    peersOpen: random() >= 0.06,
    blocksShown: random() < 0.55 ? 'all' : 'none',
    allowlistMode: random() < 0.005,
  }),
  // `public/robots.txt`; the last since 4.4 (PR 26470).
  robots: ({ version }) =>
    robotsFile(['/media_proxy/', '/interact/', ...(isAtLeast(version, '4.4.0') ? [blocksPath] : [])]),
  emulate(world, server, ask) {
    const nodeinfo = answerNodeinfo({ documents: { '2.0': '/nodeinfo/2.0' } }, world, server, ask.path);
    if (nodeinfo !== undefined || !ask.path.startsWith('/api/')) return nodeinfo;
    const answer = ask.method === 'GET' ? answerApi(world, server, ask) : undefined;
    const { status, headers, body } = answer ?? json({ error: 'Not Found' }, { status: 404 });
    return { status, headers: { ...rateHeaders, ...headers }, body };
  },
  facts: (server) => ({
    language: instanceDocumentOpen(server) ? server.declaredLanguage : null,
    // Before 4.4 only the closed door says anything.
    allowlistMode: server.allowlistMode || isAtLeast(server.version, '4.4.0') ? server.allowlistMode : null,
  }),
  aliases: (server) => (server.handleHost !== null && instanceDocumentOpen(server) ? [server.handleHost] : []),
  expectLists,
  listPaths: ({ version }) => ({ peers: peersPath, ...(isAtLeast(version, '4.0.0') ? { blocks: blocksPath } : {}) }),
};

function expectLists(world: World, server: Server): ObservedLists {
  const refusal: Outcome = server.allowlistMode ? 'unauthorized' : 'not-found';
  const blocksOpen = server.blocksShown === 'all' && !server.allowlistMode;
  const blocks = blocksOpen
    ? shown(keptRows(publishedBlocks(server)).map(withNeededDigest))
    : absent('withheld', refusal);
  const peersOpen = server.peersOpen && !server.allowlistMode;
  const rejectedCount = server.untidy ? untidyPeers.length : 0;
  return listsOf({
    peers: peersOpen ? shown(publishedPeers(world, server), rejectedCount) : absent('withheld', refusal),
    ...(isAtLeast(server.version, '4.0.0') ? { blocks } : {}),
    ...(server.allowlistMode ? { allows: absent('withheld', 'unauthorized') } : {}),
  });
}

/** A digest is kept where it tells more than the name. */
function withNeededDigest(row: Block): Block {
  return isMasked(row.target) ? row : { ...row, digest: null };
}

/** Every name that has a row of any kind is left out, literally. */
function publishedPeers(world: World, server: Server): Host[] {
  return withoutListed(knownNames(world, server, 'address'), server);
}

function publishedBlocks({ blocks, rationaleShown }: Server): Block[] {
  const rows = blocks.filter(({ action }) => action !== 'noop');
  return sortRows(
    rows.map(({ target, action, comment, masked }) => ({
      target: masked ? (maskMastodon(target) as RuleText) : target,
      action,
      digest: digestOf(target),
      comment: rationaleShown ? comment : null,
    })),
  );
}

/** The instance document closes to strangers in limited federation mode before 4.4. */
function instanceDocumentOpen({ allowlistMode, version }: Server): boolean {
  return !allowlistMode || isAtLeast(version, '4.4.0');
}

function answerApi(world: World, server: Server, ask: Ask): Answer | undefined {
  switch (ask.path) {
    case peersPath:
      return answerPeers(world, server, ask);
    case blocksPath:
      return isAtLeast(server.version, '4.0.0') ? domainBlocks(server) : undefined;
    case '/api/v1/instance':
      return instanceDocumentOpen(server) ? json(instanceV1(world, server)) : loginNeeded();
    case '/api/v2/instance':
      if (!isAtLeast(server.version, '4.0.0')) return undefined;
      return instanceDocumentOpen(server) ? json(instanceV2(server)) : loginNeeded();
    default:
      return undefined;
  }
}

function answerPeers(world: World, server: Server, ask: Ask): Answer {
  if (server.allowlistMode) return loginNeeded();
  if (!server.peersOpen) return bare(404);
  const names: string[] = publishedPeers(world, server);
  const ported = names.slice(0, 1).map((name) => `${name}:8443`);
  return tagged(ask, json(server.untidy ? [...untidyPeers, ...ported, ...names] : names, { headers: cacheHeaders }));
}

/** All silences, then all suspensions, each by the plain name; `null` comments where the rationale is hidden. */
function domainBlocks(server: Server): Answer {
  if (server.allowlistMode) return loginNeeded();
  if (server.blocksShown !== 'all') return bare(404);
  const rows = publishedBlocks(server).map(({ target, digest, action, comment }) => ({
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
  const { users, posts } = commonUsage(server);
  // Rows of a block count as known domains here, while the peer list leaves them out.
  const known = new Set<string>(server.blocks.map(({ target }) => target));
  for (const name of knownNames(world, server, 'address')) known.add(name);
  return {
    uri: name,
    title: name,
    short_description: '',
    description: '',
    email: `admin@${name}`,
    version: server.version,
    urls: { streaming_api: `wss://${server.host}` },
    stats: { user_count: users ?? 0, status_count: posts ?? 0, domain_count: known.size },
    languages: [server.declaredLanguage],
    registrations: server.openRegistrations,
    approval_required: false,
    invites_enabled: true,
    rules: [],
  };
}

function instanceV2(server: Server) {
  const name = server.handleHost ?? server.host;
  const { mau } = commonUsage(server);
  const limited = isAtLeast(server.version, '4.4.0') ? { limited_federation: server.allowlistMode } : {};
  return {
    domain: name,
    title: name,
    version: server.version,
    source_url: 'https://github.com/mastodon/mastodon',
    description: '',
    usage: { users: { active_month: server.allowlistMode ? 0 : (mau ?? 0) } },
    languages: [server.declaredLanguage],
    configuration: { urls: { streaming: `wss://${server.host}` }, ...limited },
    registrations: { enabled: server.openRegistrations, approval_required: false, message: null },
    contact: { email: `admin@${name}`, account: null },
    rules: [],
  };
}

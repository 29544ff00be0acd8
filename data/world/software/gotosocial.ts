/** GoToSocial 0.18 to 0.20 (`internal/api/client/instance/`, `internal/api/robots.go`): as it comes, and opened. */
import type { Block, ObservedLists, RuleText } from '../../types.ts';
import { type Answer, type Ask, type Emulator, json } from '../answer.ts';
import { absent, listsOf, shown } from '../expecting.ts';
import { maskGotosocial } from '../masks.ts';
import { keptRows, knownNames, withoutListed } from '../published.ts';
import { robotsFile } from '../robots-file.ts';
import type { Server, World } from '../types.ts';
import { totalsOnly } from '../usage.ts';
import { isAtLeast } from '../versions.ts';
import type { SoftwareModel, Usage } from './model.ts';
import { answerNodeinfo } from './nodeinfo.ts';

const peersPath = '/api/v1/instance/peers';
const blocksPath = '/api/v1/instance/domain_blocks';
const allowsPath = '/api/v1/instance/domain_allows';
const blockedAt = '2024-11-01T12:00:00.000Z';

/** The list of allowed names came with 0.20. */
const hasAllows = ({ version }: Server) => isAtLeast(version, '0.20.0');

export const gotosocial: SoftwareModel = {
  share: 480,
  japaneseShare: 120,
  versions: { '0.20.2': 0.6, '0.18.3': 0.4 },
  sizeFactor: 0.15,
  words: { full: ['suspend'], limit: [], media: [] },
  matching: 'suffix',
  severs: 'suspend',
  // Everything is closed until somebody opens it.
  setup(_, random) {
    const chance = random();
    return {
      counts: chance < 0.7 ? 'true' : chance < 0.85 ? 'served' : chance < 0.95 ? 'baffle' : 'zero',
      peersOpen: random() < 0.1,
      blocksShown: random() < 0.1 ? 'all' : 'none',
    };
  },
  robots({ counts }) {
    const api = ['/api/', '/auth/', '/oauth/', '/fileserver/', '/users/', '/emoji/', '/about/suspended'];
    const nodeinfo = counts === 'served' ? [] : ['/.well-known/nodeinfo', '/nodeinfo/'];
    return robotsFile([...api, '/.well-known/webfinger', ...nodeinfo], 500);
  },
  emulate,
  usage: announcedUsage,
  // Random numbers are no numbers.
  facts: ({ counts }) => (counts === 'baffle' ? { users: null, mau: null, activeHalfyear: null, posts: null } : {}),
  expectLists,
  listPaths: (server) => ({
    peers: peersPath,
    blocks: blocksPath,
    ...(hasAllows(server) ? { allows: allowsPath } : {}),
  }),
};

/** Honest modes count no active people; random numbers come with them (0.20, stats mode `baffle`). */
function announcedUsage(server: Server): Usage {
  const { counts, index } = server;
  if (counts === 'zero') return { users: 0, mau: null, activeHalfyear: null, posts: 0 };
  if (counts !== 'baffle') return totalsOnly(server);
  const random = 1 + ((index * 7919) % 999_983);
  return { users: random, mau: 1 + Math.floor(random * 0.62), activeHalfyear: null, posts: random * 9 };
}

function expectLists(world: World, server: Server): ObservedLists {
  const closed = absent('withheld', 'unauthorized');
  const isOpen = server.blocksShown === 'all';
  return listsOf({
    peers: server.peersOpen ? shown(openPeers(world, server)) : closed,
    blocks: isOpen ? shown(keptRows(publishedBlocks(server))) : closed,
    ...(hasAllows(server) ? { allows: isOpen ? shown([...server.allows].sort()) : closed } : {}),
  });
}

function openPeers(world: World, server: Server) {
  return withoutListed(knownNames(world, server), server);
}

/** Names that are masked alike are one row, the first; there is no digest to tell them apart. */
function publishedBlocks({ blocks }: Server): Block[] {
  const rows = new Map<string, Block>();
  for (const { target, action, comment, masked } of blocks) {
    const shownName = masked ? (maskGotosocial(target) as RuleText) : target;
    if (!rows.has(shownName)) rows.set(shownName, { target: shownName, action, digest: null, comment });
  }
  return [...rows.values()];
}

function emulate(...[world, server, ask]: Parameters<Emulator>): Answer | undefined {
  const documents = { '2.0': '/nodeinfo/2.0', '2.1': '/nodeinfo/2.1' };
  const nodeinfo = answerNodeinfo({ documents, usage: announcedUsage }, world, server, ask.path);
  if (nodeinfo !== undefined) return nodeinfo;
  if (ask.path === peersPath) return answerPeers(world, server, ask);
  if (ask.path === blocksPath) return rows(server, 'domain blocks endpoint', blockRows(server));
  if (ask.path === allowsPath && hasAllows(server)) return rows(server, 'domain allows endpoint', allowRows(server));
  return ask.path.startsWith('/api/') ? json({ error: 'Not Found' }, { status: 404 }) : undefined;
}

/** Without a filter the flat list that Mastodon has; with one, objects unless asked otherwise. */
function answerPeers(world: World, server: Server, { query }: Ask): Answer {
  const filter = (query.get('filter') ?? '').toLowerCase();
  if (filter === 'blocked' || filter === 'suspended') return rows(server, 'peers blocked query', blockRows(server));
  if (filter === 'allowed' && hasAllows(server)) return rows(server, 'peers allowed query', allowRows(server));
  if (filter !== '' && filter !== 'open') return json({ error: 'Bad Request: filter not recognized' }, { status: 400 });
  if (!server.peersOpen) return loginNeeded('peers open query');
  const names = openPeers(world, server);
  const isFlat = filter === '' || query.get('flat') === 'true';
  return json(isFlat ? names : names.map((domain) => ({ domain })));
}

function rows(server: Server, what: string, list: readonly object[]): Answer {
  return server.blocksShown === 'all' ? json(list) : loginNeeded(what);
}

function blockRows(server: Server): object[] {
  return publishedBlocks(server).map(({ target, action, comment }) => ({
    domain: target,
    suspended_at: blockedAt,
    comment: comment ?? '',
    severity: action,
  }));
}

function allowRows({ allows }: Server): object[] {
  return [...allows].sort().map((domain) => ({ domain, comment: '' }));
}

function loginNeeded(what: string): Answer {
  return json({ error: `Unauthorized: ${what} requires an authenticated account/user` }, { status: 401 });
}

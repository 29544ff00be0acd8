/**
 * Misskey 2023.11 to 2025.10 and its forks: NodeInfo, the federation listing, the Mastodon-like peer list, and meta.
 * Sharkey and CherryPick follow Misskey; Firefish and Iceshrimp split off at 13, answer to POST only, and know a
 * private mode.
 */
import type { Block, FollowCount, ObservedLists, RuleText } from '../../types.ts';
import { type Answer, type Ask, bare, type Emulator, json } from '../answer.ts';
import { absent, listsOf, shown } from '../expecting.ts';
import { knownServers, sortRows } from '../published.ts';
import type { Server, World } from '../types.ts';
import { commonUsage, totalsOnly } from '../usage.ts';
import { isAtLeast } from '../versions.ts';
import { countsOf, flagsOf, listInstances, readQuestion, shownInstances, suspensionStates } from './misskey-listing.ts';
import type { SoftwareModel } from './model.ts';
import { answerNodeinfo } from './nodeinfo.ts';

const listingPath = '/api/federation/instances';
const isOld = ({ software }: Server) => software === 'firefish' || software === 'iceshrimp';
/** Meta tells the mode: since Misskey 2024.9 and what follows it, and in the private mode of the old forks. */
const tellsMode = (server: Server) =>
  isOld(server) || server.software === 'cherrypick' || isAtLeast(server.version, '2024.9.0');

const family = {
  matching: 'misskey',
  // `DeliverProcessorService.ts`: nothing is delivered, and the inbox stays open.
  stops: { suspended: 'out', goneSuspended: 'out', autoSuspendedForNotResponding: 'out' },
  emulate,
  facts: (server: Server, mayFetch: (path: string) => boolean) => ({
    allowlistMode: mayFetch('/api/meta') && tellsMode(server) ? server.allowlistMode : null,
  }),
  expectLists,
  listPaths: () => ({ peers: listingPath, blocks: listingPath, counts: listingPath }),
} as const;
const newFamily = {
  ...family,
  words: { full: ['blocked'], limit: ['silenced'], media: ['mediaSilenced', 'suspended'] },
  notices: {
    gone: 'goneSuspended',
    drops: 'autoSuspendedForNotResponding',
    unresolved: 'autoSuspendedForNotResponding',
  },
  usage: totalsOnly,
} as const;
const oldFamily = {
  ...family,
  words: { full: ['blocked'], limit: ['silenced'], media: ['suspended'] },
} as const;

export const misskey: SoftwareModel = {
  ...newFamily,
  share: 560,
  japaneseShare: 4700,
  versions: { '2025.10.2': 0.5, '2025.4.1': 0.25, '2024.11.0': 0.15, '2023.11.1': 0.1 },
  setup: (version, random) => ({
    peersOpen: random() >= 0.02,
    allowlistMode: random() < 0.005 && isAtLeast(version, '2024.9.0'),
  }),
};

export const sharkey: SoftwareModel = {
  ...newFamily,
  share: 190,
  japaneseShare: 40,
  versions: { '2025.4.4': 0.7, '2024.9.4': 0.3 },
  // The front page, and nothing else.
  robots: () => ({ disallow: ['/'], delayS: 0, text: 'User-agent: *\nDisallow: /*\nAllow: /$\n' }),
};

export const cherrypick: SoftwareModel = {
  ...newFamily,
  share: 20,
  japaneseShare: 120,
  versions: { '4.17.0': 0.6, '4.15.1': 0.4 },
};

export const firefish: SoftwareModel = {
  ...oldFamily,
  share: 30,
  japaneseShare: 30,
  versions: { '1.0.3': 0.4, '20240729': 0.6 },
};

export const iceshrimp: SoftwareModel = {
  ...oldFamily,
  share: 60,
  japaneseShare: 10,
  versions: { '2023.12.13': 0.8, '2026.5.1': 0.2 },
};

/**
 * One table gives peers, flags and counts. Sharkey leaves out whom the administrator acted on, so that what is left is
 * no whole list; Iceshrimp clears the flags, and still filters by the blocks themselves.
 */
function expectLists(world: World, server: Server): ObservedLists {
  // The names of an allowlist are shown to nobody.
  const allows = server.allowlistMode && tellsMode(server) ? { allows: absent('withheld') } : {};
  if (isPrivate(server)) {
    const list = absent('withheld', 'unauthorized');
    return listsOf({ peers: list, blocks: list, counts: list, ...allows });
  }
  const listed = shownInstances(world, server);
  const counts = listed.map((index): FollowCount => {
    const { out, in: back } = countsOf(world, server, index);
    return { target: world.servers[index]!.host, followsOut: out, followsIn: back };
  });
  return listsOf({
    peers: shown(listed.map((index) => world.servers[index]!.host)),
    blocks: expectBlocks(world, server, listed),
    counts: shown(counts),
    ...allows,
  });
}

function expectBlocks(world: World, server: Server, listed: readonly number[]): ObservedLists['blocks'] {
  const rows = listed.flatMap((index): Block[] => {
    const { host } = world.servers[index]!;
    const actions = server.software === 'iceshrimp' ? blockedByName(server, host) : flagsOf(server, host);
    return actions.map((action) => ({ target: host as unknown as RuleText, action, digest: null, comment: null }));
  });
  const hides = server.software === 'sharkey' || server.software === 'iceshrimp';
  if (!hides) return shown(sortRows(rows));
  const tells = rows.some(({ action }) => action === 'blocked' || action === 'silenced' || action === 'suspended');
  return tells ? { ...shown(sortRows(rows)), disclosure: 'partial' } : absent('withheld');
}

/** What Iceshrimp's filter finds: the name itself, not what is below it. */
function blockedByName({ blocks }: Server, host: string): string[] {
  return blocks.some(({ target, action }) => (target as string) === host && action === 'blocked') ? ['blocked'] : [];
}

function emulate(...[world, server, ask]: Parameters<Emulator>): Answer | undefined {
  const about = { nodeName: server.host, nodeDescription: null, langs: [] };
  const habits = {
    documents: { '2.1': '/nodeinfo/2.1', '2.0': '/nodeinfo/2.0' },
    metadata: () => ({ ...about, disableRegistration: !server.openRegistrations }),
    nullForUnknown: true,
    usage: isOld(server) ? commonUsage : totalsOnly,
  };
  const nodeinfo = answerNodeinfo(habits, world, server, ask.path);
  if (nodeinfo !== undefined) return nodeinfo;
  switch (ask.path) {
    case listingPath:
      return federationInstances(world, server, ask);
    case '/api/meta':
      return ask.method === 'POST' ? json(meta(server)) : bare(405);
    case '/api/v1/instance/peers':
      return peers(world, server);
    default:
      return ask.path.startsWith('/api/') ? failure(404, 'UNKNOWN_API_ENDPOINT') : undefined;
  }
}

function isPrivate(server: Server): boolean {
  return isOld(server) ? server.allowlistMode : !server.peersOpen;
}

function federationInstances(world: World, server: Server, ask: Ask): Answer {
  if (ask.method === 'GET' && isOld(server)) return bare(405);
  if (isPrivate(server)) return failure(401, 'CREDENTIAL_REQUIRED');
  const question = readQuestion(ask);
  if (question === undefined) return failure(400, 'INVALID_PARAM');
  const caching = ask.method === 'GET' ? 'public, max-age=3600' : 'private, max-age=0, must-revalidate';
  return json(listInstances(world, server, question), { headers: { 'cache-control': caching } });
}

/** Every known host that is not suspended, blocked ones included. */
function peers(world: World, server: Server): Answer {
  if (isPrivate(server)) return failure(401, 'CREDENTIAL_REQUIRED');
  const known = knownServers(world, server).map((index) => world.servers[index]!.host);
  const isSuspended = (host: string) => flagsOf(server, host).some((flag) => flag in suspensionStates);
  return json(
    known.filter((host) => !isSuspended(host)),
    { headers: { 'cache-control': 'private, max-age=0' } },
  );
}

function meta(server: Server) {
  const { host, version, openRegistrations, allowlistMode } = server;
  const federation = allowlistMode ? 'specified' : 'all';
  const mode = isOld(server) ? { secureMode: false, privateMode: allowlistMode } : { federation };
  return {
    name: host,
    uri: `https://${host}`,
    version,
    langs: [],
    disableRegistration: !openRegistrations,
    ...(tellsMode(server) ? mode : {}),
  };
}

function failure(status: number, code: string): Answer {
  const message = code.toLowerCase().replaceAll('_', ' ');
  return json({ error: { message, code, id: code, kind: 'client' } }, { status });
}

/** Funkwhale 1.4 and 2.0: what its NodeInfo announces, and the pages of known servers (`api/funkwhale_api/federation/views.py`). */
import type { ObservedLists } from '../../types.ts';
import { type Answer, type Ask, type Emulator, json } from '../answer.ts';
import { absent, listsOf, shown } from '../expecting.ts';
import { knownNames, withoutListed } from '../published.ts';
import type { Server, World } from '../types.ts';
import { commonUsage } from '../usage.ts';
import type { SoftwareModel, Usage } from './model.ts';
import { answerNodeinfo } from './nodeinfo.ts';

const domainsPath = '/api/v1/federation/domains';
const defaultPageSize = 50;
const mostPageSize = 100;

export const funkwhale: SoftwareModel = {
  share: 60,
  japaneseShare: 5,
  versions: { '1.4.0': 0.8, '2.0.0': 0.2 },
  sizeFactor: 0.3,
  words: { full: ['blocked'], limit: [], media: [] },
  // Known servers are shown only with the statistics.
  setup: (_, random) => ({ peersOpen: random() < 0.5, optsOut: random() < 0.1 }),
  emulate,
  usage,
  facts: ({ allowlistMode }) => ({ allowlistMode }),
  optOut: 'statistics-private',
  expectLists,
  listPaths: ({ peersOpen }) => (peersOpen ? { peers: domainsPath } : {}),
};

/** Statistics that are switched off are zeros. */
function usage(server: Server): Usage {
  return server.optsOut ? { users: 0, mau: 0, activeHalfyear: 0, posts: null } : commonUsage(server);
}

function expectLists(world: World, server: Server): ObservedLists {
  return listsOf({
    peers: server.peersOpen ? shown(openPeers(world, server)) : absent('withheld'),
    allows: server.allowlistMode ? absent('withheld') : shown([]),
  });
}

function openPeers(world: World, server: Server) {
  return withoutListed(knownNames(world, server), server);
}

function emulate(...[world, server, ask]: Parameters<Emulator>): Answer | undefined {
  const documents = { '2.0': '/api/v1/instance/nodeinfo/2.0/' };
  const nodeinfo = answerNodeinfo({ documents, usage, metadata }, world, server, ask.path);
  if (nodeinfo !== undefined) return nodeinfo;
  if (ask.path === domainsPath) {
    if (!server.peersOpen) return json({ detail: 'Authentication credentials were not provided.' }, { status: 401 });
    return pageOf(server, openPeers(world, server), ask);
  }
  return ask.path.startsWith('/api/') ? json({ detail: 'Not found.' }, { status: 404 }) : undefined;
}

/** The names an allowlist holds are shown only by those who ask for it, and nobody here does. */
function metadata(_: World, { host, optsOut, peersOpen, allowlistMode }: Server) {
  const knownNodes = peersOpen && !optsOut ? `https://${host}${domainsPath}` : null;
  return {
    private: optsOut,
    nodeName: host,
    allowList: { enabled: allowlistMode, domains: null },
    endpoints: { knownNodes, channels: null, libraries: null },
  };
}

function pageOf({ host }: Server, names: readonly string[], { query }: Ask): Answer {
  const page = Number(query.get('page') ?? 1);
  const size = Math.min(mostPageSize, Number(query.get('page_size') ?? defaultPageSize));
  const start = (page - 1) * size;
  if (!(start >= 0) || (start > 0 && start >= names.length)) return json({ detail: 'Invalid page.' }, { status: 404 });
  const link = (to: number) => `https://${host}${domainsPath}?page=${to}&page_size=${size}`;
  return json({
    count: names.length,
    next: start + size < names.length ? link(page + 1) : null,
    previous: page > 1 ? link(page - 1) : null,
    results: names.slice(start, start + size).map((name) => ({ name })),
  });
}

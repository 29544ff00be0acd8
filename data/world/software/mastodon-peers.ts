/**
 * Software that gives Mastodon's peer list and no other: Pixelfed (off by default), BookWyrm
 * (`bookwyrm/views/wellknown.py`), Takahē, snac (`mastoapi.c`) and Ktistec, whose list is always empty.
 */
import type { ObservedLists } from '../../types.ts';
import { type Answer, type Ask, json } from '../answer.ts';
import { absent, listsOf, shown } from '../expecting.ts';
import { knownNames, withoutListed } from '../published.ts';
import { robotsFile } from '../robots-file.ts';
import type { Server, World } from '../types.ts';
import { totalsOnly } from '../usage.ts';
import { isAtLeast } from '../versions.ts';
import type { SoftwareModel } from './model.ts';
import { answerNodeinfo, type NodeinfoHabits } from './nodeinfo.ts';

const peersPath = '/api/v1/instance/peers';
const blocks = { words: { full: ['blocked'], limit: [], media: [] } } as const;
const hasPixelfedPeers = ({ version }: Server) => isAtLeast(version, '0.12.0');

export const pixelfed: SoftwareModel = {
  share: 160,
  japaneseShare: 20,
  versions: { '0.12.5': 0.75, '0.11.9': 0.25 },
  ...blocks,
  setup: (_, random) => ({ peersOpen: random() < 0.2 }),
  robots: () => robotsFile(['/discover/places/', '/stories/', '/i/']),
  emulate: (world, server, ask) =>
    nodeinfo({ documents: { '2.0': '/api/nodeinfo/2.0.json' } }, world, server, ask) ??
    (hasPixelfedPeers(server) ? peers(ask, () => (server.peersOpen ? openPeers(world, server) : [])) : undefined) ??
    notFound(ask),
  expectLists(world, server) {
    if (!hasPixelfedPeers(server)) return listsOf({});
    return server.peersOpen ? expectPeers(world, server) : listsOf({ peers: absent('withheld', 'ok') });
  },
  listPaths: (server) => (hasPixelfedPeers(server) ? { peers: peersPath } : {}),
};

export const bookwyrm: SoftwareModel = {
  share: 40,
  japaneseShare: 5,
  versions: { '0.7.5': 0.8, '0.6.6': 0.2 },
  sizeFactor: 0.5,
  ...blocks,
  robots: () => robotsFile(['/static/js/', '/static/css/'], 10),
  emulate: (world, server, ask) =>
    nodeinfo({ documents: { '2.0': '/nodeinfo/2.0' }, without: ['services', 'metadata'] }, world, server, ask) ??
    peers(ask, () => openPeers(world, server)) ??
    notFound(ask),
  expectLists: expectPeers,
  listPaths: () => ({ peers: peersPath }),
};

export const takahe: SoftwareModel = {
  share: 15,
  japaneseShare: 5,
  versions: { '0.11.0': 1 },
  sizeFactor: 0.15,
  ...blocks,
  matching: 'suffix',
  robots: () => robotsFile(['/tags/', '/proxy/*']),
  usage: totalsOnly,
  emulate: (world, server, ask) =>
    nodeinfo({ documents: { '2.0': '/nodeinfo/2.0/' }, usage: totalsOnly }, world, server, ask) ??
    peers(ask, () => openPeers(world, server)) ??
    notFound(ask),
  expectLists: expectPeers,
  listPaths: () => ({ peers: peersPath }),
};

export const snac: SoftwareModel = {
  share: 60,
  japaneseShare: 10,
  versions: { '2.75': 0.5, '2.80': 0.5 },
  sizeFactor: 0.05,
  ...blocks,
  robots: () => robotsFile(['/']),
  facts: () => ({ openRegistrations: false }),
  emulate: (world, server, ask) =>
    // The base URL may have a path.
    nodeinfo({ documents: { '2.0': '/fedi/nodeinfo_2_0' }, openRegistrations: false }, world, server, ask) ??
    peers(ask, () => twice(openPeers(world, server))) ??
    notFound(ask),
  expectLists: expectPeers,
  listPaths: () => ({ peers: peersPath }),
};

export const ktistec: SoftwareModel = {
  share: 10,
  japaneseShare: 2,
  versions: { '2.4.7': 1 },
  sizeFactor: 0.05,
  robots: () => robotsFile(['/actors/', '/api*', '/everything']),
  emulate: (world, server, ask) =>
    nodeinfo(
      { documents: { '2.1': '/.well-known/nodeinfo/2.1' }, contentType: 'application/jrd+json' },
      world,
      server,
      ask,
    ) ??
    peers(ask, () => []) ??
    notFound(ask),
  expectLists: () => listsOf({ peers: absent('withheld', 'ok') }),
  listPaths: () => ({ peers: peersPath }),
};

function expectPeers(world: World, server: Server): ObservedLists {
  return listsOf({ peers: shown(openPeers(world, server)) });
}

function openPeers(world: World, server: Server) {
  return withoutListed(knownNames(world, server), server);
}

/** A host with two shared inboxes stands twice. */
function twice(names: readonly string[]): string[] {
  return [...names, ...names.slice(0, 3)];
}

function nodeinfo(habits: NodeinfoHabits, world: World, server: Server, { path }: Ask): Answer | undefined {
  return answerNodeinfo(habits, world, server, path);
}

function peers({ path }: Ask, namesOf: () => readonly string[]): Answer | undefined {
  return path === peersPath ? json(namesOf()) : undefined;
}

function notFound({ path }: Ask): Answer | undefined {
  return path.startsWith('/api/') ? json({ error: 'Not Found' }, { status: 404 }) : undefined;
}

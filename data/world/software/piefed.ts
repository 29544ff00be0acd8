/** PieFed 1.6: Lemmy's one answer, Mastodon's list of blocks (`app/activitypub/routes.py`). */
import type { ObservedLists } from '../../types.ts';
import { type Answer, type Emulator, json } from '../answer.ts';
import { listsOf, shown } from '../expecting.ts';
import { digestOf, keptRows, knownNames, plainRows, withoutListed } from '../published.ts';
import { lines } from '../robots-file.ts';
import type { Server, World } from '../types.ts';
import type { SoftwareModel } from './model.ts';
import { answerNodeinfo } from './nodeinfo.ts';

const instancesPath = '/api/v3/federated_instances';
const blocksPath = '/api/v1/instance/domain_blocks';
/** Rows of a list carry the time of the request, not of the decision. */
const now = '2026-11-01T00:00:00.000000';
const disallow = ['/u/', '/d/', '/modlog', '/comment/', '/honey'];

export const piefed: SoftwareModel = {
  share: 110,
  japaneseShare: 10,
  versions: { '1.6.18': 0.7, '1.3.9': 0.3 },
  isForum: true,
  words: { full: ['blocked'], limit: [], media: [] },
  eitherList: true,
  setup: (_, random) => ({ allowlistMode: random() < 0.03 }),
  robots: () => ({
    disallow,
    delayS: 0,
    text: lines(['User-agent: *', ...[...disallow, '/honey/'].map((path) => `  Disallow: ${path}`)]),
  }),
  emulate,
  facts: ({ allowlistMode }) => ({ allowlistMode }),
  expectLists,
  listPaths: () => ({ peers: instancesPath, blocks: instancesPath, allows: instancesPath }),
};

/** Comments are empty, always. */
function expectLists(world: World, server: Server): ObservedLists {
  return listsOf({
    peers: shown(withoutListed(knownNames(world, server), server)),
    blocks: shown(keptRows(plainRows(server)).map((row) => ({ ...row, comment: null }))),
    allows: shown([...server.allows].sort()),
  });
}

function emulate(...[world, server, { path }]: Parameters<Emulator>): Answer | undefined {
  if (path === '/nodeinfo/2.0') {
    const lacking = { documents: { '2.0': path }, comments: true, without: ['services', 'metadata'] } as const;
    return answerNodeinfo(lacking, world, server, path);
  }
  const habits = { documents: { '2.0': '/nodeinfo/2.0', '2.1': '/nodeinfo/2.1' }, comments: true };
  const nodeinfo = answerNodeinfo(habits, world, server, path);
  if (nodeinfo !== undefined) return nodeinfo;
  if (path === instancesPath) return json({ federated_instances: federatedInstances(world, server) });
  if (path === blocksPath) return json(server.allowlistMode ? [] : domainBlocks(server));
  return path.startsWith('/api/') ? json({ error: 'not_found' }, { status: 404 }) : undefined;
}

function federatedInstances(world: World, server: Server) {
  const linked = withoutListed(knownNames(world, server), server);
  const row = (domain: string, at: number) => ({ id: at + 1, domain, published: now, updated: now });
  return {
    linked: linked.map((domain, at) => ({ id: at + 1, domain, published: '2024-02-01T10:00:00.000000' })),
    allowed: server.allows.map(row),
    blocked: server.blocks.map(({ target }, at) => row(target, at)),
  };
}

function domainBlocks({ blocks }: Server) {
  return blocks.map(({ target }) => ({ domain: target, digest: digestOf(target), severity: 'suspend', comment: '' }));
}

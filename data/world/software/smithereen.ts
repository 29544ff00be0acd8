/** Smithereen: peers as Mastodon gives them, and the servers it restricts through its own API (`api/methods/ServerMethods.java`). */
import type { ObservedLists } from '../../types.ts';
import { type Answer, type Ask, type Emulator, json } from '../answer.ts';
import { listsOf, shown } from '../expecting.ts';
import { keptRows, knownNames, plainRows } from '../published.ts';
import type { Server, World } from '../types.ts';
import { isAtLeast } from '../versions.ts';
import type { SoftwareModel } from './model.ts';
import { answerNodeinfo } from './nodeinfo.ts';

const peersPath = '/api/v1/instance/peers';
const restrictedPath = '/api/method/server.getRestrictedServers';
const hasApi = ({ version }: Server) => isAtLeast(version, '1.0.0');

export const smithereen: SoftwareModel = {
  share: 8,
  japaneseShare: 1,
  versions: { '1.0.3': 1 },
  words: { full: ['suspension'], limit: [], media: [] },
  emulate,
  expectLists,
  listPaths: (server) => ({ peers: peersPath, ...(hasApi(server) ? { blocks: restrictedPath } : {}) }),
};

function expectLists(world: World, server: Server): ObservedLists {
  return listsOf({
    peers: shown(knownNames(world, server)),
    ...(hasApi(server) ? { blocks: shown(keptRows(plainRows(server))) } : {}),
  });
}

function emulate(...[world, server, ask]: Parameters<Emulator>): Answer | undefined {
  const nodeinfo = answerNodeinfo({ documents: { '2.1': '/activitypub/nodeinfo/2.1' } }, world, server, ask.path);
  if (nodeinfo !== undefined) return nodeinfo;
  if (ask.path === peersPath) return json(knownNames(world, server));
  if (ask.path === restrictedPath && hasApi(server)) return restricted(server, ask);
  return ask.path.startsWith('/api/') ? json({ error: 'Not Found' }, { status: 404 }) : undefined;
}

/** Whole unless less is asked for. */
function restricted({ blocks }: Server, { query }: Ask): Answer {
  const offset = Number(query.get('offset') ?? 0);
  const count = Number(query.get('count') ?? blocks.length);
  const items = blocks
    .slice(offset, offset + count)
    .map(({ target, action, comment }) => ({ domain: target, reason: comment ?? '', restriction: action }));
  return json({ response: { count: blocks.length, items } });
}

/** PeerTube 6 and 7: whom the server follows and who follows it (`server/core/controllers/api/server/follows.ts`). */
import type { Host, ObservedLists } from '../../types.ts';
import { type Answer, type Ask, type Emulator, json, plain } from '../answer.ts';
import { targetsOf } from '../count-rows.ts';
import { absent, listsOf, shown } from '../expecting.ts';
import type { CountRows, Server, World } from '../types.ts';
import type { SoftwareModel } from './model.ts';
import { answerNodeinfo, applicationRel } from './nodeinfo.ts';

const defaultCount = 15;
const mostCount = 100;
/** Of follows that are not accepted: every so many waits, or was turned down. */
const pendingEach = 7;
const followedAt = '2024-01-01T00:00:00.000Z';
const directions = { '/api/v1/server/followers': 'followers', '/api/v1/server/following': 'following' } as const;
type Direction = (typeof directions)[keyof typeof directions];

export const peertube: SoftwareModel = {
  share: 320,
  japaneseShare: 80,
  versions: { '7.3.0': 0.5, '6.3.3': 0.5 },
  words: { full: ['blocked'], limit: ['blocked'], media: [] },
  // Hidden from lists and search; nothing is refused.
  stops: { blocked: 'nothing' },
  emulate,
  expectLists,
  listPaths: () => ({ peers: '/api/v1/server/followers' }),
};

/** The list of blocked servers is for its administrators; nobody else is told that it is there. */
function expectLists(world: World, server: Server): ObservedLists {
  const hosts = [...follows(world, server, 'followers'), ...follows(world, server, 'following')]
    .filter(({ state }) => state === 'accepted')
    .map(({ host }) => host);
  return listsOf({ peers: shown([...new Set(hosts)].sort()), blocks: absent('withheld') });
}

interface Follow {
  host: Host;
  /** The account: a server's own, or a person's on other software. */
  name: string;
  state: 'accepted' | 'pending' | 'rejected';
}

/** Servers follow each other where their people do; people elsewhere follow a server's own account too. */
function follows(world: World, server: Server, direction: Direction): Follow[] {
  const rows: CountRows = direction === 'followers' ? world.wantedBy : world.wanted;
  return targetsOf(rows, server.index).flatMap((index): Follow[] => {
    const { host, software } = world.servers[index]!;
    const isServer = software === 'peertube';
    if (!isServer && (direction === 'following' || index % 2 === 0)) return [];
    const place = (index + server.index) % pendingEach;
    return [
      {
        host,
        name: isServer ? 'peertube' : `person${index}`,
        state: place === 0 ? 'pending' : place === 1 ? 'rejected' : 'accepted',
      },
    ];
  });
}

function emulate(...[world, server, ask]: Parameters<Emulator>): Answer | undefined {
  const habits = {
    documents: { '2.0': '/nodeinfo/2.0.json' },
    comments: true,
    moreLinks: [{ rel: applicationRel, path: '/accounts/peertube' }],
  };
  const nodeinfo = answerNodeinfo(habits, world, server, ask.path);
  if (nodeinfo !== undefined) return nodeinfo;
  if (Object.hasOwn(directions, ask.path)) {
    return pageOf(server, follows(world, server, directions[ask.path as keyof typeof directions]), ask);
  }
  if (ask.path.startsWith('/api/v1/server/blocklist/')) return plain('Unauthorized', 401);
  return ask.path.startsWith('/api/') ? json({ error: 'Not found' }, { status: 404 }) : undefined;
}

/** All states unless one is asked for. */
function pageOf(server: Server, all: readonly Follow[], { path, query }: Ask): Answer {
  const start = Number(query.get('start') ?? 0);
  const count = Number(query.get('count') ?? defaultCount);
  if (!(start >= 0) || !(count >= 0 && count <= mostCount)) return json({ error: 'Bad request' }, { status: 400 });
  const state = query.get('state');
  const found = all.filter((follow) => state === null || follow.state === state);
  const own = actor(server.host, 'peertube');
  const data = found.slice(start, start + count).map((follow, at) => {
    const other = actor(follow.host, follow.name);
    const [follower, following] = path.endsWith('followers') ? [other, own] : [own, other];
    return { id: start + at + 1, follower, following, score: 1000, state: follow.state, createdAt: followedAt };
  });
  return json({ total: found.length, data });
}

function actor(host: Host, name: string) {
  return { url: `https://${host}/accounts/${name}`, name, host, followersCount: 4, followingCount: 3 };
}

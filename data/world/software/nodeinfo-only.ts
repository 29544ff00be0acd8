/** Software known by its NodeInfo alone: none of its lists is public, or none is kept. */
import { type Ask, json } from '../answer.ts';
import { knownNames } from '../published.ts';
import type { Server, World } from '../types.ts';
import { totalsOnly } from '../usage.ts';
import type { SoftwareModel, Usage } from './model.ts';
import { answerNodeinfo, applicationRel, discoveryPath, type NodeinfoHabits } from './nodeinfo.ts';

interface Kind {
  share: number;
  versions: Readonly<Record<string, number>>;
  habits: NodeinfoHabits;
  sizeFactor?: number;
}

/** Statistics are off until an administrator turns them on. */
const nothing = (): Usage => ({ users: null, mau: null, activeHalfyear: null, posts: null });
/** Always one person, whoever writes. */
const onePerson = ({ posts }: Server): Usage => ({ users: 1, mau: 1, activeHalfyear: 1, posts });

export const diaspora = nodeinfoOnly({
  share: 70,
  versions: { '0.9.0.0': 0.7, '0.7.18.2': 0.3 },
  habits: {
    documents: { '1.0': '/nodeinfo/1.0', '2.0': '/nodeinfo/2.0', '2.1': '/nodeinfo/2.1' },
    usage: nothing,
  },
});

export const writefreely = nodeinfoOnly({
  share: 140,
  versions: { '0.15.1': 0.7, '0.16.0': 0.3 },
  sizeFactor: 0.15,
  habits: { documents: { '2.0': '/api/nodeinfo' }, metadata: () => ({ private: false }) },
});

export const mobilizon = nodeinfoOnly({
  share: 40,
  versions: { '5.1.2': 0.7, '4.1.0': 0.3 },
  sizeFactor: 0.3,
  habits: {
    documents: { '2.0': '/.well-known/nodeinfo/2.0', '2.1': '/.well-known/nodeinfo/2.1' },
    name: 'Mobilizon',
    usage: totalsOnly,
    comments: true,
    contentType: 'application/json; profile=http://nodeinfo.diaspora.software/ns/schema/2.1#; charset=utf-8',
    moreLinks: [{ rel: applicationRel, path: '/relay' }],
  },
});

export const owncast = nodeinfoOnly({
  share: 60,
  versions: { '0.2.3': 0.6, '0.1.3': 0.4 },
  sizeFactor: 0.03,
  habits: {
    documents: { '2.0': '/nodeinfo/2.0' },
    name: 'Owncast',
    usage: onePerson,
    without: ['services', 'metadata'],
  },
});

export const wordpress = nodeinfoOnly({
  share: 300,
  versions: { '6.8.1': 0.8, '6.4.3': 0.2 },
  sizeFactor: 0.05,
  habits: {
    documents: { '2.0': '/wp-json/activitypub/1.0/nodeinfo' },
    openRegistrations: false,
    moreLinks: [{ rel: applicationRel, path: '/wp-json/activitypub/1.0/application' }],
  },
});

export const hollo = nodeinfoOnly({
  share: 10,
  versions: { '0.6.6': 1 },
  sizeFactor: 0.03,
  habits: { documents: { '2.1': '/nodeinfo/2.1' }, without: ['metadata'] },
});

export const nodebb = nodeinfoOnly({
  share: 30,
  versions: { '4.4.1': 1 },
  habits: {
    documents: { '2.0': '/nodeinfo/2.0' },
    name: 'NodeBB',
    metadata: () => ({ federation: { enabled: true } }),
  },
});

export const iceshrimpNet = nodeinfoOnly({
  share: 15,
  versions: { '2024.1-beta5': 1 },
  sizeFactor: 0.1,
  habits: {
    documents: { '2.1': '/nodeinfo/2.1', '2.0': '/nodeinfo/2.0' },
    name: 'Iceshrimp.NET',
    openRegistrations: false,
    metadata: () => ({ maintainer: { name: 'todo', email: 'todo' } }),
  },
});

const bonfireHabits: NodeinfoHabits = {
  documents: { '2.0': '/.well-known/nodeinfo/2.0', '2.1': '/.well-known/nodeinfo/2.1' },
  metadata: () => ({ federation: true }),
};
const plainBonfire = nodeinfoOnly({ share: 8, versions: { '1.0.0': 1 }, sizeFactor: 0.1, habits: bonfireHabits });

export const bonfire: SoftwareModel = {
  ...plainBonfire,
  emulate: (world, server, ask) =>
    plainBonfire.emulate(world, server, ask) ??
    // A version it does not know is an error with status 200.
    (ask.path.startsWith(`${discoveryPath}/`) ? json({ error: 'schema not found' }) : undefined),
};

const plainKagerou = nodeinfoOnly({
  share: 20,
  versions: { '0.3': 1 },
  sizeFactor: 0.1,
  habits: { documents: { '2.0': '/nodeinfo/2.0' } },
});

/** It has Mastodon's peer list, and does not say so: nobody who is polite would ask. */
export const kagerou: SoftwareModel = {
  ...plainKagerou,
  emulate: (world, server, ask) => plainKagerou.emulate(world, server, ask) ?? unannouncedPeers(world, server, ask),
};

function nodeinfoOnly({ share, versions, habits, sizeFactor = 1 }: Kind): SoftwareModel {
  const { usage, openRegistrations } = habits;
  return {
    share,
    japaneseShare: Math.round(share / 5),
    versions,
    sizeFactor,
    ...(usage === undefined ? {} : { usage }),
    ...(openRegistrations === undefined ? {} : { facts: () => ({ openRegistrations }) }),
    emulate: (world, server, { path }) => answerNodeinfo(habits, world, server, path),
  };
}

function unannouncedPeers(world: World, server: Server, { path }: Ask) {
  return path === '/api/v1/instance/peers' ? json(knownNames(world, server)) : undefined;
}

/** NodeInfo (jhass/nodeinfo 1.0 to 2.2): the discovery document and the documents, in the habits of each software. */
import { type Answer, json, jsonType } from '../answer.ts';
import type { Server, World } from '../types.ts';
import { commonUsage } from '../usage.ts';
import type { Usage } from './model.ts';

export type NodeinfoVersion = '1.0' | '2.0' | '2.1' | '2.2';

export interface NodeinfoHabits {
  /** Path of each document, in the order in which the software announces them. */
  documents: Readonly<Partial<Record<NodeinfoVersion, string>>>;
  /** As the software spells it; the name of the model unless told. */
  name?: string;
  /** commonUsage unless told. */
  usage?(server: Server): Usage;
  metadata?(world: World, server: Server): unknown;
  contentType?: string;
  /** kbin writes https: into the names of the schemas. */
  relScheme?: 'http' | 'https';
  /** Old Lemmy: one link that stands for the list. */
  isSingleLink?: boolean;
  moreLinks?: readonly { rel: string; path: string }[];
  /** Fields a software sends as null where others leave them out. */
  nullForUnknown?: boolean;
  comments?: boolean;
  without?: readonly ('services' | 'metadata')[];
  openRegistrations?: boolean;
}

export const discoveryPath = '/.well-known/nodeinfo';
/** The link by which FEP-d556 finds the actor of a whole server. */
export const applicationRel = 'https://www.w3.org/ns/activitystreams#Application';

/** @returns the answer when the path is one of NodeInfo's */
export function answerNodeinfo(habits: NodeinfoHabits, world: World, server: Server, path: string): Answer | undefined {
  if (path === discoveryPath) return discovery(server, habits);
  for (const [version, documentPath] of Object.entries(habits.documents)) {
    if (documentPath === path) return document(world, server, version as NodeinfoVersion, habits);
  }
  return undefined;
}

function discovery({ host }: Server, habits: NodeinfoHabits): Answer {
  const { documents, relScheme = 'http', isSingleLink = false, moreLinks = [] } = habits;
  const schema = `${relScheme}://nodeinfo.diaspora.software/ns/schema/`;
  const links = [
    ...Object.entries(documents).map(([version, path]) => ({ rel: schema + version, href: `https://${host}${path}` })),
    ...moreLinks.map(({ rel, path }) => ({ rel, href: `https://${host}${path}` })),
  ];
  return json({ links: isSingleLink ? links[0] : links });
}

function document(world: World, server: Server, version: NodeinfoVersion, habits: NodeinfoHabits): Answer {
  const { name = server.software, usage = commonUsage, metadata, contentType, without = [], comments } = habits;
  const { users, mau, activeHalfyear, posts } = usage(server);
  const people = { total: users, activeMonth: mau, activeHalfyear };
  const body = {
    version,
    software: { name, version: server.version },
    protocols: version === '1.0' ? { inbound: ['activitypub'], outbound: ['activitypub'] } : ['activitypub'],
    ...(without.includes('services') ? {} : { services: { outbound: [], inbound: [] } }),
    usage: {
      users: habits.nullForUnknown ? people : withoutNull(people),
      ...withoutNull({ localPosts: posts }),
      ...(comments && posts !== null ? { localComments: Math.floor(posts * 0.7) } : {}),
    },
    openRegistrations: habits.openRegistrations ?? server.openRegistrations,
    ...(without.includes('metadata') ? {} : { metadata: metadata?.(world, server) ?? {} }),
  };
  return json(body, { headers: { 'content-type': contentType ?? jsonType } });
}

function withoutNull(record: Readonly<Record<string, number | null>>): Record<string, number> {
  return Object.fromEntries(Object.entries(record).filter((entry): entry is [string, number] => entry[1] !== null));
}

/** NodeInfo (jhass/nodeinfo 2.0 and 2.1): the discovery document and the document, shared by every emulator. */
import { type Answer, json, jsonType } from '../answer.ts';
import { publishedUsage } from '../facts.ts';
import type { Server } from '../types.ts';

type NodeinfoVersion = '2.0' | '2.1';

const schema = 'http://nodeinfo.diaspora.software/ns/schema/';

/** @param paths of the documents, in the order the software lists them */
export function discovery({ host }: Server, paths: Readonly<Partial<Record<NodeinfoVersion, string>>>): Answer {
  const links = Object.entries(paths).map(([version, path]) => ({
    rel: schema + version,
    href: `https://${host}${path}`,
  }));
  return json({ links });
}

export interface DocumentOptions {
  version: NodeinfoVersion;
  metadata?: Readonly<Record<string, unknown>>;
  /** As the software spells it. */
  name?: string;
  contentType?: string;
  /** Fields a software sends as null where others leave them out. */
  nullForUnknown?: boolean;
  comments?: boolean;
}

export function document(server: Server, options: DocumentOptions): Answer {
  const {
    version,
    metadata = {},
    name = server.software,
    contentType,
    nullForUnknown = false,
    comments = false,
  } = options;
  const { users, mau, activeHalfyear, posts } = publishedUsage(server);
  const usage = { total: users, activeMonth: mau, activeHalfyear };
  const body = {
    version,
    software: { name, version: server.version },
    protocols: ['activitypub'],
    services: { outbound: [], inbound: [] },
    usage: {
      users: nullForUnknown ? usage : withoutNull(usage),
      ...withoutNull({ localPosts: posts }),
      ...(comments && posts !== null ? { localComments: Math.floor(posts * 0.7) } : {}),
    },
    openRegistrations: server.openRegistrations,
    metadata,
  };
  return json(body, { headers: { 'content-type': contentType ?? jsonType } });
}

function withoutNull(record: Readonly<Record<string, number | null>>): Record<string, number> {
  return Object.fromEntries(Object.entries(record).filter((entry): entry is [string, number] => entry[1] !== null));
}

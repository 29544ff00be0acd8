/**
 * Lemmy: 0.18 and 0.19 give linked, allowed and blocked instances in one answer
 * (`crates/api/src/site/federated_instances.rs`), 1.0 in pages of a kind each (`crates/api/api/src/site/federated_instances.rs`).
 */
import type { ObservedLists } from '../../types.ts';
import { type Answer, type Ask, type Emulator, json, redirect } from '../answer.ts';
import { absent, listsOf, shown } from '../expecting.ts';
import { keptRows, knownNames, plainRows, withoutListed } from '../published.ts';
import { robotsFile } from '../robots-file.ts';
import type { Server, World } from '../types.ts';
import { isAtLeast } from '../versions.ts';
import type { SoftwareModel } from './model.ts';
import { answerNodeinfo } from './nodeinfo.ts';

const pathBefore1 = '/api/v3/federated_instances';
const pathSince1 = '/api/v4/federated_instances';
const published = '2023-07-01T10:00:00.123456Z';
const updated = '2026-10-31T03:00:00.000000Z';
const stale = '2025-02-01T03:00:00.000000Z';
const defaultLimit = 20;
const mostLimit = 50;

const isPaged = ({ version }: Server) => isAtLeast(version, '1.0.0');

export const lemmy: SoftwareModel = {
  share: 950,
  japaneseShare: 180,
  versions: { '0.19.5': 0.48, '0.19.9': 0.31, '0.18.5': 0.1, '0.19.12': 0.08, '1.0.0': 0.03 },
  isForum: true,
  words: { full: ['blocked'], limit: [], media: [] },
  eitherList: true,
  setup: (_, random) => ({ allowlistMode: random() < 0.04 }),
  // lemmy-ui: Crawl-delay since 0.19.11, /api in the line of 1.0.
  robots({ version }) {
    const pages = ['/login', '/settings', '/create_community', '/create_post', '/admin'];
    const api = isAtLeast(version, '1.0.0') ? ['/modlog', '/api'] : [];
    return robotsFile([...pages, ...api], isAtLeast(version, '0.19.11') ? 60 : 0);
  },
  emulate,
  facts(server, mayFetch) {
    const isRead = isPaged(server) ? mayFetch(pathSince1) && server.peersOpen : mayFetch(pathBefore1);
    return { allowlistMode: isRead ? server.allowlistMode : null };
  },
  expectLists,
  listPaths(server) {
    const path = isPaged(server) ? pathSince1 : pathBefore1;
    return { peers: path, blocks: path, allows: path };
  },
};

/** Names that are blocked are no peers; the comparison is exact. A private server of 1.0 shows strangers nothing. */
function expectLists(world: World, server: Server): ObservedLists {
  if (isPaged(server) && !server.peersOpen) {
    const list = absent('withheld', 'client-error');
    return listsOf({ peers: list, blocks: list, allows: list });
  }
  return listsOf({
    peers: shown(withoutListed(knownNames(world, server), server)),
    // Lemmy has no comments.
    blocks: shown(keptRows(plainRows(server)).map((row) => ({ ...row, comment: null }))),
    allows: shown([...server.allows].sort()),
  });
}

function emulate(...[world, server, ask]: Parameters<Emulator>): Answer | undefined {
  const { method, path } = ask;
  const newest = isAtLeast(server.version, '0.19.4') ? '2.1' : '2.0';
  const documentPath = newest === '2.1' ? '/nodeinfo/2.1' : '/nodeinfo/2.0.json';
  const habits = {
    documents: { [newest]: documentPath },
    comments: true,
    isSingleLink: !isAtLeast(server.version, '0.19.0'),
  };
  const nodeinfo = answerNodeinfo(habits, world, server, path);
  if (nodeinfo !== undefined) return nodeinfo;
  if (path === '/nodeinfo/2.0.json' || path === '/version') return redirect(`https://${server.host}${documentPath}`);
  if (path === (isPaged(server) ? pathSince1 : pathBefore1) && method === 'GET') {
    return isPaged(server)
      ? pageOf(world, server, ask)
      : json({ federated_instances: federatedInstances(world, server) });
  }
  return path.startsWith('/api/') ? json({ error: 'not_found' }, { status: 404 }) : undefined;
}

/** A name stands in `blocked`, or else in `linked`, and in `allowed` beside that. */
function federatedInstances(world: World, server: Server) {
  const { linked, allowed, blocked } = namesByKind(world, server);
  const ids = new Map([...new Set([...linked, ...allowed, ...blocked])].sort().map((name, at) => [name, at + 2]));
  const rows = (names: readonly string[]) => names.map((name) => toRow(world, name, ids.get(name)!));
  return { linked: rows(linked), allowed: rows(allowed), blocked: rows(blocked) };
}

function namesByKind(world: World, server: Server) {
  const blocked = [...new Set<string>(server.blocks.map(({ target }) => target))].sort();
  const isBlocked = new Set(blocked);
  const met = new Set<string>([...knownNames(world, server), ...server.allows]);
  return {
    linked: [...met].filter((name) => !isBlocked.has(name)).sort(),
    allowed: [...server.allows].sort() as string[],
    blocked,
  };
}

/** What was never learnt is left out, not null. */
function toRow(world: World, name: string, id: number) {
  const other = world.find(name);
  if (other === undefined) return { id, domain: name, published };
  const alive = other.condition === 'alive';
  const software = alive ? { software: other.software, version: other.version } : {};
  const queue = { instance_id: id, last_successful_id: 990_000 + id, fail_count: alive ? 0 : 11 };
  return { id, domain: name, published, updated: alive ? updated : stale, ...software, federation_state: queue };
}

/** A question without a kind is refused: the field has no default. The cursor is opaque to strangers. */
function pageOf(world: World, server: Server, { query }: Ask): Answer {
  if (!server.peersOpen) return json({ error: 'instance_is_private' }, { status: 400 });
  const kinds = namesByKind(world, server);
  const kind = query.get('kind') ?? '';
  const limit = Number(query.get('limit') ?? defaultLimit);
  const from = readCursor(query.get('page_cursor'));
  if (!Object.hasOwn(kinds, kind) || !(limit >= 1 && limit <= mostLimit) || from === undefined) {
    return json({ error: 'unknown', message: 'Query deserialize error' }, { status: 400 });
  }
  const names = kinds[kind as keyof typeof kinds];
  const items = names.slice(from, from + limit).map((name, at) => ({
    instance: { id: from + at + 2, domain: name, published_at: published },
    ...(kind === 'blocked' ? { blocked: { published_at: published } } : {}),
    ...(kind === 'allowed' ? { allowed: { published_at: published } } : {}),
  }));
  const isLast = from + limit >= names.length;
  return json({ items, ...(isLast ? {} : { next_page: `P${(from + limit).toString(36)}` }) });
}

function readCursor(text: string | null): number | undefined {
  if (text === null) return 0;
  return /^P[0-9a-z]{1,6}$/.test(text) ? Number.parseInt(text.slice(1), 36) : undefined;
}

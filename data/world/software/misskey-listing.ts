/**
 * Misskey's table of every server it has met, a page at a time
 * (`packages/backend/src/server/api/endpoints/federation/instances.ts`, `…/core/entities/InstanceEntityService.ts`).
 */
import type { Ask } from '../answer.ts';
import { knownServers } from '../published.ts';
import { rowsMatching } from '../rule-rows.ts';
import type { Server, World } from '../types.ts';
import { isAtLeast } from '../versions.ts';

type Row = ReturnType<typeof toRow>;

export interface Question {
  limit: number;
  offset: number;
  /** `+` descending or `-` ascending, and a key; null: the newest first. */
  sort: string | null;
  filters: { name: Filter; wanted: boolean }[];
}

/** Our action word for each state of suspension. */
export const suspensionStates: Readonly<Record<string, string>> = {
  suspended: 'manuallySuspended',
  goneSuspended: 'goneSuspended',
  autoSuspendedForNotResponding: 'autoSuspendedForNotResponding',
};

const firstContact = Date.UTC(2023, 0, 1);
const minuteMs = 60_000;
const defaultLimit = 30;
const mostLimit = 100;
const sortKeys: Readonly<Record<string, (row: Row) => number | string>> = {
  pubSub: (row) => row.followersCount,
  notes: (row) => row.notesCount,
  users: (row) => row.usersCount,
  following: (row) => row.followingCount,
  followers: (row) => row.followersCount,
  firstRetrievedAt: (row) => row.firstRetrievedAt,
  latestRequestReceivedAt: (row) => row.latestRequestReceivedAt ?? '',
};
const filters = ['blocked', 'silenced', 'suspended', 'notResponding'] as const;
type Filter = (typeof filters)[number];

/** The states of suspension came with Misskey 2024.5, and to the forks with a version of their own. */
export function knowsStates({ software, version }: Server): boolean {
  return software === 'cherrypick' || (isOfMisskey(software) && isAtLeast(version, '2024.5.0'));
}

function knowsMediaSilence({ software, version }: Server): boolean {
  return software === 'cherrypick' || (isOfMisskey(software) && isAtLeast(version, '2024.7.0'));
}

const isOfMisskey = (software: Server['software']) => software === 'misskey' || software === 'sharkey';

/** @returns what the server holds against a host, in our words: at most one suspension, which once had no kinds */
export function flagsOf(server: Server, host: string): string[] {
  const rows = rowsMatching(server, host, 'misskey');
  if (rows.length === 0) return [];
  const actions = new Set(rows.map(({ action }) => action));
  const suspension = suspensions.find((action) => actions.has(action));
  const media = actions.has('mediaSilenced') && knowsMediaSilence(server);
  return [
    ...['blocked', 'silenced'].filter((action) => actions.has(action)),
    ...(media ? ['mediaSilenced'] : []),
    ...(suspension === undefined ? [] : [knowsStates(server) ? suspension : 'suspended']),
  ];
}

const suspensions = ['suspended', 'goneSuspended', 'autoSuspendedForNotResponding'] as const;

/** @returns numbers of the servers in the table that strangers get; Sharkey sets all three filters to false for them */
export function shownInstances(world: World, server: Server): number[] {
  const known = knownServers(world, server);
  if (server.software !== 'sharkey') return known;
  return known.filter((index) => !hidden.some((filter) => passes(world, server, index, filter)));
}

const hidden = ['blocked', 'silenced', 'suspended'] as const;

/** Filters look at the name itself, where flags look above it too. */
function passes(world: World, server: Server, index: number, filter: Filter): boolean {
  const other = world.servers[index]!;
  if (filter === 'notResponding') return other.condition !== 'alive';
  const actions = rowsMatching(server, other.host, 'exact').map(({ action }) => action);
  if (filter === 'suspended') return actions.some((action) => action in suspensionStates);
  return actions.includes(filter);
}

/** @returns the parameters of a POST's JSON body or a GET's query, or undefined where Misskey says INVALID_PARAM */
export function readQuestion({ method, query, contentType, body }: Ask): Question | undefined {
  if (method !== 'GET' && contentType?.startsWith('application/json') !== true) return undefined;
  const given = method === 'GET' ? fromQuery(query) : body;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return undefined;
  const { limit = defaultLimit, offset = 0, sort = null, ...rest } = given as Record<string, unknown>;
  if (!isWhole(limit, 1, mostLimit) || !isWhole(offset, 0, Number.MAX_SAFE_INTEGER) || !isSort(sort)) return undefined;
  const asked: Question['filters'] = [];
  for (const name of filters) {
    const wanted = rest[name] ?? null;
    if (wanted === null) continue;
    if (typeof wanted !== 'boolean') return undefined;
    asked.push({ name, wanted });
  }
  return { limit, offset, sort, filters: asked };
}

export function listInstances(world: World, server: Server, { limit, offset, sort, filters }: Question): Row[] {
  const known = knownServers(world, server);
  const visible = new Set(shownInstances(world, server));
  // Sharkey overwrites what strangers ask for.
  const asked = server.software === 'sharkey' ? filters.filter(({ name }) => name === 'notResponding') : filters;
  const positions = [...known.keys()].filter(
    (position) =>
      visible.has(known[position]!) &&
      asked.every(({ name, wanted }) => passes(world, server, known[position]!, name) === wanted),
  );
  const rowAt = (position: number) => toRow(world, server, known[position]!, position);
  if (sort === null || sort.endsWith('firstRetrievedAt')) {
    // First contact goes by server number, so that a page needs no other rows.
    const ordered = sort?.startsWith('-') ? positions : positions.reverse();
    return ordered.slice(offset, offset + limit).map(rowAt);
  }
  return sortRows(positions.map(rowAt), sort).slice(offset, offset + limit);
}

function sortRows(rows: Row[], sort: string): Row[] {
  const key = sortKeys[sort.slice(1)]!;
  const direction = sort.startsWith('+') ? -1 : 1;
  return rows.sort((a, b) => {
    const [left, right] = [key(a), key(b)];
    return left === right ? 0 : left < right ? -direction : direction;
  });
}

/** A query's numbers and booleans are read as JSON. */
function fromQuery(query: URLSearchParams): Record<string, unknown> {
  const isJson = /^(true|false|null|-?\d+)$/;
  return Object.fromEntries([...query].map(([name, text]) => [name, isJson.test(text) ? JSON.parse(text) : text]));
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

function isSort(value: unknown): value is string | null {
  return (
    value === null || (typeof value === 'string' && /^[+-]/.test(value) && Object.hasOwn(sortKeys, value.slice(1)))
  );
}

/**
 * The counts of a row. Where the table is not kept, it stands as it was when that ended: servers met since have none, and
 * the others fewer than they should.
 * @returns out: follows from this server's people to the row's; in: the other way round
 */
export function countsOf(world: World, server: Server, index: number): { out: number; in: number } {
  const out = world.followsBetween(server.index, index);
  const back = world.followsBetween(index, server.index);
  if (server.countsKept) return { out, in: back };
  const keptShare = index % 4 === 0 ? 0 : 0.8;
  return { out: Math.floor(out * keptShare), in: Math.floor(back * keptShare) };
}

/** followersCount: follows from this server's people to the row's; followingCount: the other way round. */
function toRow(world: World, server: Server, index: number, position: number) {
  const other = world.servers[index]!;
  // Iceshrimp clears the flags for strangers.
  const flags = server.software === 'iceshrimp' ? [] : flagsOf(server, other.host);
  const suspension = flags.find((flag) => flag in suspensionStates);
  const { out: followersCount, in: followingCount } = countsOf(world, server, index);
  const answers = other.condition === 'alive';
  return {
    id: `9${(firstContact + position).toString(36)}`,
    firstRetrievedAt: new Date(firstContact + position * minuteMs).toISOString(),
    host: other.host,
    usersCount: Math.max(1, Math.ceil((followersCount + followingCount) / 3)),
    notesCount: followersCount * 40,
    followingCount,
    followersCount,
    isNotResponding: !answers,
    isSuspended: suspension !== undefined,
    ...(knowsStates(server)
      ? { suspensionState: suspension === undefined ? 'none' : suspensionStates[suspension] }
      : {}),
    isBlocked: flags.includes('blocked'),
    isSilenced: flags.includes('silenced'),
    ...(knowsMediaSilence(server) ? { isMediaSilenced: flags.includes('mediaSilenced') } : {}),
    softwareName: other.software,
    softwareVersion: other.version,
    openRegistrations: other.openRegistrations,
    name: other.host,
    description: null,
    maintainerName: null,
    maintainerEmail: null,
    iconUrl: null,
    faviconUrl: null,
    themeColor: null,
    infoUpdatedAt: answers ? '2026-10-31T12:00:00.000Z' : null,
    latestRequestReceivedAt: answers ? '2026-10-31T18:00:00.000Z' : null,
    moderationNote: null,
  };
}

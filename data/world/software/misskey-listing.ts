/**
 * Misskey's table of every server it has met, a page at a time
 * (`packages/backend/src/server/api/endpoints/federation/instances.ts`, `…/core/entities/InstanceEntityService.ts`).
 */
import type { Ask } from '../answer.ts';
import { knownServers, misskeyFlags } from '../published.ts';
import type { Server, World } from '../types.ts';
import { isAtLeast } from '../versions.ts';

type Row = ReturnType<typeof toRow>;

export interface Question {
  limit: number;
  offset: number;
  /** `+` descending or `-` ascending, and a key; null: the newest first. */
  sort: string | null;
  flags: { field: keyof Row; wanted: boolean }[];
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
const flagFields = {
  blocked: 'isBlocked',
  silenced: 'isSilenced',
  suspended: 'isSuspended',
  notResponding: 'isNotResponding',
} as const satisfies Record<string, keyof Row>;

/** @returns the parameters of a POST's JSON body or a GET's query, or undefined where Misskey says INVALID_PARAM */
export function readQuestion({ method, query, contentType, body }: Ask): Question | undefined {
  if (method !== 'GET' && contentType?.startsWith('application/json') !== true) return undefined;
  const given = method === 'GET' ? fromQuery(query) : body;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return undefined;
  const { limit = defaultLimit, offset = 0, sort = null, ...rest } = given as Record<string, unknown>;
  if (!isWhole(limit, 1, mostLimit) || !isWhole(offset, 0, Number.MAX_SAFE_INTEGER) || !isSort(sort)) return undefined;
  const flags: Question['flags'] = [];
  for (const [name, field] of Object.entries(flagFields)) {
    const wanted = rest[name] ?? null;
    if (wanted === null) continue;
    if (typeof wanted !== 'boolean') return undefined;
    flags.push({ field, wanted });
  }
  return { limit, offset, sort, flags };
}

export function listInstances(world: World, server: Server, { limit, offset, sort, flags }: Question): Row[] {
  const known = knownServers(world, server);
  const positions = [...known.keys()];
  const rowAt = (position: number) => toRow(world, server, known[position]!, position);
  if (flags.length === 0 && (sort === null || sort.endsWith('firstRetrievedAt'))) {
    // First contact goes by server number, so that a page needs no other rows.
    const ordered = sort?.startsWith('-') ? positions : positions.reverse();
    return ordered.slice(offset, offset + limit).map(rowAt);
  }
  const rows = positions.map(rowAt).filter((row) => flags.every(({ field, wanted }) => row[field] === wanted));
  return sortRows(rows, sort ?? '+firstRetrievedAt').slice(offset, offset + limit);
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

/** followersCount: follows from this server's people to the row's; followingCount: the other way round. */
function toRow(world: World, server: Server, index: number, position: number) {
  const other = world.servers[index]!;
  const flags = misskeyFlags(server, other);
  const suspension = flags.find((flag) => flag in suspensionStates);
  const followersCount = world.followsBetween(server.index, index);
  const followingCount = world.followsBetween(index, server.index);
  const answers = other.condition === 'alive';
  const hasStates = isAtLeast(server.version, '2024.5.0');
  const hasMediaSilence = isAtLeast(server.version, '2024.7.0');
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
    ...(hasStates ? { suspensionState: suspension === undefined ? 'none' : suspensionStates[suspension] } : {}),
    isBlocked: flags.includes('blocked'),
    isSilenced: flags.includes('silenced'),
    ...(hasMediaSilence ? { isMediaSilenced: flags.includes('mediaSilenced') } : {}),
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

import { expect, test } from 'vitest';
import type { RuleText } from '../../../../data/types.ts';
import { bodyOf, get, post, serverWith, world, worldWith } from './sample.ts';

const path = '/api/federation/instances';
const server = serverWith(
  'misskey',
  ({ peersOpen, version, blocks }) => peersOpen && version === '2025.10.2' && blocks.length > 5,
);

interface Row {
  host: string;
  firstRetrievedAt: string;
  followersCount: number;
  followingCount: number;
  isBlocked: boolean;
  isSilenced: boolean;
  isMediaSilenced?: boolean;
  isSuspended: boolean;
  suspensionState?: string;
}
const rowsOf = (body: Record<string, unknown>, from = world) => bodyOf(post(server.host, path, body, from)) as Row[];
const all = (from = world): Row[] => {
  const rows: Row[] = [];
  for (
    let page = rowsOf({ limit: 100 }, from);
    page.length > 0;
    page = rowsOf({ limit: 100, offset: rows.length }, from)
  ) {
    rows.push(...page);
  }
  return rows;
};

test('pages cover the table once, 30 rows unless told, at most 100', () => {
  const rows = all();
  expect(new Set(rows.map(({ host }) => host)).size).toBe(rows.length);
  expect(rowsOf({})).toHaveLength(30);
  expect(rows.map(({ host }) => host).sort()).toEqual(world.expected(server.host).lists.peers.entries);
});

test.each([
  { limit: 0 },
  { limit: 101 },
  { limit: '10' },
  { offset: -1 },
  { sort: 'users' },
  { blocked: 'true' },
  [],
  null,
])('%j is an invalid question', (body) => {
  expect(post(server.host, path, body)).toMatchObject({ status: 400, body: expect.stringContaining('INVALID_PARAM') });
});

test('minus sorts upwards, plus downwards, and without a sort the newest come first', () => {
  const upwards = rowsOf({ sort: '-firstRetrievedAt', limit: 50 }).map((row) => row.firstRetrievedAt);
  expect(upwards).toEqual([...upwards].sort());
  const times = rowsOf({ limit: 50 }).map((row) => row.firstRetrievedAt);
  expect(times).toEqual([...times].sort().reverse());
  const followers = rowsOf({ sort: '+followers', limit: 50 }).map((row) => row.followersCount);
  expect(followers).toEqual([...followers].sort((a, b) => b - a));
});

test('a GET asks the same question in the query', () => {
  const answer = get(server.host, `${path}?limit=5&sort=-firstRetrievedAt&blocked=null`);
  expect(bodyOf(answer)).toEqual(rowsOf({ limit: 5, sort: '-firstRetrievedAt' }));
  expect(get(server.host, `${path}?limit=many`).status).toBe(400);
});

test('followersCount is what its own people follow there, followingCount the other way round', () => {
  for (const { host, followersCount, followingCount } of all()) {
    const other = world.find(host)!;
    expect(followersCount).toBe(world.followsBetween(server.index, other.index));
    expect(followingCount).toBe(world.followsBetween(other.index, server.index));
  }
});

test('a rule flags the hosts below it for blocked and silenced, and only the host itself for the rest', () => {
  const below = world.servers.find(
    ({ host }) => host.split('.').length === 3 && all().some((row) => row.host === host),
  )!;
  const parent = below.host.slice(below.host.indexOf('.') + 1);
  const rows = (target: string) =>
    ['blocked', 'silenced', 'mediaSilenced', 'suspended'].map((action) => ({
      target: target as RuleText,
      action,
      comment: null,
      masked: false,
    }));
  const flagsUnder = (target: string) =>
    all(worldWith(server, { blocks: rows(target) }).world).find(({ host }) => host === below.host);
  expect(flagsUnder(parent)).toMatchObject({
    isBlocked: true,
    isSilenced: true,
    isMediaSilenced: false,
    suspensionState: 'none',
  });
  expect(flagsUnder(below.host)).toMatchObject({
    isBlocked: true,
    isMediaSilenced: true,
    suspensionState: 'manuallySuspended',
  });
});

test('before 2024.5 a suspension has no kind, before 2024.7 there is no media silence', () => {
  const old = worldWith(server, { version: '2023.11.1' });
  const row = all(old.world).find(({ isSuspended }) => isSuspended)!;
  expect(row).not.toHaveProperty('suspensionState');
  expect(row).not.toHaveProperty('isMediaSilenced');
});

test('a server that stopped answering is suspended by itself, and one that said goodbye for good', () => {
  const seen = world.servers
    .filter(({ software }) => software === 'misskey')
    .flatMap(({ host }) => world.expected(host).lists.blocks.entries)
    .filter(({ action }) => action === 'autoSuspendedForNotResponding' || action === 'goneSuspended')
    .map(({ target, action }) => `${world.find(target)?.condition} ${action}`);
  expect(new Set(seen)).toEqual(
    new Set(['drops autoSuspendedForNotResponding', 'unresolved autoSuspendedForNotResponding', 'gone goneSuspended']),
  );
});

test('the plain peer list keeps the blocked and leaves out the suspended', () => {
  const peers = new Set(bodyOf(get(server.host, '/api/v1/instance/peers')) as string[]);
  const rows = all();
  for (const { host, isSuspended } of rows) expect(peers.has(host)).toBe(!isSuspended);
  expect(rows.some(({ host, isBlocked }) => isBlocked && peers.has(host))).toBe(true);
});

test('a private table is refused with 401', () => {
  const closed = worldWith(server, { peersOpen: false });
  expect(post(server.host, path, {}, closed.world)).toMatchObject({
    status: 401,
    body: expect.stringContaining('CREDENTIAL_REQUIRED'),
  });
});

test('meta tells the mode of federation since 2024.9', () => {
  expect(bodyOf(post(server.host, '/api/meta', {}))).toMatchObject({ federation: 'all', version: server.version });
  const old = worldWith(server, { version: '2023.11.1' });
  expect(bodyOf(post(server.host, '/api/meta', {}, old.world))).not.toHaveProperty('federation');
});

test('NodeInfo says null for active people', () => {
  const { usage } = bodyOf(get(server.host, '/nodeinfo/2.1')) as { usage: { users: unknown } };
  expect(usage.users).toEqual({ total: server.users, activeMonth: null, activeHalfyear: null });
});

const tableOf = (of: typeof server, body: Record<string, unknown> = {}) =>
  bodyOf(post(of.host, path, { limit: 100, sort: '-firstRetrievedAt', ...body }, worldWith(of, {}).world)) as Row[];
const judged = (row: Row) => row.isBlocked || row.isSilenced || row.isSuspended;

test('Sharkey leaves out for strangers whom its administrator acted on, whatever they ask for', () => {
  const { host } = tableOf(serverWith('sharkey'))[0]!;
  const blocks = [{ target: host as unknown as RuleText, action: 'blocked', comment: null, masked: false }];
  const changed = worldWith(serverWith('sharkey'), { blocks });
  for (const body of [{ limit: 100 }, { limit: 100, blocked: true }]) {
    const rows = bodyOf(post(changed.server.host, path, body, changed.world)) as Row[];
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((row) => row.host === host || judged(row))).toEqual([]);
  }
});

test('Iceshrimp clears the flags for strangers, and filters by the blocks all the same', () => {
  const iceshrimp = serverWith('iceshrimp');
  const { host } = tableOf(iceshrimp)[0]!;
  const blocks = [{ target: host as unknown as RuleText, action: 'blocked', comment: null, masked: false }];
  const changed = worldWith(iceshrimp, { blocks });
  const rows = bodyOf(post(iceshrimp.host, path, { limit: 100 }, changed.world)) as Row[];
  expect(rows.filter(judged)).toEqual([]);
  expect(rows[0]).not.toHaveProperty('suspensionState');
  const blocked = bodyOf(post(iceshrimp.host, path, { blocked: true }, changed.world)) as Row[];
  expect(blocked.map((row) => row.host)).toEqual([host]);
});

test('the forks of Misskey 13 answer POST only, and nothing in private mode but that it is on', () => {
  const firefish = serverWith('firefish');
  expect(get(firefish.host, path).status).toBe(405);
  const closed = worldWith(firefish, { allowlistMode: true });
  expect(post(firefish.host, path, {}, closed.world)).toMatchObject({ status: 401 });
  expect(bodyOf(post(firefish.host, '/api/meta', {}, closed.world))).toMatchObject({ privateMode: true });
});

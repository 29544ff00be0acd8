import { expect, test } from 'vitest';
import type { RuleText } from '../../../../data/types.ts';
import type { Answer } from '../../../../data/world/answer.ts';
import { respond } from '../../../../data/world/respond.ts';
import { askOf, bodyOf, get, serverWith, world, worldWith } from './sample.ts';

type Json = Record<string, unknown>;
const row = (target: string, comment: string | null = null) => ({
  target: target as RuleText,
  action: 'blocked',
  comment,
  masked: false,
});

/** The whole of a list that comes in pages. */
function pagesOf(next: (from: number) => { rows: unknown[]; isLast: boolean }): unknown[] {
  const all: unknown[] = [];
  for (let isLast = false; !isLast; ) {
    const page = next(all.length);
    all.push(...page.rows);
    isLast = page.isLast;
    expect(page.rows.length).toBeLessThanOrEqual(100);
  }
  return all;
}

test('Lemmy 1.0 wants a kind, gives pages with a cursor, and has forgotten the old path', () => {
  const lemmy = worldWith(
    serverWith('lemmy', ({ version }) => version === '1.0.0'),
    {
      robots: 'absent',
      peersOpen: true,
    },
  );
  const { host } = lemmy.server;
  const path = '/api/v4/federated_instances';
  expect(get(host, path, lemmy.world).status).toBe(400);
  expect(get(host, `${path}?kind=linked&limit=51`, lemmy.world).status).toBe(400);
  expect(get(host, '/api/v3/federated_instances', lemmy.world).status).toBe(404);
  let cursor = '';
  const names = pagesOf(() => {
    const body = bodyOf(get(host, `${path}?kind=linked&limit=7${cursor}`, lemmy.world)) as Json;
    cursor = `&page_cursor=${body.next_page}`;
    const rows = (body.items as { instance: { domain: string } }[]).map(({ instance }) => instance.domain);
    return { rows, isLast: body.next_page === undefined };
  });
  expect(names).toEqual([...new Set(names)]);
  expect(names.length).toBeGreaterThan(7);
  const closed = worldWith(lemmy.server, { peersOpen: false });
  expect(get(host, `${path}?kind=linked`, closed.world)).toMatchObject({
    status: 400,
    body: '{"error":"instance_is_private"}',
  });
});

test('PieFed names blocked servers twice, and in allowlist mode only in the list that is like that of Lemmy', () => {
  const piefed = worldWith(serverWith('piefed'), { blocks: [row('bad.example')], allows: [], allowlistMode: false });
  const { host } = piefed.server;
  const blocked = (from: typeof world) =>
    (bodyOf(get(host, '/api/v3/federated_instances', from)) as { federated_instances: { blocked: Json[] } })
      .federated_instances.blocked;
  expect(blocked(piefed.world)).toMatchObject([{ domain: 'bad.example' }]);
  expect(bodyOf(get(host, '/api/v1/instance/domain_blocks', piefed.world))).toMatchObject([
    { domain: 'bad.example', severity: 'suspend', comment: '' },
  ]);
  const limited = worldWith(piefed.server, { allowlistMode: true });
  expect(bodyOf(get(host, '/api/v1/instance/domain_blocks', limited.world))).toEqual([]);
  expect(blocked(limited.world)).toHaveLength(1);
});

test('Mbin has both lists and a rate limit under a name of its own, kbin the blocked alone and a wrong scheme', () => {
  const [mbin, kbin] = [serverWith('mbin'), serverWith('kbin')];
  const answer = get(mbin.host, '/api/federated');
  expect(Number(answer.headers['x-ratelimit-retry-after'])).toBeGreaterThan(1e9);
  expect((bodyOf(answer) as { instances: Json[] }).instances[0]).toHaveProperty('domain');
  expect(get(kbin.host, '/api/federated').status).toBe(404);
  expect(get(kbin.host, '/api/defederated').status).toBe(200);
  expect(get(kbin.host, '/.well-known/nodeinfo').body).toContain('https://nodeinfo.diaspora.software/ns/schema/2.0');
  expect(get(mbin.host, '/.well-known/nodeinfo').body).toContain('http://nodeinfo.diaspora.software/ns/schema/2.0');
});

test('PeerTube pages its follows, all of them unless the accepted ones are asked for', () => {
  const { host } = serverWith('peertube', (server) => world.expected(server.host).lists.peers.entries.length > 10);
  const path = '/api/v1/server/followers';
  const all = (state: string) =>
    pagesOf((start) => {
      const { total, data } = bodyOf(get(host, `${path}?start=${start}&count=5${state}`)) as {
        total: number;
        data: { state: string; following: { host: string } }[];
      };
      return { rows: data, isLast: start + data.length >= total };
    }) as { state: string; following: { host: string } }[];
  expect(new Set(all('').map(({ state }) => state)).size).toBeGreaterThan(1);
  const accepted = all('&state=accepted');
  expect(new Set(accepted.map(({ state }) => state))).toEqual(new Set(['accepted']));
  expect(accepted.length).toBeLessThan(all('').length);
  expect(accepted.every(({ following }) => following.host === host)).toBe(true);
  expect(get(host, `${path}?count=101`).status).toBe(400);
  expect(get(host, '/api/v1/server/blocklist/servers').status).toBe(401);
});

test('Friendica quotes the reasons of its CSV, and has no new one for who has the last', () => {
  const friendica = worldWith(
    serverWith('friendica', ({ version }) => version === '2024.12'),
    {
      blocks: [row('*.spam.example', 'says "hello", often\nand loudly'), row('b.example')],
    },
  );
  const { host } = friendica.server;
  const path = '/blocklist/domain/download';
  const first = get(host, path, friendica.world);
  expect(first.body).toBe('*.spam.example,"says ""hello"", often\nand loudly"\nb.example,""\n');
  const again = respond(friendica.world, host, askOf(path, { ifNoneMatch: first.headers.etag! })) as Answer;
  expect(again).toMatchObject({ status: 304, body: '', headers: { etag: first.headers.etag } });
  const old = worldWith(friendica.server, { version: '2022.06' });
  expect(get(host, path, old.world).status).toBe(404);
  const peers = bodyOf(get(host, '/api/v1/instance/peers')) as string[];
  expect(peers.some((peer) => /[/:]/.test(peer))).toBe(true);
});

test('Mastodon has no new peer list for who has the last', () => {
  const { host } = serverWith('mastodon', ({ peersOpen, allowlistMode }) => peersOpen && !allowlistMode);
  const path = '/api/v1/instance/peers';
  const { headers } = get(host, path);
  expect(respond(world, host, askOf(path, { ifNoneMatch: headers.etag! }))).toMatchObject({ status: 304, body: '' });
  expect(respond(world, host, askOf(path, { ifNoneMatch: 'W/"old"' }))).toMatchObject({ status: 200 });
});

test('an empty list is what Pixelfed gives as it comes, and Ktistec always', () => {
  const path = '/api/v1/instance/peers';
  const closed = serverWith('pixelfed', ({ peersOpen, version }) => !peersOpen && version === '0.12.5');
  expect(bodyOf(get(closed.host, path))).toEqual([]);
  expect(bodyOf(get(serverWith('ktistec').host, path))).toEqual([]);
});

test('snac lives below a path, and names a host once for each of its inboxes', () => {
  const { host } = serverWith('snac');
  expect(get(host, '/.well-known/nodeinfo').body).toContain(`https://${host}/fedi/nodeinfo_2_0`);
  const peers = bodyOf(get(host, '/api/v1/instance/peers')) as string[];
  expect(new Set(peers).size).toBeLessThan(peers.length);
});

test('who does not want to be counted says so in the words of the software', () => {
  const [hub, pod, site] = (['hubzilla', 'funkwhale', 'friendica'] as const).map((software) =>
    worldWith(serverWith(software), { optsOut: true }),
  );
  expect(bodyOf(get(hub!.server.host, '/siteinfo.json', hub!.world))).toMatchObject({ hide_in_statistics: 1 });
  expect(bodyOf(get(pod!.server.host, '/api/v1/instance/nodeinfo/2.0/', pod!.world))).toMatchObject({
    metadata: { private: true, endpoints: { knownNodes: null } },
  });
  expect(bodyOf(get(site!.server.host, '/api/statusnet/config.json', site!.world))).toMatchObject({
    site: { private: '1' },
  });
});

test.each([
  ['owncast', '/nodeinfo/2.0', { software: { name: 'Owncast' }, usage: { users: { total: 1, activeMonth: 1 } } }],
  ['diaspora', '/nodeinfo/2.1', { usage: { users: {} } }],
  ['mobilizon', '/.well-known/nodeinfo/2.1', { software: { name: 'Mobilizon' } }],
  ['nodebb', '/nodeinfo/2.0', { software: { name: 'NodeBB' } }],
  ['bonfire', '/.well-known/nodeinfo/2.1', { metadata: { federation: true } }],
  ['bonfire', '/.well-known/nodeinfo/3.0', { error: 'schema not found' }],
  ['wordpress', '/wp-json/activitypub/1.0/nodeinfo', { openRegistrations: false }],
] as const)('the NodeInfo of %s at %s has its habits', (software, path, document) => {
  expect(bodyOf(get(serverWith(software).host, path))).toMatchObject(document);
});

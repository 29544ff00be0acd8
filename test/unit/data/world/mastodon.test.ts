import { expect, test } from 'vitest';
import type { RuleText } from '../../../../data/types.ts';
import { digestOf } from '../../../../data/world/published.ts';
import { bodyOf, get, serverWith, world, worldWith } from './sample.ts';

const open = serverWith(
  'mastodon',
  ({ version, blocks, blocksShown, handleHost, untidy, allowlistMode, peersOpen }) => {
    const varied = ['silence', 'suspend'].every((word) => blocks.some(({ action }) => action === word));
    const plain = handleHost === null && !untidy && !allowlistMode && peersOpen;
    return /^4\.[123]\./.test(version) && varied && blocksShown === 'all' && plain;
  },
);
const peersPath = '/api/v1/instance/peers';
const blocksPath = '/api/v1/instance/domain_blocks';

test('a name with a row of any kind, even a mere silence, is absent from the peers; the rest of the known is there', () => {
  const peer = (bodyOf(get(open.host, peersPath)) as string[])[0]!;
  for (const action of ['silence', 'suspend', 'noop']) {
    const row = { target: peer as RuleText, action, comment: null, masked: false };
    const changed = worldWith(open, { blocks: [row] });
    const peers = bodyOf(get(open.host, peersPath, changed.world)) as string[];
    expect(peers).not.toContain(peer);
    expect(peers.length).toBeGreaterThan(10);
  }
});

test('a server below a blocked name is still a peer: the comparison is exact', () => {
  const below = world.servers.find(
    ({ host }) => host.split('.').length === 3 && (bodyOf(get(open.host, peersPath)) as string[]).includes(host),
  )!;
  const parent = below.host.slice(below.host.indexOf('.') + 1) as RuleText;
  const changed = worldWith(open, { blocks: [{ target: parent, action: 'suspend', comment: null, masked: false }] });
  expect(bodyOf(get(open.host, peersPath, changed.world))).toContain(below.host);
});

test('declared blocks are silences first, then suspensions, and rows without a public severity stay private', () => {
  const rows = bodyOf(get(open.host, blocksPath)) as { severity: string }[];
  const severities = rows.map(({ severity }) => severity);
  expect(severities).toEqual([...severities].sort());
  expect(new Set(severities)).toEqual(new Set(['silence', 'suspend']));
  expect(rows).toHaveLength(open.blocks.filter(({ action }) => action !== 'noop').length);
});

test('a row has domain, digest, severity and comment; a masked name keeps the digest of the plain one', () => {
  const target = 'nasty-server.example' as RuleText;
  const row = { target, action: 'suspend', comment: null, masked: true };
  const shown = worldWith(open, { blocks: [row], rationaleShown: true });
  expect(bodyOf(get(open.host, blocksPath, shown.world))).toEqual([
    {
      domain: 'nasty-******.**ample',
      digest: '3012bc5546fbba7f8615b7298d6a44631df6afa6d7eefe898e18a24a34815a7a',
      severity: 'suspend',
      comment: '',
    },
  ]);
  const hidden = worldWith(open, { blocks: [{ ...row, comment: 'why' }], rationaleShown: false });
  expect(bodyOf(get(open.host, blocksPath, hidden.world))).toMatchObject([{ comment: null, digest: digestOf(target) }]);
});

test('a list that is switched off is 404 with neither body nor type', () => {
  const closed = worldWith(open, { blocksShown: 'none', peersOpen: false });
  for (const path of [peersPath, blocksPath]) {
    const answer = get(open.host, path, closed.world);
    expect([answer.status, answer.body, answer.headers['content-type']]).toEqual([404, '', undefined]);
  }
});

test('limited federation closes both lists with 401, and before 4.4 the instance document too', () => {
  const old = worldWith(open, { allowlistMode: true });
  const recent = worldWith(open, { allowlistMode: true, version: '4.5.2' });
  for (const { world: limited } of [old, recent]) {
    for (const path of [peersPath, blocksPath]) {
      expect(get(open.host, path, limited)).toMatchObject({
        status: 401,
        body: '{"error":"This method requires an authenticated user"}',
      });
    }
    expect(get(open.host, '/nodeinfo/2.0', limited).status).toBe(200);
  }
  expect(get(open.host, '/api/v2/instance', old.world).status).toBe(401);
  expect(bodyOf(get(open.host, '/api/v2/instance', recent.world))).toMatchObject({
    configuration: { limited_federation: true },
    usage: { users: { active_month: 0 } },
  });
});

test('since 4.4 robots.txt forbids the declared blocks, before it does not', () => {
  const recent = worldWith(open, { version: '4.4.8' });
  expect(get(open.host, '/robots.txt', recent.world).body).toContain('Disallow: /api/v1/instance/domain_blocks');
  expect(get(open.host, '/robots.txt').body).not.toContain('domain_blocks');
});

test('3.5 has no list of declared blocks and no second instance document', () => {
  const old = worldWith(open, { version: '3.5.19' });
  for (const path of [blocksPath, '/api/v2/instance']) {
    expect(get(open.host, path, old.world)).toMatchObject({ status: 404, body: '{"error":"Not Found"}' });
  }
  expect(bodyOf(get(open.host, '/api/v1/instance', old.world))).toMatchObject({
    uri: open.host,
    languages: [open.language],
  });
});

test('the known domains it counts are its peers and its rows together', () => {
  const { stats } = bodyOf(get(open.host, '/api/v1/instance')) as { stats: { domain_count: number } };
  expect(stats.domain_count).toBe((bodyOf(get(open.host, peersPath)) as string[]).length + open.blocks.length);
});

test('NodeInfo is announced for the host itself and holds the counts the server publishes', () => {
  expect(bodyOf(get(open.host, '/.well-known/nodeinfo'))).toEqual({
    links: [{ rel: 'http://nodeinfo.diaspora.software/ns/schema/2.0', href: `https://${open.host}/nodeinfo/2.0` }],
  });
  expect(bodyOf(get(open.host, '/nodeinfo/2.0'))).toMatchObject({
    version: '2.0',
    software: { name: 'mastodon', version: open.version },
    openRegistrations: open.openRegistrations,
  });
});

test('the name in addresses leads to the web name below /.well-known/ and nowhere else, and is what peers call it', () => {
  const split = world.servers.find(({ handleHost, condition }) => handleHost !== null && condition === 'alive')!;
  const handle = split.handleHost!;
  expect(get(handle, '/.well-known/nodeinfo')).toMatchObject({
    status: 301,
    headers: { location: `https://${split.host}/.well-known/nodeinfo` },
  });
  expect(get(handle, '/robots.txt').status).toBe(404);
  const mastodonPeers = world.servers.flatMap(({ host, software }) =>
    software === 'mastodon' ? world.expected(host).lists.peers.entries : [],
  );
  const misskeyPeers = world.servers.flatMap(({ host, software }) =>
    software === 'misskey' ? world.expected(host).lists.peers.entries : [],
  );
  expect(mastodonPeers).toContain(handle);
  expect(mastodonPeers).not.toContain(split.host);
  expect(misskeyPeers).toContain(split.host);
  expect(misskeyPeers).not.toContain(handle);
});

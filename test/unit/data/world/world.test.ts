import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { UserError } from '../../../../data/errors.ts';
import { readHost } from '../../../../data/host.ts';
import { optOuts } from '../../../../data/types.ts';
import { expectVisit } from '../../../../data/world/expected.ts';
import { listDiscoverable } from '../../../../data/world/reach.ts';
import { demoStory } from '../../../../data/world/story.ts';
import type { CountRows, ExpectedVisit, Server, World, WorldSoftware } from '../../../../data/world/types.ts';
import { conditions, worldSoftware } from '../../../../data/world/types.ts';
import { createWorld } from '../../../../data/world/world.ts';
import { bodyOf, get, serverWith, world, worldWith } from './sample.ts';

function digestOf({ servers, seedHosts, wanted, wantedBy, seen }: World): string {
  const hash = createHash('sha256').update(JSON.stringify([servers, seedHosts]));
  for (const { offsets, targets, counts } of [wanted, wantedBy, seen]) {
    for (const array of [offsets, targets, counts]) hash.update(array);
  }
  return hash.digest('hex');
}

test('the same seed gives the same world, byte for byte, and another seed another', () => {
  const digests = [1, 1, 2].map((seed) => digestOf(createWorld({ hosts: 80, seed })));
  expect(digests[0]).toBe(digests[1]);
  expect(digests[0]).not.toBe(digests[2]);
});

test.each([0, 1, 2.5, Number.NaN, 60_001])('%d hosts make no world', (hosts) => {
  expect(() => createWorld({ hosts, seed: 1 })).toThrow(UserError);
});

test.each([-0.1, 1.5, Number.NaN])('%d is no share of dead servers', (deadShare) => {
  expect(() => createWorld({ hosts: 10, seed: 1, deadShare })).toThrow(UserError);
});

test('with a share of dead servers, that many end as they did in a real crawl, and stay in the peer lists', () => {
  const dying = createWorld({ hosts: 3000, seed: 1, deadShare: 0.3 });
  const dead = dying.servers.filter(({ condition }) => condition !== 'alive');
  const shareOf = (wanted: string) => dead.filter(({ condition }) => condition === wanted).length / dead.length;
  expect(dead.length / 3000).toBeGreaterThan(0.26);
  expect(dead.length / 3000).toBeLessThan(0.32);
  // 21,041, 14,132 and 4,693 of 57,010.
  expect(shareOf('unresolved')).toBeCloseTo(0.369, 1);
  expect(shareOf('drops')).toBeCloseTo(0.248, 1);
  expect(shareOf('hangs')).toBeCloseTo(0.082, 1);
  const named = new Set(dying.expected(dying.seedHosts[0]!).lists.peers.entries);
  expect(dead.filter(({ host }) => named.has(host)).length).toBeGreaterThan(100);
});

test('one server is served from another registrable domain than its people are known by, and both agree', () => {
  const split = world.servers.find(
    ({ host, handleHost, condition }) =>
      handleHost !== null && !host.endsWith(`.${handleHost}`) && condition === 'alive',
  )!;
  const { host, handleHost } = split;
  expect(get(handleHost!, '/.well-known/nodeinfo')).toMatchObject({
    status: 301,
    headers: { location: `https://${host}/.well-known/nodeinfo` },
  });
  expect(bodyOf(get(host, '/api/v1/instance'))).toMatchObject({ uri: handleHost });
  expect(bodyOf(get(host, '/api/v2/instance'))).toMatchObject({ domain: handleHost });
  expect(world.expected(host).aliases).toEqual([handleHost]);
  expect(world.expected(handleHost!)).toMatchObject({ reason: 'moved', aliases: [host] });
});

test('two servers are world enough', () => {
  expect(createWorld({ hosts: 2, seed: 1 }).servers).toHaveLength(2);
});

test('servers are numbered by host name, and every name is a true host below .example', () => {
  const names = world.servers.map(({ host }) => host);
  expect(names).toEqual([...new Set(names)].sort());
  expect(world.servers.map(({ index }) => index)).toEqual([...names.keys()]);
  for (const name of names) {
    expect(readHost(name)).toBe(name);
    expect(name).toMatch(/\.example$/);
  }
});

test('every software, condition, way to say no and kind of disclosure occurs', () => {
  const kinds = new Set<string>();
  for (const server of world.servers) {
    kinds.add(server.software).add(server.condition);
    const { status, optOut, lists } = world.expected(server.host);
    kinds.add(status).add(`opted out: ${optOut}`);
    for (const [kind, { disclosure }] of Object.entries(lists)) kinds.add(`${kind} ${disclosure}`);
  }
  for (const condition of conditions) expect(kinds).toContain(condition);
  for (const software of worldSoftware) expect(kinds).toContain(software);
  for (const optOut of optOuts) expect(kinds).toContain(`opted out: ${optOut}`);
  for (const kind of ['peers', 'blocks', 'allows', 'counts']) {
    for (const disclosure of ['published', 'withheld', 'unsupported', 'unreached']) {
      expect(kinds).toContain(`${kind} ${disclosure}`);
    }
  }
  expect(kinds).toContain('blocks partial');
  expect([...kinds]).toEqual(expect.arrayContaining(['visited', 'refused', 'unreached']));
});

test('who is followed is who follows, turned round', () => {
  const { wanted, wantedBy } = world;
  const listed = ({ offsets, targets, counts }: CountRows) =>
    world.servers.flatMap(({ index }) =>
      Array.from({ length: offsets[index + 1]! - offsets[index]! }, (_, at) => {
        const place = offsets[index]! + at;
        return [index, targets[place]!, counts[place]!] as const;
      }),
    );
  const turned = listed(wantedBy).map(([target, source, count]) => `${source} ${target} ${count}`);
  expect(turned.sort()).toEqual(
    listed(wanted)
      .map((tie) => tie.join(' '))
      .sort(),
  );
});

test('nobody is counted as following within the own server, and what is only seen is not followed', () => {
  for (const { index } of world.servers) expect(world.wantedFollowsBetween(index, index)).toBe(0);
  const { offsets, targets } = world.seen;
  for (const { index } of world.servers) {
    for (let at = offsets[index]!; at < offsets[index + 1]!; at += 1) {
      expect(world.wantedFollowsBetween(index, targets[at]!)).toBe(0);
    }
  }
});

test('people follow their own language more than chance would have it', () => {
  const { offsets, targets, counts } = world.wanted;
  let [same, total] = [0, 0];
  for (const { index, language } of world.servers) {
    for (let at = offsets[index]!; at < offsets[index + 1]!; at += 1) {
      total += counts[at]!;
      if (world.servers[targets[at]!]!.language === language) same += counts[at]!;
    }
  }
  expect(same / total).toBeGreaterThan(0.6);
  expect(same / total).toBeLessThan(0.98);
});

test('a Mastodon suspension ends the follows both ways, a Lemmy block ends none', () => {
  let [ended, kept] = [0, 0];
  for (const source of world.servers) {
    for (const { target, action } of source.blocks) {
      const other = world.find(target);
      if (other === undefined || (other.host as string) !== target) continue;
      const wanted = world.wantedFollowsBetween(source.index, other.index);
      if (wanted === 0) continue;
      const standing = world.followsBetween(source.index, other.index);
      if (source.software === 'mastodon' && action === 'suspend') {
        expect(standing).toBe(0);
        expect(world.followsBetween(other.index, source.index)).toBe(0);
        ended += 1;
      }
      if (source.software === 'lemmy' && other.software === 'lemmy') {
        expect(standing).toBe(wanted);
        kept += 1;
      }
    }
  }
  expect(ended).toBeGreaterThan(100);
  expect(kept).toBeGreaterThan(10);
});

test('lists are copied: servers that block anybody share far more targets than chance would give', () => {
  const lists = world.servers.filter(({ software, blocks }) => software === 'mastodon' && blocks.length > 10);
  const onMany = new Map<string, number>();
  for (const { blocks } of lists) for (const { target } of blocks) onMany.set(target, (onMany.get(target) ?? 0) + 1);
  expect(Math.max(...onMany.values()) / lists.length).toBeGreaterThan(0.5);
});

test.each([0, 1, 2, 3, 4])('the story of seed %d costs between 5 and 25 percent of the follows', (seed) => {
  const told = createWorld({ hosts: 300, seed });
  const { host, block } = demoStory(told);
  const [source, target] = [told.find(host)!, told.find(block)!];
  const total = told.servers.reduce((sum, { index }) => sum + told.followsBetween(source.index, index), 0);
  const share = told.followsBetween(source.index, target.index) / total;
  expect(share).toBeGreaterThanOrEqual(0.05);
  expect(share).toBeLessThanOrEqual(0.25);
  expect(told.expected(host).lists.peers.disclosure).toBe('published');
  expect(target.contested).toBeGreaterThan(0);
});

test('every server is named by a list that a crawl from the seeds reads', () => {
  const { discovered, undiscoverable } = listDiscoverable(world);
  expect(undiscoverable).toEqual([]);
  const withoutServer = discovered.filter((host) => world.find(host) === undefined);
  expect(withoutServer).toContain('spamhill.example');
  for (const host of withoutServer) expect(world.expected(host).status).toBe('unreached');
});

test('seed hosts are open to a crawler', () => {
  expect(world.seedHosts.length).toBeGreaterThan(0);
  for (const host of world.seedHosts) expect(world.expected(host).lists.peers.disclosure).toBe('published');
});

test('an expectation holds no entry for a list that is not there', () => {
  for (const { host } of world.servers) {
    for (const { disclosure, entries } of Object.values(world.expected(host).lists)) {
      if (disclosure !== 'published' && disclosure !== 'partial') expect(entries).toEqual([]);
    }
  }
});

test('some published counts are missing, some are impossible, and a crawler can read both', () => {
  const facts = world.servers.flatMap(({ host }) => world.expected(host).facts ?? []);
  expect(facts.some(({ users }) => users === null)).toBe(true);
  expect(facts.some(({ users, mau }) => users !== null && mau !== null && mau > users)).toBe(true);
});

test.each<[Partial<Server>, WorldSoftware, Partial<ExpectedVisit>]>([
  [{ condition: 'gone' }, 'mastodon', { status: 'unreached', reason: 'gone', optOut: 'gone' }],
  [{ robots: 'refuses-us' }, 'mastodon', { status: 'refused', reason: 'forbidden', optOut: 'user-agent-refused' }],
  [{ optsOut: true }, 'hubzilla', { status: 'refused', reason: 'opted-out', optOut: 'hide-in-statistics' }],
  [{ optsOut: true }, 'friendica', { status: 'refused', reason: 'opted-out', optOut: 'site-private' }],
  [{ optsOut: true }, 'funkwhale', { status: 'refused', reason: 'opted-out', optOut: 'statistics-private' }],
  [{ optsOut: true }, 'mastodon', { status: 'visited', optOut: null }],
  [{ robots: 'forbids-us' }, 'mastodon', { status: 'refused', reason: 'robots-disallowed', optOut: null }],
  [{ condition: 'bare' }, 'mastodon', { status: 'visited', reason: 'not-found', facts: null }],
  [{ condition: 'unresolved' }, 'mastodon', { status: 'unreached', reason: 'no-address' }],
])('of a server with %j that runs %s a crawler keeps %j', (change, software, expected) => {
  const { world: changed, server } = worldWith(serverWith(software), change);
  const visit = expectVisit(changed, server.host, { crawlDelayLimitMs: 60_000 });
  expect(visit).toMatchObject(expected);
  if (visit.status !== 'visited') expect(visit.facts).toBeNull();
});

test('a Crawl-delay is kept up to the limit and refused beyond it', () => {
  const { world: slow, server } = worldWith(serverWith('lemmy'), { version: '0.19.12' });
  expect(expectVisit(slow, server.host, { crawlDelayLimitMs: 60_000 }).status).toBe('visited');
  expect(expectVisit(slow, server.host, { crawlDelayLimitMs: 59_999 }).status).toBe('refused');
});

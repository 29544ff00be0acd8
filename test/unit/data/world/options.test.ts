/** What a world can be made to differ in, and what its servers claim that is not so. */
import { expect, test } from 'vitest';
import { UserError } from '../../../../data/errors.ts';
import { findDoubts } from '../../../../data/snapshot/doubts.ts';
import { languages } from '../../../../data/world/census.ts';
import { targetsOf } from '../../../../data/world/count-rows.ts';
import { expectVisit } from '../../../../data/world/expected.ts';
import { knownServers } from '../../../../data/world/published.ts';
import type { Server, World, WorldSoftware } from '../../../../data/world/types.ts';
import { createWorld, type WorldOptions } from '../../../../data/world/world.ts';
import { buildSnapshot } from '../../../golden/world-w1.ts';
import { bodyOf, get, serverWith, world, worldWith } from './sample.ts';

const large = createWorld({ hosts: 1500, seed: 1 });

/** They publish follow counts by server. */
const countingFamily: readonly WorldSoftware[] = ['misskey', 'sharkey', 'cherrypick', 'firefish', 'iceshrimp'];
const counts = ({ software }: Server) => countingFamily.includes(software);
const shareOf = (servers: readonly Server[], holds: (server: Server) => boolean) =>
  servers.filter(holds).length / servers.length;
const speaking = ({ servers }: World, language: string) => servers.filter((server) => server.language === language);

test.each<Partial<WorldOptions>>([
  { wrongLanguageShare: -0.1 },
  { wrongLanguageShare: Number.NaN },
  { closureShare: 1.1 },
])('%j is no share', (option) => {
  expect(() => createWorld({ hosts: 10, seed: 1, ...option })).toThrow(UserError);
});

test.each([0, 0.1, 0.4, 1])('of the servers below the largest, a share of %d declares a wrong language', (share) => {
  const { servers } = createWorld({ hosts: 1000, seed: 2, wrongLanguageShare: share });
  const wrong = shareOf(servers, ({ language, declaredLanguage }) => declaredLanguage !== language);
  expect(Math.abs(wrong - share)).toBeLessThan(0.03);
  for (const { declaredLanguage } of servers) expect(languages).toContain(declaredLanguage);
});

test('the wrong language is English more often than any other, and what is published is what is declared', () => {
  const wrong = large.servers.filter(({ language, declaredLanguage }) => declaredLanguage !== language);
  expect(shareOf(large.servers, (server) => wrong.includes(server))).toBeCloseTo(0.1, 1);
  expect(
    shareOf(
      wrong.filter(({ language }) => language !== 'en'),
      (server) => server.declaredLanguage === 'en',
    ),
  ).toBeGreaterThan(0.5);
  const published = wrong.flatMap((server) => {
    const language = large.expected(server.host).facts?.language ?? null;
    return language === null ? [] : [{ server, language }];
  });
  expect(published.length).toBeGreaterThan(10);
  for (const { server, language } of published) expect(language).toBe(server.declaredLanguage);
  const { world: changed, server } = worldWith(serverWith('akkoma'), { declaredLanguage: 'pt' });
  expect(bodyOf(get(server.host, '/api/v1/instance', changed))).toMatchObject({ languages: ['pt'] });
});

test('servers that publish follow counts are mostly Japanese, unless they are to be spread alike', () => {
  const even = createWorld({ hosts: 1500, seed: 1, shift: false });
  expect(shareOf(speaking(large, 'ja'), counts)).toBeGreaterThan(0.4);
  for (const language of languages) {
    if (language !== 'ja') expect(shareOf(speaking(large, language), counts)).toBeLessThan(0.16);
    expect(Math.abs(shareOf(speaking(even, language), counts) - 0.17)).toBeLessThan(0.07);
  }
  expect(Math.abs(shareOf(large.servers, counts) - shareOf(even.servers, counts))).toBeLessThan(0.03);
});

test.each([0, 1, 2, 3])('in every language some server tells its follow counts (seed %d)', (seed) => {
  for (const hosts of [200, 300]) {
    const told = createWorld({ hosts, seed });
    for (const language of languages) {
      const open = speaking(told, language).filter(({ host }) => told.expected(host).lists.counts.entries.length > 20);
      expect(open.length, `${language} of ${hosts}`).toBeGreaterThan(0);
    }
  }
});

test('inventors are few, known to few, and claim numbers that fit each other so well that no rule finds them', () => {
  const inventors = large.servers.filter(({ inflation }) => inflation > 1);
  expect(inventors.length / 1500).toBeCloseTo(0.006, 3);
  const knownTo = (server: Server) => knownServers(large, server).length;
  const usual = large.servers.map(knownTo).sort((a, b) => a - b)[750]!;
  for (const server of inventors) {
    const { facts } = large.expected(server.host);
    expect(facts!.mau).toBeGreaterThan(1000 * server.people);
    expect(facts!.mau).toBeLessThanOrEqual(1_000_000);
    expect(knownTo(server)).toBeLessThan(usual / 2);
  }
  const names = inventors.map(({ host }) => [host, { software: 'mastodon' }] as const);
  const { hosts, peers } = buildSnapshot({ servers: Object.fromEntries(names) });
  const stated = hosts.map((host) => ({ ...host, ...large.expected(host.host).facts }));
  expect(findDoubts(stated, peers)).toEqual([]);
});

test('a table of follows that nobody keeps tells fewer than there are, and of some servers none', () => {
  const misskey = serverWith('misskey', ({ peersOpen }) => peersOpen);
  const { world: stale } = worldWith(misskey, { countsKept: false });
  const kept = world.expected(misskey.host).lists.counts.entries;
  const left = expectVisit(stale, misskey.host, { crawlDelayLimitMs: 60_000 }).lists.counts.entries;
  expect(left.map(({ target }) => target)).toEqual(kept.map(({ target }) => target));
  const total = (rows: typeof kept) => rows.reduce((sum, { followsOut }) => sum + followsOut, 0);
  expect(total(left)).toBeLessThan(total(kept));
  expect(left.filter(({ followsOut }, at) => followsOut === 0 && kept[at]!.followsOut > 10).length).toBeGreaterThan(0);
  expect(
    left.every(
      ({ followsOut, followsIn }, at) => followsOut <= kept[at]!.followsOut && followsIn <= kept[at]!.followsIn,
    ),
  ).toBe(true);
  expect(shareOf(large.servers.filter(counts), ({ countsKept }) => !countsKept)).toBeLessThan(0.08);
  expect(large.servers.filter((server) => counts(server) && !server.countsKept).length).toBeGreaterThan(0);
});

test('without closure the same people are there, and follow others', () => {
  const [closed, open] = [{}, { closureShare: 0 }].map((option) => createWorld({ hosts: 60, seed: 1, ...option }));
  expect(open!.accounts.homes).toEqual(closed!.accounts.homes);
  expect(targetsOf(open!.wanted, 0)).not.toEqual(targetsOf(closed!.wanted, 0));
});

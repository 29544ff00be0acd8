/** The crawl of a whole simulated fediverse of every software, judged by the servers' own request log alone. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { discoveryPath } from '../../crawler/nodeinfo.ts';
import { resolveSettings } from '../../crawler/settings.ts';
import { adapters } from '../../crawler/software/index.ts';
import { readHost, registrableDomain } from '../../data/host.ts';
import { worldSoftware } from '../../data/world/types.ts';
import { type CrawledWorld, clockSpeed } from './crawled-world.ts';
import { askedMoreThan, groupBy, pathOf, restsOf, robotsNotFirst } from './log-judge.ts';
import { sharedWorld } from './shared-world.ts';

const settings = resolveSettings();
/** On the clock of the log. */
const gapMs = settings.minGapMs / clockSpeed;
let crawled: CrawledWorld;

beforeAll(async () => {
  crawled = await sharedWorld({ hosts: 300, seed: 2 });
});
afterAll(() => crawled.remove());

const serverOf = (host: string) => crawled.world.find(host);
const byHost = () => groupBy(crawled.log, ({ host }) => host);
const isNotNow = (status: number | null) => status === 429 || status === 408;

test('the log is of every software', () => {
  const asked = new Set(crawled.log.map(({ host }) => serverOf(host)?.software));
  expect(worldSoftware.filter((software) => !asked.has(software))).toEqual([]);
  expect(crawled.log.length).toBeGreaterThan(1000);
});

test('robots.txt is the first thing asked of every host, once', () => {
  expect(robotsNotFirst(crawled.log)).toEqual({});
  const answered = crawled.log.filter(({ path, status }) => path === '/robots.txt' && status !== null && status < 500);
  expect(askedMoreThan(1, answered)).toEqual({});
});

test('nothing is asked for that a robots.txt forbids', () => {
  let obeyed = 0;
  for (const [host, requests] of byHost()) {
    const server = serverOf(host);
    const paths = requests.map(({ path }) => path);
    if (server?.robots === 'forbids-all' || server?.robots === 'forbids-us' || server?.robots === 'unavailable') {
      expect({ host, paths: [...new Set(paths)] }).toEqual({ host, paths: ['/robots.txt'] });
      obeyed++;
    }
    const isModern = server?.software === 'mastodon' && /^4\.([4-9]|\d\d)/.test(server.version);
    if (isModern && server.robots === 'shipped') {
      expect(paths).not.toContain('/api/v1/instance/domain_blocks');
      obeyed++;
    }
  }
  expect(obeyed).toBeGreaterThan(20);
});

test('nothing is asked for but robots.txt, NodeInfo, and what the adapter of the software declares', () => {
  const declared = (software: string) => {
    const own = Object.values(adapters).filter(({ names }) => names.includes(software));
    // What has no adapter of its own may say in NodeInfo that it speaks the API of another.
    return own.length > 0 ? own : [adapters['mastodon-like']!, adapters.pleroma!, adapters.mastodon!];
  };
  const others = crawled.log.filter((seen) => {
    const path = pathOf(seen);
    if (path === '/robots.txt' || path === discoveryPath || /\/nodeinfo/.test(path)) return false;
    return !declared(serverOf(seen.host)?.software ?? '').some(({ paths }) => Object.hasOwn(paths, path));
  });
  expect(others.map(({ host, path }) => `${serverOf(host)?.software} ${host}${path}`)).toEqual([]);
});

test('a registrable domain rests from the end of one request to the start of the next', () => {
  const rests = restsOf(crawled.log, ({ host }) => registrableDomain(readHost(host)!));
  expect(rests.length).toBeGreaterThan(500);
  expect(rests.filter(({ restMs }) => restMs < gapMs)).toEqual([]);
  expect(crawled.log.filter(({ inFlight }) => inFlight > 0)).toEqual([]);
});

test('servers behind one address are asked one after the other, with the same rest', () => {
  const shared = crawled.log.filter(({ address }) => address !== null);
  const groups = [...groupBy(shared, ({ address }) => address!).values()];
  expect(Math.max(...groups.map((log) => new Set(log.map(({ host }) => host)).size))).toBeGreaterThan(5);
  expect(crawled.log.filter(({ inFlightAtAddress }) => inFlightAtAddress > 0)).toEqual([]);
  expect(restsOf(shared, ({ address }) => address!).filter(({ restMs }) => restMs < gapMs)).toEqual([]);
});

test('no refusal is asked twice, "not now" at most once more', () => {
  const refused = crawled.log.filter(({ status }) => status !== null && status >= 400 && status < 500);
  expect(refused.length).toBeGreaterThan(50);
  expect(
    askedMoreThan(
      1,
      refused.filter(({ status }) => !isNotNow(status)),
    ),
  ).toEqual({});
  const notNow = refused.filter(({ status }) => isNotNow(status));
  expect(notNow.length).toBeGreaterThan(0);
  expect(askedMoreThan(settings.retryLimit + 1, notNow)).toEqual({});
});

test('no answer is longer than the caps, and the footprint tells what the servers sent', () => {
  const { maxBytes, maxDocumentBytes } = settings;
  expect(crawled.log.filter(({ bytes }) => bytes > maxBytes)).toEqual([]);
  const documents = crawled.log.filter((seen) => /^\/(robots\.txt|\.well-known\/nodeinfo)$/.test(pathOf(seen)));
  expect(documents.filter(({ bytes }) => bytes > maxDocumentBytes)).toEqual([]);
  const sent = crawled.log.reduce((sum, { bytes }) => sum + bytes, 0);
  expect(crawled.summary).toMatchObject({ requests: crawled.log.length, bytes: sent });
});

test('every request says who asks', () => {
  for (const { userAgent } of crawled.log)
    expect(userAgent).toMatch(/^Faultline\/\d+\.\d+\.\d+ \(.*test@faultline\.example\)$/);
});

test("endpoints that return the follow rows of people are never called; PeerTube's are about servers", () => {
  const personal = /\/(followers|following|accounts|users|timelines)\b/;
  const asked = crawled.log.filter(({ path }) => personal.test(path));
  const places = [...new Set(asked.map((seen) => `${serverOf(seen.host)?.software} ${pathOf(seen)}`))].sort();
  expect(places).toEqual(['peertube /api/v1/server/followers', 'peertube /api/v1/server/following']);
});

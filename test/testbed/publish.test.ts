/** A site of a crawled world: what it answers, what it leaves out, and how it comes into its folder. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assessBlocked } from '../../analysis/blocked.ts';
import { buildGraph, type Graph, hostOf } from '../../analysis/graph.ts';
import { describeHost } from '../../analysis/host-card.ts';
import { assess } from '../../analysis/impact.ts';
import { readBase } from '../../analysis/slice/base-binary.ts';
import { readSlice } from '../../analysis/slice/slice-binary.ts';
import { listTies } from '../../analysis/ties-of.ts';
import { ruleAgainst } from '../../data/export/publishing-rules.ts';
import { siteGraph } from '../../viz/cli/publish/site-graph.ts';
import { readManifest, type SiteManifest, shardOf } from '../../viz/site/manifest.ts';
import { readShard } from '../../viz/site/shard.ts';
import { SiteAnswers } from '../../viz/site/site-answers.ts';
import type { CrawledWorld } from './crawled-world.ts';
import { faultline } from './faultline.ts';
import { sharedWorld } from './shared-world.ts';

let world: CrawledWorld;
let folder: string;
const sites = {} as Record<'aggregates' | 'full', string>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'faultline-publish-'));
  world = await sharedWorld({ hosts: 220, seed: 11 });
  for (const detail of ['aggregates', 'full'] as const) {
    sites[detail] = join(folder, detail);
    const flags = detail === 'full' ? ['--detail', 'full'] : [];
    const { code, stderr } = await faultline(['publish', sites[detail], '--db', world.file, ...flags]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  }
});

afterAll(async () => {
  await world?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const load = (site: string) => async (path: string) => new Uint8Array(readFileSync(join(site, path)));

function manifestOf(site: string): SiteManifest {
  const [, path] = /name="faultline-site" content="([^"]+)"/.exec(readFileSync(join(site, 'index.html'), 'utf8'))!;
  return readManifest(JSON.parse(readFileSync(join(site, path!), 'utf8')))!;
}

const files = (site: string) =>
  readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const everyHost = (graph: Graph) => Array.from({ length: graph.order }, (_, node) => hostOf(graph, node));

test.each(['aggregates', 'full'] as const)(
  'a site with %s tells how much was seen of all servers, also of those it does not show',
  async (detail) => {
    const { coverage } = buildGraph(world.snapshot);
    const answers = new SiteAnswers(manifestOf(sites[detail]), load(sites[detail]));
    const [host] = everyHost(siteGraph(world.snapshot, detail).graph);
    const told = (await answers.assess({ host: host!, block: ['b.example'] })).coverage;
    expect(told).toMatchObject({ hosts: coverage.hosts, visited: coverage.visited, lists: coverage.lists });
    expect(told.visited).toBeLessThan(told.hosts);
  },
);

test.each(['aggregates', 'full'] as const)(
  'every server of a site with %s has the answers of the graph',
  async (detail) => {
    const { graph } = siteGraph(world.snapshot, detail);
    const answers = new SiteAnswers(manifestOf(sites[detail]), load(sites[detail]));
    const hosts = everyHost(graph);
    for (const [node, host] of hosts.entries()) {
      expect(await answers.getTies(host)).toEqual(listTies(graph, host));
      const { declares: _, declaredOn: __, ...card } = describeHost(graph, host);
      expect(await answers.getCard(host)).toMatchObject(card);
      const scenario = { host, block: [hosts[(node + 1) % hosts.length]!, hosts[(node + 7) % hosts.length]!] };
      const { lossIn, lossOut, people, hidden, communities, touched, entries } = assess(graph, scenario);
      const direct = { lossIn, lossOut, people, hidden, communities, touched, entries };
      expect(await answers.assess(scenario)).toMatchObject(direct);
      const blocked = await answers.getBlocked(host);
      if (detail === 'aggregates') expect(blocked).toBeNull();
      else
        expect(blocked).toMatchObject({ by: assessBlocked(graph, host).by, cutNow: assessBlocked(graph, host).cutNow });
    }
  },
);

test('no file of a site names a server that is not shown, or holds a comment', () => {
  const { hosts, blocks } = world.snapshot;
  const shown = new Set(
    hosts.filter((host) => ruleAgainst(host) === null).flatMap(({ host, aliases }) => [host, ...aliases]),
  );
  const secret = hosts.flatMap(({ host, aliases }) => [host, ...aliases]).filter((name) => !shown.has(name));
  const comments = [
    ...new Set(blocks.flatMap(({ comment }) => (comment !== null && comment.length > 8 ? [comment] : []))),
  ];
  expect(secret.length).toBeGreaterThan(10);
  expect(comments.length).toBeGreaterThan(3);
  const whole = new RegExp(
    `(?<![a-z0-9.-])(${secret.map((name) => name.replaceAll('.', '\\.')).join('|')})(?![a-z0-9-])`,
  );
  for (const site of Object.values(sites)) {
    for (const file of files(site)) {
      const text = readFileSync(file, 'utf8');
      expect({ file, found: whole.exec(text)?.[0] }).toEqual({ file, found: undefined });
      expect({ file, found: comments.find((comment) => text.includes(comment)) }).toEqual({ file, found: undefined });
    }
  }
});

test('without --detail full no file holds a pair, and what is told of blocks rests on enough servers', async () => {
  const site = sites.aggregates;
  const manifest = manifestOf(site);
  const base = readBase(await load(site)(manifest.base));
  expect(base.closed).toEqual([]);
  let told = 0;
  for (let node = 0; node < base.order; node++) {
    const slice = readSlice(readShard(await load(site)(shardOf(manifest, node)), node), base);
    expect([slice.blocks, slice.allows, [...slice.unlists], [...slice.unlistedBy]]).toEqual([[], [], [], []]);
    const { declares, declaredOn, inForce } = slice.sums!;
    for (const count of [declares, declaredOn, inForce?.servers ?? 0])
      expect(count ?? 0).not.toSatisfy((it: number) => it > 0 && it < 5);
    if (inForce === null) continue;
    for (const share of [inForce.in.share, inForce.out.share])
      expect(share).toBe(share && Number(share.toPrecision(2)));
    if (inForce.servers > 0) told++;
  }
  expect(told).toBeGreaterThan(5);
});

test('the same snapshot gives the same bytes, and a site made anew leaves nothing of the old one behind', async () => {
  const again = join(folder, 'again');
  const publish = (flags: string[]) =>
    faultline(['publish', again, '--db', world.file, '--snapshot', world.snapshot.id, ...flags]);
  const sums = () => readFileSync(join(again, 'SHA256SUMS'), 'utf8');
  await faultline(['snapshot', '--db', world.file]);
  await publish([]);
  const first = sums();
  writeFileSync(join(again, 'CNAME'), 'map.example\n');
  await publish(['--detail', 'full']);
  expect(sums()).not.toBe(first);
  await publish([]);
  expect(sums()).toBe(first);
  const listed = first.split('\n').flatMap((line) => line.slice(66) || []);
  expect(
    files(again)
      .map((file) => file.slice(again.length + 1))
      .sort(),
  ).toEqual([...listed, 'SHA256SUMS', 'CNAME'].sort());
});

test('a folder with something else in it is left alone', async () => {
  const taken = mkdtempSync(join(folder, 'taken-'));
  writeFileSync(join(taken, 'index.html'), '<p>mine</p>');
  const { code, stderr } = await faultline(['publish', taken, '--db', world.file]);
  expect(code).toBe(2);
  expect(stderr).toContain('holds a site made before');
  expect(readdirSync(taken)).toEqual(['index.html']);
});

test('pages of servers stay out of search engines unless they are let in, and name where they are', async () => {
  const open = join(folder, 'open');
  const { stdout } = await faultline([
    'publish',
    open,
    '--db',
    world.file,
    '--index',
    '--base-url',
    'https://map.example/f',
    '--json',
  ]);
  const answer = JSON.parse(stdout);
  expect(answer).toMatchObject({ schema: 'faultline.publish/1', tier: 'published', detail: 'aggregates' });
  expect(answer.bytes).toBeGreaterThan(answer.firstViewBytes);
  const page = readdirSync(join(open, 'host')).find((name) => name.endsWith('.html'));
  const text = (site: string) => readFileSync(join(site, 'host', page!), 'utf8');
  expect(text(open)).toContain(`<link rel="canonical" href="https://map.example/f/host/${page}">`);
  expect(text(open)).not.toContain('noindex');
  expect(text(sites.aggregates)).toContain('<meta name="robots" content="noindex">');
  expect(readFileSync(join(sites.aggregates, 'robots.txt'), 'utf8')).toContain('Disallow: /host/');
});

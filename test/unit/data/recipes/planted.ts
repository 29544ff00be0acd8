/** Half a year of a small fediverse, planted visit by visit: lists that change, go missing, are copied, masked and flooded. */
import { join } from 'node:path';
import { digestOf } from '../../../../data/masks.ts';
import { seededRandom } from '../../../../data/random.ts';
import { takeSnapshot } from '../../../../data/snapshot/reference.ts';
import type { Snapshot } from '../../../../data/snapshot/types.ts';
import { Store } from '../../../../data/store.ts';
import type { Block, Disclosure, Host, ObservedList, Visit } from '../../../../data/types.ts';
import { version } from '../../../../data/version.ts';
import { block, host, list, noFacts, noList, peers, visit } from '../../../fixtures/observed.ts';

export interface Planted {
  file: string;
  /** Every crawl with its visits, in the order in which they were recorded. */
  crawls: { id: number; startedAt: number; visits: Visit[] }[];
  snapshot: Snapshot;
}

const dayMs = 86_400_000;
const servers = [...'abcdefghijklmn'].map((letter) => `${letter}.example`);
/** Its handles are under the domain above it. */
const webHost = 'web.town.example';
const handleHost = 'town.example';
const optsOut = 'quiet.example';
const floods = 'flood.example';
/** Only the source that floods names them all; the first is vouched for by others, the second by one. */
const generated = Array.from({ length: 150 }, (_, number) => `n${number}.troll.example`);
/** Never visited; lists name them. */
const elsewhere = ['sub.a.example', 'x.example', 'y.example', 'z.example', 'dead.example'];
const software = ['mastodon', 'pleroma', 'lemmy', null];

/** @param folder where the file is made */
export async function plantHistory(folder: string, seed: number): Promise<Planted> {
  const random = seededRandom(seed);
  const file = join(folder, 'planted.duckdb');
  const store = await Store.open(file, 'create');
  const crawls: Planted['crawls'] = [];
  for (let round = 0; round < 9; round++) {
    const startedAt = Date.UTC(2026, 0, 12) + round * 23 * dayMs;
    const id = await store.beginCrawl(startedAt, { version });
    const visits = plantRound(round, startedAt, random);
    await store.record(id, visits);
    crawls.push({ id, startedAt, visits });
  }
  const { snapshot } = await takeSnapshot(store);
  await store.close();
  return { file, crawls, snapshot };
}

function plantRound(round: number, startedAt: number, random: () => number): Visit[] {
  const copied = plantBlocks(random);
  const crawled = [...servers, webHost, optsOut, floods].filter(() => random() < 0.85);
  return crawled.map((name, position) => {
    const at = startedAt + (position + 1) * 3_600_000 + Math.floor(random() * 60_000);
    if (random() < 0.12) return unreached(name, at);
    if (name === optsOut && round > 5) return optedOut(name, at);
    return visit(name, at, {
      facts: plantFacts(random),
      aliases: name === webHost ? [host(handleHost)] : [],
      peers: disclosed(random, plantPeers(name, random)),
      blocks: disclosed(random, blocksOf(name, random() < 0.4 ? copied : plantBlocks(random))),
    });
  });
}

function unreached(name: string, at: number): Visit {
  const lists = { peers: noList('unreached'), blocks: noList('unreached') };
  return visit(name, at, { status: 'unreached', reason: 'timeout', ...lists });
}

function optedOut(name: string, at: number): Visit {
  const withheld: ObservedList<never> = { ...noList('withheld'), reason: 'opted-out' };
  const lists = { peers: withheld, blocks: withheld };
  return visit(name, at, { status: 'refused', reason: 'opted-out', optOut: 'hide-in-statistics', ...lists });
}

function plantFacts(random: () => number): Visit['facts'] {
  if (random() < 0.2) return null;
  const users = random() < 0.3 ? null : Math.floor(random() * 5000);
  return { ...noFacts, software: pick(software, random), version: '4.5', users, mau: users && Math.ceil(users / 3) };
}

function plantPeers(name: string, random: () => number): Host[] {
  const names = [...servers, webHost, handleHost, optsOut, ...elsewhere].filter((it) => it !== name);
  const listed = names.filter(() => random() < 0.5);
  return peers(...listed, ...(name === floods ? generated : [])).entries;
}

function plantBlocks(random: () => number): Block[] {
  const targets = [
    ...servers,
    webHost,
    handleHost,
    optsOut,
    ...elsewhere,
    'n1.troll.example',
    '*.x.example',
    'example',
  ];
  return targets
    .filter(() => random() < 0.35)
    .map((target) => {
      const action = pick(['suspend', 'silence'], random);
      if (random() < 0.8 || !/^\w\.example$/.test(target)) return block(target, action, { comment: words(random) });
      // Every second mask has no digest, and can stand for anybody.
      const digest = random() < 0.5 ? digestOf(target) : null;
      return block(`${target[0]}.ex**ple`, action, { digest });
    });
}

function words(random: () => number): string | null {
  return random() < 0.3 ? pick(['spam', 'no moderation'], random) : null;
}

function blocksOf(name: string, blocks: Block[]): Block[] {
  const others = blocks.filter(({ target }) => target !== name);
  return name === 'b.example' ? [...others, block('n2.troll.example')] : others;
}

function disclosed<Entry>(random: () => number, entries: Entry[]): ObservedList<Entry> {
  const draw = random();
  if (draw < 0.6) return list(entries);
  if (draw < 0.7)
    return list(
      entries.filter(() => random() < 0.5),
      'partial',
    );
  if (draw < 0.75) return { ...noList('withheld'), reason: 'robots-disallowed' };
  return noList(pick<Disclosure>(['withheld', 'unsupported', 'unreached'], random));
}

function pick<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)]!;
}

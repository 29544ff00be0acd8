/** What can be measured, one row a part: its size by itself, beside the others, and at the quickest. */
import { analysisRows } from './analysis.ts';
import { crawlLines } from './crawl.ts';
import { embedReport } from './embed.ts';
import { intakeRows } from './intake.ts';
import { mapLines } from './map.ts';
import { viewLines } from './map-view.ts';
import type { Row } from './measure.ts';
import { nameRows } from './names.ts';
import { questionRows } from './questions.ts';
import { renderRow } from './render-row.ts';
import { servedLines } from './served.ts';
import { siteRows } from './site.ts';
import { snapshotLines } from './snapshots.ts';
import { storeRows } from './store.ts';
import { type BenchWorld, makeWorld } from './world.ts';

export interface Sizes {
  /** The smallest that still runs everything. */
  quick: boolean;
  /** Only one part is measured. */
  alone: boolean;
  /** As asked for; undefined for the part's own. */
  hosts: number | undefined;
  lists: number | undefined;
}

type Part = (sizes: Sizes) => AsyncIterable<string>;

export const parts: Readonly<Record<string, Part>> = {
  async *names(sizes) {
    yield* rendered(await nameRows(Math.min(listsOf(sizes), 20), runsOf(sizes)));
  },
  async *intake(sizes) {
    yield* rendered(await intakeRows(listsOf(sizes), runsOf(sizes)));
  },
  async *crawl({ hosts, quick }) {
    const order = hosts ?? (quick ? 150 : 2000);
    yield `a simulated fediverse of ${order} servers, seed 1, three in ten dead; once, each part a process of its own`;
    yield* await crawlLines(order);
  },
  async *snapshots({ lists, quick, alone }) {
    const count = lists ?? (quick ? 50 : alone ? 25_000 : 1000);
    yield `${count} lists of about 6,000 peers`;
    yield* await snapshotLines(count, alone || quick ? 1 : 5);
  },
  store: inWorld(storeRows),
  analysis: inWorld(analysisRows),
  async *questions({ hosts, quick, alone }) {
    const order = hosts ?? (quick ? 3000 : alone ? 60_000 : 10_000);
    yield `to ${order} servers with lists of about ${peersOf(order)} peers, made in memory`;
    yield* rendered(await questionRows({ hosts: order, meanPeers: peersOf(order) }));
  },
  async *serve({ hosts, quick }) {
    const order = hosts ?? (quick ? 3000 : 20_000);
    yield `first questions over HTTP to ${order} servers with lists of about ${peersOf(order)} peers`;
    yield* await servedLines({ hosts: order, meanPeers: peersOf(order) });
  },
  async *site({ hosts, quick }) {
    const order = hosts ?? (quick ? 3000 : 20_000);
    yield `what the page of a published site computes, of ${order} servers with lists of about ${peersOf(order)} peers`;
    yield* rendered(await siteRows({ hosts: order, meanPeers: peersOf(order) }));
  },
  async *embed(sizes) {
    yield 'the map on another page, in Chromium with WebGL on the processor; the first size is drawn';
    const { lines, rows } = await embedReport(embeddedOrders(sizes), runsOf(sizes));
    yield* lines;
    yield* rendered(rows);
  },
  async *map(sizes) {
    for (const order of drawnOrders(sizes)) yield* await mapLines(order, runsOf(sizes));
  },
  async *view(sizes) {
    yield 'the map in Chromium, drawn by the processor; median of a few runs, beside Sigma as it comes, in turns';
    yield* viewLines(drawnOrders(sizes), sizes.quick ? 1 : 3);
  },
};

/** Measures on a crawled world, once it is there. */
function inWorld(measure: (world: BenchWorld, runs: number) => Promise<Row[]>): Part {
  return async function* ({ hosts, quick }) {
    const order = Math.min(hosts ?? 2000, quick ? 150 : 2000);
    yield `a simulated fediverse of ${order} servers, seed 1; median (min–max), work and baseline in turns`;
    const world = await makeWorld(order);
    try {
      yield* rendered(await measure(world, quick ? 1 : 5));
    } finally {
      await world.close();
    }
  };
}

/** The sizes of maps that are drawn today, and of the whole fediverse. */
function drawnOrders({ hosts, quick, alone }: Sizes): number[] {
  if (hosts !== undefined) return [hosts];
  return quick ? [1000] : alone ? [5000, 20_000, 60_000] : [5000];
}

function embeddedOrders({ hosts, quick, alone }: Sizes): number[] {
  if (hosts !== undefined) return [hosts];
  return quick ? [2000] : alone ? [20_000, 5000, 60_000] : [5000];
}

function* rendered(rows: readonly Row[]) {
  for (const row of rows) yield renderRow(row);
}

function peersOf(order: number): number {
  return Math.min(700, Math.round(order / 10));
}

function runsOf({ quick }: Sizes): number {
  return quick ? 1 : 5;
}

function listsOf({ lists, quick }: Sizes): number {
  return lists ?? (quick ? 5 : 100);
}

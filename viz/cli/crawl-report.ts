/** What a crawl came to: for the person who ran it, and for whoever asks what it cost the servers. */
import { coverageAround } from '../../analysis/coverage.ts';
import { buildGraph, findNode } from '../../analysis/graph.ts';
import { writeFootprint, writeQuarantine } from '../../analysis/report/footprint-sentences.ts';
import { writeNeighbours } from '../../analysis/report/neighbour-sentence.ts';
import type { HostCoverage, SnapshotRef } from '../../analysis/types.ts';
import type { CrawlSummary } from '../../crawler/effects.ts';
import { type Footprint, readFootprint } from '../../data/footprint.ts';
import { isoTime } from '../../data/iso-time.ts';
import { type Quarantine, readQuarantine } from '../../data/quarantine.ts';
import { takeSnapshot } from '../../data/snapshot/reference.ts';
import type { Snapshot } from '../../data/snapshot/types.ts';
import type { Store } from '../../data/store.ts';
import type { Host } from '../../data/types.ts';
import { describeSummary } from './progress.ts';

export interface CrawlReport {
  summary: CrawlSummary;
  footprint: Footprint;
  quarantine: Quarantine;
  /** What is now held around the server that was asked for; null when none was. */
  around: { host: Host; neighbours: HostCoverage['neighbours'] } | null;
  /** What is known after it, noted under this id; null when nothing is known yet. */
  snapshot: SnapshotRef | null;
}

export async function readCrawlReport(store: Store, summary: CrawlSummary, centre?: Host): Promise<CrawlReport> {
  const [visits] = await store.rows('SELECT count(*)::DOUBLE FROM tries');
  const snapshot = visits![0] === 0 ? null : (await takeSnapshot(store)).snapshot;
  return {
    summary,
    footprint: await readFootprint(store, { crawlId: summary.crawlId }),
    quarantine: await readQuarantine(store),
    around: centre === undefined ? null : readAround(snapshot, centre),
    snapshot: snapshot && { id: snapshot.id, asOf: isoTime(snapshot.asOf) },
  };
}

function readAround(snapshot: Snapshot | null, centre: Host): CrawlReport['around'] {
  if (snapshot === null) return { host: centre, neighbours: null };
  const graph = buildGraph(snapshot);
  const { neighbours } = coverageAround(graph, findNode(graph, centre));
  return { host: centre, neighbours };
}

export function renderCrawlReport({ summary, footprint, quarantine, around, snapshot }: CrawlReport): string {
  return [
    `${describeSummary(summary)}.`,
    ...(summary.stopped === 'network-down' ? [describeNetworkDown(summary)] : []),
    ...writeFootprint(footprint),
    ...writeQuarantine(quarantine),
    ...(around === null ? [] : writeAround(around)),
    ...(snapshot === null ? [] : [`Snapshot ${snapshot.id}, as of ${snapshot.asOf}.`]),
  ].join('\n');
}

function describeNetworkDown({ visited, refused, unreached }: CrawlSummary): string {
  if (visited + refused + unreached === 0) {
    return 'Stopped: nobody answered. The network here may be down, or the names are wrong. Nothing is recorded of those servers, and they stay due.';
  }
  return 'Stopped: nobody answered any more, and not even who had before can be looked up, so it is our own network. Those servers stay due.';
}

function writeAround({ host, neighbours }: NonNullable<CrawlReport['around']>): string[] {
  const sentence = writeNeighbours(host, { neighbours });
  if (neighbours !== null) return [sentence];
  return [
    sentence,
    'It hides its list, or did not answer. Where whoever runs it agrees, import the list: faultline import FOLDER.',
  ];
}

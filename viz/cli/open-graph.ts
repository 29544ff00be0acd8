/**
 * From a database file to a graph that answers. Small snapshots are read and held. Of a large one a cache file stands
 * beside the database, from which rows of peers are read when they are asked for, and a second one with what every
 * question needs: what takes minutes the first time takes seconds from then on.
 */
import { buildGraph, type Graph, graphOfRows } from '../../analysis/graph.ts';
import { transpose } from '../../analysis/kernels/transpose.ts';
import { turnRound } from '../../analysis/parallel/turn-round.ts';
import { twoThreads } from '../../analysis/parallel/two-threads.ts';
import { prepare } from '../../analysis/prepare.ts';
import type { Prepared } from '../../analysis/prepared/prepared-binary.ts';
import { type OpenedSnapshot, openSnapshot } from '../../data/snapshot/open.ts';
import { rowsOf } from '../../data/snapshot/types.ts';
import type { Tier } from '../server/exposure.ts';
import { checkFileName, noteDamagedLog, noteReissue } from './database.ts';
import { printNote } from './output.ts';
import { PreparedFile } from './prepared-file.ts';
import { publishedGraph } from './published-graph.ts';

export interface GraphNeeds {
  /** What of the snapshot is to be shown. @default 'local' */
  tier?: Tier;
  /** ties: who lists whom and who acts on whom. everything: also what prepare.ts names. @default 'everything' */
  needs?: 'ties' | 'everything';
  /** From how many entries of peer lists on files are kept. @default that of `openSnapshot` */
  leastPeers?: number;
}

/**
 * @param which as a person names a snapshot; undefined for what is known now
 * @returns a graph that may read from a file as long as the process lives
 * @throws UserError when there is no such snapshot, or no server may be shown
 */
export async function openGraph(
  file: string,
  which: string | undefined,
  { tier = 'local', needs = 'everything', ...kept }: GraphNeeds = {},
): Promise<Graph> {
  checkFileName(file);
  const opened = await openSnapshot(file, which, { ...kept, turnRound });
  noteDamagedLog(opened.damagedLog);
  noteReissue({ snapshot: opened.snapshotFacts, reissueOf: opened.reissueOf });
  if (opened.keptAt === null) return graphIn(tier, opened);
  const prepared = new PreparedFile(opened.keptAt, tier, opened.snapshotFacts.contentHash);
  const found = prepared.read();
  const graph = graphIn(tier, opened, found);
  if (found !== undefined || needs === 'ties') return graph;
  printNote(`Working out what every question to snapshot ${graph.ref.id} needs: a minute or two, once.`);
  const parallel = twoThreads();
  prepared.write(prepare(graph, parallel));
  await parallel.close();
  // What was worked with takes a gigabyte of memory that the file makes unnecessary.
  const written = prepared.read();
  return written === undefined ? graph : graphIn(tier, opened, written);
}

function graphIn(tier: Tier, opened: OpenedSnapshot, found?: Prepared): Graph {
  const { snapshotFacts } = opened;
  if (tier === 'local') return (found?.graphOf ?? graphOfRows)(snapshotFacts, opened, {});
  // What may be shown is chosen from all lists.
  const snapshot = { ...snapshotFacts, peers: opened.loadCsr('out') };
  return publishedGraph(snapshot, undefined, (shown, options) => {
    if (found === undefined) return buildGraph(shown, options);
    return found.graphOf(shown, { peers: rowsOf(shown.peers), listedBy: rowsOf(transpose(shown.peers)) }, options);
  });
}

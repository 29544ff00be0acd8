/**
 * A world of the size of the fediverse, drawn from a seed and written straight into a database, as crawls on one or two
 * days would have left it. Nothing is served and nobody is asked: it is for measuring, and for tests of what a graph of
 * that size does. Same size, seed and days, same rows.
 */
import { existsSync } from 'node:fs';
import { UserError } from '../../errors.ts';
import { openDatabase } from '../../store/database.ts';
import { openListWriter } from '../../store/list-writer.ts';
import type { PassTimes } from '../../store/pass-lists.ts';
import type { EpochMs, Host } from '../../types.ts';
import { drawAllowlists } from './allowlists.ts';
import { drawCensus } from './census.ts';
import { declareLargeBlocks } from './declared-blocks.ts';
import { drawLists } from './draw-lists.ts';
import { FollowRows } from './follow-rows.ts';
import type { LargeSize } from './sizes.ts';
import { writeTables } from './tables.ts';

export interface LargeWorldOptions {
  size: LargeSize;
  /** Any whole number. */
  seed: number;
  /** Of 2 days the second has about 1 % of new and lacks 1 % of the old peers and blocks; 1 unless given. */
  days?: 1 | 2;
  /** false: everything on the calling thread, as where the sources run as they are; true unless given. */
  thread?: boolean;
}

export interface PlantedTruth {
  /** By number in the file. */
  hosts: Host[];
  /** The planted community of each host, by number in the file. */
  community: Uint8Array;
  /** Ends of the crawls: `freeze(store, { asOf })` of each gives the view of its day. */
  asOf: EpochMs[];
}

export interface PlantedWorld extends PlantedTruth {
  /** Published lists of peers. */
  lists: number;
  /** Peer entries that stand on each of the days. */
  edges: number[];
  /** Peer entries that begin, and that end, on the second day. */
  added: number;
  removed: number;
  /** Declared blocks that were ever held, and their declarers. */
  blocks: number;
  declarers: number;
  /** Rows of follow counts. */
  counts: number;
}

const firstDay = Date.UTC(2026, 10, 19);
const dayMs = 86_400_000;
/** A crawl takes six hours. */
const crawlMs = 21_600_000;

/** What is true of the world, without planting it. */
export function plantedTruth({ size, seed, days = 1 }: LargeWorldOptions): PlantedTruth {
  const { hosts, community } = drawCensus({ size, seed });
  return { hosts, community, asOf: timesOf(hosts.length, days).begins.map((begin) => begin + crawlMs) };
}

/**
 * @param file must not be there yet
 * @throws UserError when it is
 */
export async function plantLargeWorld(file: string, options: LargeWorldOptions): Promise<PlantedWorld> {
  const { size, seed, days = 1, thread = true } = options;
  if (existsSync(file)) {
    throw new UserError(`${file} is there already.`, { hint: 'Name a file that is not there yet.' });
  }
  const census = drawCensus({ size, seed });
  const times = timesOf(census.hosts.length, days);
  const follows = new FollowRows(census);
  await (await openDatabase(file, 'create')).close();
  const writer = await openListWriter(file, times, { thread });
  const drawn = await drawLists(census, days, writer.write, (source, list) => follows.add(source, list));
  await writer.close();

  const blocks = declareLargeBlocks(census, days);
  const allowlists = drawAllowlists(census);
  const database = await openDatabase(file, 'write');
  try {
    await writeTables(database.connection, {
      census,
      times,
      crawlMs,
      lengths: drawn.lengths,
      blocks,
      allowlists,
      follows,
    });
  } finally {
    await database.close();
  }
  const { edges, added, removed } = drawn;
  return {
    ...plantedTruth(options),
    ...{ lists: census.publishers.length, edges, added, removed },
    ...{ blocks: blocks.length, declarers: blocks.declarers.length, counts: follows.length },
  };
}

function timesOf(hosts: number, days: number): PassTimes {
  return {
    begins: Array.from({ length: days }, (_, day) => firstDay + day * dayMs),
    stepMs: Math.floor(crawlMs / hosts),
  };
}

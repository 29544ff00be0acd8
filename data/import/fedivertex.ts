/**
 * A Fedivertex folder into the store: one graph of one week, as Franck writes it and the published data set holds it
 * (instances.csv, and interactions.csv with Source, Target, Weight; `[DOT]` for the dots of a name).
 * Read from MarcT0K/Franck ac9d742 (common.py and its crawlers) and MarcT0K/Fedivertex-Python 1037154 (main.py).
 *
 * - A row is a server that the source knows: from its peer list, from whom it follows, or from whom its people follow.
 *   A weight of -1 is a block of Lemmy.
 * - Lists are partial, never published: Franck keeps of each only servers of the same software that answered its crawl.
 *   A list that is not there ends no row and proves no absence. A server without rows gets no list at all.
 * - Greater weights are not kept. They count follows of the 10,000 people who were active last and let their lists be
 *   seen, or posts of a month: a part of the exact numbers that counts hold, of unknown size.
 * - In instances.csv are the servers that answered; those with an error, in folders that were not cleaned, told nothing.
 */
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { readRule } from '../host.ts';
import type { ListObservation, Observation } from '../store/observation.ts';
import type { Store } from '../store.ts';
import type { Block, EpochMs, Host, RuleText } from '../types.ts';
import { version } from '../version.ts';
import { eachCsvRow } from './csv.ts';
import type { ImportSummary } from './exchange.ts';
import { EdgeReader, type Edges, type Server, ServerReader } from './fedivertex-rows.ts';

export interface FedivertexFolder {
  folder: string;
  /** By the names of the folders it lies in, which is how the data set is laid out; null where they say nothing. */
  graph: GraphName | null;
  /** From the folder's name; null where it is no date. */
  observedAt: EpochMs | null;
  servers: ReadonlyMap<Host, Server>;
  edges: Edges;
  notes: Pick<ImportSummary, 'rejected' | 'rejectedCount' | 'typos' | 'typoCount'>;
}

interface GraphName {
  software: string;
  type: string;
}

export interface FedivertexSummary extends ImportSummary {
  graph: GraphName | null;
  /** Rows with a weight above 1, of which the weight is not kept. */
  weighted: number;
}

/**
 * @param edges the table with source and target, which recognise found
 * @throws UserError when a file cannot be read, a line is malformed, or no row of the edges names two servers
 */
export async function readFedivertex(folder: string, edges: string | null): Promise<FedivertexFolder> {
  const graph = readGraphName(folder);
  const servers = new ServerReader(graph?.software ?? null);
  const instances = join(folder, 'instances.csv');
  const rows = new EdgeReader(edges ?? '');
  if (edges !== null) await eachCsvRow(join(folder, edges), ['source', 'target'], (row) => rows.take(row));
  if (rows.count > 0 && rows.rejectedCount === rows.count) {
    throw new UserError(`${join(folder, edges!)}: none of its ${rows.count} rows names two servers.`, {
      hint: 'Graphs of communities inside one server cannot be imported, only graphs of servers. Nothing was imported.',
    });
  }
  if (existsSync(instances)) await eachCsvRow(instances, ['host'], (row) => servers.take(row));
  const notes = {
    rejected: [...servers.rejected, ...rows.rejected],
    rejectedCount: servers.rejectedCount + rows.rejectedCount,
    typos: servers.typos,
    typoCount: servers.typoCount,
  };
  return { folder, graph, observedAt: readFolderDate(folder), servers: servers.found, edges: rows.edges, notes };
}

/** @param now the time of everything in the folder */
export async function recordFedivertex(
  store: Store,
  { folder, graph, servers, edges, notes }: FedivertexFolder,
  now: EpochMs,
): Promise<FedivertexSummary> {
  const hosts = new Set([...servers.keys(), ...edges.peers.keys(), ...edges.blocks.keys()]);
  const observations = [...hosts].map((host) => observe(host, servers.get(host), edges, now));
  const crawlId = await store.beginCrawl(now, { folder: basename(resolve(folder)), graph, version }, 'import');
  const { staleLists } = await store.recordObservations(crawlId, observations);
  const total = (kind: 'peers' | 'blocks') =>
    observations
      .flatMap(({ lists }) => lists)
      .reduce((sum, list) => sum + (list.kind === kind ? list.entries.length : 0), 0);
  const summary = {
    graph,
    hosts: servers.size,
    visited: servers.size,
    peers: total('peers'),
    blocks: total('blocks'),
    ...{ allows: 0, counts: 0 },
    weighted: edges.weighted,
    staleLists,
    ...notes,
  };
  await store.finishCrawl(crawlId, { ...summary, durationMs: 0 });
  return summary;
}

function observe(host: Host, server: Server | undefined, { peers, blocks }: Edges, at: EpochMs): Observation {
  const asked = { requests: [], notBefore: null, optOut: null, consent: false, robots: null };
  const partial = { disclosure: 'partial', reason: null, rejectedCount: 0, observedAt: at } as const;
  const lists: ListObservation[] = [];
  const known = new Set(peers.get(host));
  if (known.size > 0) lists.push({ ...partial, kind: 'peers', entries: [...known] });
  const blocked = [...new Set(blocks.get(host))].flatMap((target) => readRule(target) ?? []);
  if (blocked.length > 0) lists.push({ ...partial, kind: 'blocks', entries: blocked.map(blockOf) });
  return {
    host,
    observedAt: at,
    visit: server === undefined ? null : { startedAt: at, finishedAt: at, status: 'visited', reason: 'ok', ...asked },
    facts: server?.facts ?? null,
    aliases: [],
    lists,
  };
}

function blockOf(target: RuleText): Block {
  return { target, action: 'blocked', digest: null, comment: null };
}

/** As main.py of Fedivertex lists them: `<software>/<graph type>/<date>`. */
const graphTypes: Readonly<Record<string, readonly string[]>> = {
  bookwyrm: ['federation'],
  friendica: ['federation'],
  lemmy: ['federation', 'federation_with_blocks', 'cross_instance', 'intra_instance'],
  mastodon: ['federation', 'active_user'],
  misskey: ['federation', 'active_user'],
  peertube: ['follow'],
  pleroma: ['federation', 'active_user'],
};

function readGraphName(folder: string): GraphName | null {
  const above = dirname(resolve(folder));
  const [software, type] = [basename(dirname(above)), basename(above)];
  return Object.hasOwn(graphTypes, software) && graphTypes[software]!.includes(type) ? { software, type } : null;
}

/** `20250203`, or as Franck names what it writes: `lemmy_federation_20250203-101500`. */
export function readFolderDate(folder: string): EpochMs | null {
  const found = /^(?:[a-z_]+_)?(20\d\d)(\d\d)(\d\d)(?:-\d{6})?$/.exec(basename(resolve(folder)));
  if (found === null) return null;
  const date = found.slice(1).join('-');
  const time = Date.parse(date);
  // The 30th of February is read as a day of March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) ? time : null;
}

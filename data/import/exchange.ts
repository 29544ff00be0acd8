/**
 * An exchange folder into the store: what other people's crawls, and our own exports, brought.
 *
 * The whole folder is read before anything is written, and written in one transaction.
 */
import { basename, resolve } from 'node:path';
import type { ListObservation, Observation, ObservedVisit } from '../store/observation.ts';
import { hasEntries } from '../store/observation.ts';
import type { Store } from '../store.ts';
import { type EpochMs, type Host, type InstanceFacts, type ListKind, listKinds, noFacts } from '../types.ts';
import { version } from '../version.ts';
import { type FileTypo, type FolderContent, type HostRecord, type RejectedRow, readFolder } from './folder.ts';

export interface ImportSummary {
  /** Hosts with a row in instances.csv. */
  hosts: number;
  /** Hosts the folder says were visited and answered. */
  visited: number;
  /** Entries read, of hosts that are hosts. */
  peers: number;
  blocks: number;
  allows: number;
  counts: number;
  /** Lists older than what the database already holds for the same host: noted, and changed nothing. */
  staleLists: number;
  /** The first lines that could not be used. */
  rejected: RejectedRow[];
  /** All of them. */
  rejectedCount: number;
  /** Words taken for others: the first of them. */
  typos: FileTypo[];
  typoCount: number;
}

/**
 * Reads `instances.csv`, `peers.csv`, `blocks.csv`, `allows.csv`, `counts.csv` and `lists.csv`, as far as they are
 * there. Unknown columns are ignored, an empty cell is not known.
 * @param options.now the time of everything that the folder does not date
 * @throws UserError when the folder, a column or a line cannot be read; then nothing was written
 */
export async function importExchange(store: Store, folder: string, { now }: { now: EpochMs }): Promise<ImportSummary> {
  return recordExchange(store, folder, { content: await readFolder(folder), now });
}

/** Likewise of a folder that was read before. */
export async function recordExchange(
  store: Store,
  folder: string,
  { content, now }: { content: FolderContent; now: EpochMs },
): Promise<ImportSummary> {
  const observed = [...content.hosts].map(([host, record]) => observe(host, record, content, now));
  const crawlId = await store.beginCrawl(now, { folder: basename(resolve(folder)), version }, 'import');
  const { staleLists } = await store.recordObservations(crawlId, dateNames(observed, now));
  const records = [...content.hosts.values()];
  const summary = {
    hosts: content.instanceCount,
    visited: records.filter((record) => record.liveness === 'alive').length,
    peers: total(records, 'peers'),
    blocks: total(records, 'blocks'),
    allows: total(records, 'allows'),
    counts: total(records, 'counts'),
    staleLists,
    rejected: content.rejected,
    rejectedCount: content.rejectedCount,
    typos: content.typos,
    typoCount: content.typoCount,
  };
  await store.finishCrawl(crawlId, { ...summary, durationMs: 0 });
  return summary;
}

function observe(host: Host, record: HostRecord, content: FolderContent, now: EpochMs): Observation {
  const visit = visitOf(record, now);
  const told = Object.values(record.states).flatMap(({ observedAt }) => observedAt ?? []);
  const askedAt = visit?.finishedAt ?? record.factsAt ?? (told.length > 0 ? Math.max(...told) : now);
  return {
    host,
    observedAt: record.factsAt ?? askedAt,
    visit,
    facts: factsOf(record, content),
    aliases: record.aliases,
    lists: listKinds.flatMap((kind) => observeList(kind, record, content, askedAt)),
  };
}

/** A name of which a folder tells nothing is known as long as the rest of the folder, or it would not stand in it. */
function dateNames(observations: readonly Observation[], now: EpochMs): Observation[] {
  let newest = Number.NEGATIVE_INFINITY;
  for (const observation of observations) newest = Math.max(newest, ...timesOf(observation));
  const observedAt = Number.isFinite(newest) ? newest : now;
  return observations.map((it) => (timesOf(it).length === 0 ? { ...it, observedAt } : it));
}

function timesOf({ observedAt, visit, facts, lists }: Observation): EpochMs[] {
  const times = lists.map((list) => list.observedAt);
  if (facts !== null) times.push(observedAt);
  if (visit !== null) times.push(visit.finishedAt);
  return times;
}

function visitOf({ liveness, visitedAt }: HostRecord, now: EpochMs): ObservedVisit | null {
  if (liveness === 'unvisited') return null;
  const at = visitedAt ?? now;
  const asked = { requests: [], notBefore: null, optOut: null, consent: false, robots: null };
  const visit = { startedAt: at, finishedAt: at, ...asked };
  return liveness === 'alive'
    ? { ...visit, status: 'visited', reason: 'ok' }
    : { ...visit, status: 'unreached', reason: 'connection-failed' };
}

/** A source in allows.csv is in allowlist mode, unless instances.csv speaks about that itself. */
function factsOf({ facts, allows }: HostRecord, { saysAllowlistMode }: FolderContent): InstanceFacts | null {
  return saysAllowlistMode || allows.length === 0 ? facts : { ...(facts ?? noFacts), allowlistMode: true };
}

/**
 * With a row in lists.csv, what it says. Without one, a list was published when it has entries; and where there is
 * no lists.csv at all, also when the host was crawled and the folder has that kind of list.
 * @param askedAt when the host was last asked, as far as the folder says
 */
function observeList(
  kind: ListKind,
  record: HostRecord,
  { files }: FolderContent,
  askedAt: EpochMs,
): ListObservation[] {
  const state = record.states[kind];
  const { entries, ...left } = withoutRepeats(kind, record);
  const seen = { kind, reason: null, rejectedCount: 0, entries, ...left };
  if (state === undefined) {
    const crawled =
      record.liveness === 'alive' && !files.has('lists.csv') && files.has(`${kind}.csv`) && kind !== 'counts';
    if (seen.entries.length === 0 && !crawled) return [];
    return [{ ...seen, disclosure: 'published', observedAt: askedAt } as ListObservation];
  }
  const { disclosure, observedAt, reason } = state;
  if (hasEntries(disclosure))
    return [{ ...seen, disclosure, reason, observedAt: observedAt ?? askedAt } as ListObservation];
  const refusedAt = Math.max(askedAt, observedAt ?? askedAt);
  const refusal = { kind, disclosure, reason, entries: [], rejectedCount: 0, observedAt: refusedAt } as ListObservation;
  if (seen.entries.length === 0 && observedAt === null) return [refusal];
  // Entries held from an earlier time; nobody says whether that list was whole, so it ends nothing.
  return [{ ...seen, disclosure: 'partial', observedAt: observedAt ?? askedAt } as ListObservation, refusal];
}

/** Each entry once, the first; what is left out is counted. */
function withoutRepeats(kind: ListKind, { selfCounts, ...record }: HostRecord) {
  const entries = new Map<string, HostRecord[ListKind][number]>();
  for (const entry of record[kind]) {
    const key = keyOf(entry);
    if (!entries.has(key)) entries.set(key, entry);
  }
  const duplicateCount = record[kind].length - entries.size;
  const selfCount = selfCounts[kind] ?? 0;
  return {
    entries: duplicateCount === 0 ? record[kind] : [...entries.values()],
    ...(duplicateCount > 0 && { duplicateCount }),
    ...(selfCount > 0 && { selfCount }),
  };
}

/** What makes two entries of one list the same entry, as the store has it. */
function keyOf(entry: HostRecord[ListKind][number]): string {
  if (typeof entry === 'string') return entry;
  return 'action' in entry ? `${entry.target}\n${entry.action}\n${entry.digest}` : entry.target;
}

function total(records: readonly HostRecord[], kind: ListKind): number {
  return records.reduce((sum, record) => sum + record[kind].length, 0);
}

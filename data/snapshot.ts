/**
 * What was known at a time, frozen: hosts in canonical order, lists as numbers into it.
 *
 * Content-addressed: the same content has the same id, whenever it was frozen and whichever way it was collected.
 */
import { UserError } from './errors.ts';
import { isoTime } from './iso-time.ts';
import { byCodeUnit } from './order.ts';
import { readBlocks } from './snapshot/blocks.ts';
import { hashContent } from './snapshot/content-hash.ts';
import { findDoubts } from './snapshot/doubts.ts';
import { type FrozenHosts, noNode, readHosts } from './snapshot/hosts.ts';
import { readPeers } from './snapshot/peers.ts';
import type { Snapshot, SnapshotAllow, SnapshotCount } from './snapshot/types.ts';
import { standsAt } from './store/standing.ts';
import type { Store } from './store.ts';
import type { EpochMs, RuleText } from './types.ts';

/**
 * Reads only: nothing is noted in the file.
 * @param options.asOf what was known at this time; the newest observation when left out
 * @throws UserError when nothing had been collected by then
 */
export async function freeze(store: Store, options: { asOf?: EpochMs } = {}): Promise<Snapshot> {
  const asOf = await resolveTime(store, options.asOf);
  const frozen = await readHosts(store, asOf);
  const peers = await readPeers(store, frozen, asOf);
  for (const { node, doubt } of findDoubts(frozen.hosts, peers)) frozen.hosts[node]!.doubt = doubt;
  const content = {
    hosts: frozen.hosts,
    peers,
    blocks: await readBlocks(store, frozen, asOf),
    allows: await readAllows(store, frozen, asOf),
    counts: await readCounts(store, frozen, asOf),
  };
  const contentHash = hashContent(content);
  return { id: contentHash.slice(0, 16), contentHash, asOf, ...content };
}

/** @returns times of the first and of the newest observation; null when nothing that a snapshot holds was collected */
export async function observedSpan(store: Store): Promise<{ oldest: EpochMs; newest: EpochMs } | null> {
  const [row] = await store.rows(`
    SELECT epoch_ms(min(observed_at))::DOUBLE, epoch_ms(max(observed_at))::DOUBLE FROM (
      SELECT finished_at AS observed_at FROM visits WHERE reason <> 'aborted'
      UNION ALL SELECT observed_at FROM instance_facts
      UNION ALL SELECT observed_at FROM list_observations
    )`);
  const [oldest, newest] = row as [EpochMs | null, EpochMs | null];
  return oldest === null || newest === null ? null : { oldest, newest };
}

/** @throws UserError when nothing had been collected by then */
export async function resolveTime(store: Store, asked: EpochMs | undefined): Promise<EpochMs> {
  const span = await observedSpan(store);
  if (span === null) {
    throw new UserError(`Nothing is collected in ${store.file} yet.`, {
      hint: 'Run "faultline crawl" or "faultline import DIR" first.',
    });
  }
  if (asked === undefined) return span.newest;
  if (asked < span.oldest) {
    throw new UserError(
      `Nothing was collected by ${isoTime(asked)}; the first observation is of ${isoTime(span.oldest)}.`,
      { hint: 'Ask for a later time.' },
    );
  }
  return asked;
}

async function readAllows(
  store: Store,
  { sources, quarantined }: FrozenHosts,
  asOf: EpochMs,
): Promise<SnapshotAllow[]> {
  const rows = await store.rows(`SELECT source_id, target FROM allows WHERE ${standsAt('$1')}`, [asOf]);
  return (rows as [number, RuleText][])
    .filter(([source, target]) => sources[source] !== noNode && !quarantined.has(target))
    .map(([source, target]) => ({ source: sources[source]!, target }))
    .sort((a, b) => a.source - b.source || byCodeUnit(a.target, b.target));
}

/** Counts towards two names of one server are counts towards that server. */
async function readCounts(store: Store, { nodes, sources }: FrozenHosts, asOf: EpochMs): Promise<SnapshotCount[]> {
  const rows = await store.rows(
    `SELECT source_id, target_id, follows_out::DOUBLE, follows_in::DOUBLE FROM counts WHERE ${standsAt('$1')}`,
    [asOf],
  );
  const merged = new Map<string, SnapshotCount>();
  for (const [from, to, followsOut, followsIn] of rows as [number, number, number, number][]) {
    const source = sources[from]!;
    const target = nodes[to]!;
    if (source === target || source === noNode || target === noNode) continue;
    const before = merged.get(`${source} ${target}`) ?? { source, target, followsOut: 0, followsIn: 0 };
    before.followsOut += followsOut;
    before.followsIn += followsIn;
    merged.set(`${source} ${target}`, before);
  }
  return [...merged.values()].sort((a, b) => a.source - b.source || a.target - b.target);
}

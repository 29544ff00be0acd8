/** What a snapshot says of itself: where it comes from, what was seen and what was not. Frozen again, it says the same. */
import { isoTime } from '../iso-time.ts';
import { byCodeUnit } from '../order.ts';
import type { Store } from '../store.ts';
import { type Disclosure, type EpochMs, type ListKind, type Liveness, listKinds, type Outcome } from '../types.ts';
import { version } from '../version.ts';
import { type MaskResolution, maskResolutions, type Snapshot, type SnapshotHost } from './types.ts';

/** The disclosures, with what robots.txt keeps from us apart from what else is withheld, and what nobody asked for. */
export const listStates = [
  'published',
  'partial',
  'withheld',
  'robots',
  'unsupported',
  'unreached',
  'not-asked',
] as const;
export type ListState = (typeof listStates)[number];

export type ListCoverage = Record<ListKind, Record<ListState, number>>;

export interface SnapshotManifest {
  schema: 'faultline.snapshot/1';
  id: string;
  /** SHA-256, lower-case hex. */
  contentHash: string;
  /** ISO 8601. */
  asOf: string;
  program: { name: 'faultline'; version: string };
  /** Every pass that had begun by then, oldest first. */
  crawls: {
    id: number;
    kind: 'crawl' | 'import';
    startedAt: string;
    finishedAt: string | null;
    settings: unknown;
  }[];
  counts: {
    hosts: number;
    peers: number;
    blocks: number;
    allows: number;
    counts: number;
    liveness: Record<Liveness, number>;
    masks: Record<MaskResolution, number>;
  };
  /** How many hosts have each of their lists in each state. */
  lists: ListCoverage;
  /** Likewise of each software; null stands for servers that told no software. Most servers first. */
  software: { software: string | null; hosts: number; lists: ListCoverage }[];
}

export async function describeSnapshot(store: Store, snapshot: Snapshot): Promise<SnapshotManifest> {
  const { id, contentHash, asOf, hosts, peers, blocks, allows, counts } = snapshot;
  return {
    schema: 'faultline.snapshot/1',
    id,
    contentHash,
    asOf: isoTime(asOf),
    program: { name: 'faultline', version },
    crawls: await readCrawls(store, asOf),
    counts: {
      hosts: hosts.length,
      peers: peers.targets.length,
      blocks: blocks.length,
      allows: allows.length,
      counts: counts.length,
      liveness: tally(['alive', 'dead', 'unvisited'], hosts, ({ liveness }) => liveness),
      masks: tally(maskResolutions, blocks, ({ mask }) => mask),
    },
    lists: coverLists(hosts),
    software: coverSoftware(hosts),
  };
}

/** What robots.txt forbids us is withheld by a rule for every crawler; the rest by a choice about the list. */
export function listStateOf(disclosure: Disclosure | null, reason: Outcome | null): ListState {
  if (disclosure === 'withheld' && reason === 'robots-disallowed') return 'robots';
  return disclosure ?? 'not-asked';
}

function coverLists(hosts: readonly SnapshotHost[]): ListCoverage {
  const cover = (kind: ListKind) =>
    tally(listStates, hosts, ({ disclosure, reason }) => listStateOf(disclosure[kind], reason[kind]));
  return Object.fromEntries(listKinds.map((kind) => [kind, cover(kind)])) as ListCoverage;
}

function coverSoftware(hosts: readonly SnapshotHost[]): SnapshotManifest['software'] {
  const groups = new Map<string | null, SnapshotHost[]>();
  for (const host of hosts) {
    const group = groups.get(host.software);
    if (group === undefined) groups.set(host.software, [host]);
    else group.push(host);
  }
  return [...groups]
    .map(([software, group]) => ({ software, hosts: group.length, lists: coverLists(group) }))
    .sort((a, b) => b.hosts - a.hosts || byCodeUnit(a.software ?? '', b.software ?? ''));
}

async function readCrawls(store: Store, asOf: EpochMs): Promise<SnapshotManifest['crawls']> {
  const rows = await store.rows(
    `SELECT id, kind::VARCHAR, epoch_ms(started_at)::DOUBLE, epoch_ms(finished_at)::DOUBLE, settings::VARCHAR
     FROM crawls
     WHERE id IN (
       SELECT crawl_id FROM visits WHERE finished_at <= make_timestamptz($1::BIGINT * 1000)
       UNION SELECT crawl_id FROM instance_facts WHERE observed_at <= make_timestamptz($1::BIGINT * 1000)
       UNION SELECT crawl_id FROM list_observations WHERE observed_at <= make_timestamptz($1::BIGINT * 1000)
     )
     ORDER BY id`,
    [asOf],
  );
  type Row = [number, 'crawl' | 'import', EpochMs, EpochMs | null, string];
  return (rows as Row[]).map(([id, kind, startedAt, finishedAt, settings]) => ({
    id,
    kind,
    startedAt: isoTime(startedAt),
    finishedAt: finishedAt === null ? null : isoTime(finishedAt),
    settings: JSON.parse(settings),
  }));
}

function tally<Word extends string, Item>(
  words: readonly Word[],
  items: readonly Item[],
  wordOf: (item: Item) => Word | null,
): Record<Word, number> {
  const counts = Object.fromEntries(words.map((word) => [word, 0])) as Record<Word, number>;
  for (const item of items) {
    const word = wordOf(item);
    if (word !== null) counts[word] += 1;
  }
  return counts;
}

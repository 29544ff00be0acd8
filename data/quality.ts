/** What is dirty in what was collected: found by stated rules, kept out of sums where it would distort them, never deleted. */
import { byCodeUnit } from './order.ts';
import { type Quarantine, readQuarantine } from './quarantine.ts';
import { type DoubtRule, doubtRules, findDoubts } from './snapshot/doubts.ts';
import type { Snapshot } from './snapshot/types.ts';
import type { Store } from './store.ts';
import type { Host, ListKind } from './types.ts';

export interface Quality {
  /** Every rule, also those that found nothing. A host is found by at most one. */
  doubts: (DoubtRule & {
    count: number;
    /** By name; `repeats` is the server whose numbers these are. */
    hosts: { host: Host; repeats: Host | null }[];
  })[];
  /** As of now, whatever the snapshot's time. */
  quarantine: Quarantine;
  lists: ListFaults;
  /** Hosts in no doubt that tell more active than registered people: only the registered are believed. */
  moreActiveThanRegistered: Host[];
  /** Hosts that do not answer, and whose numbers of earlier are held. */
  deadWithFigures: Host[];
  /** Names of servers that are known by another name, and so count once. */
  folded: { name: Host; host: Host }[];
}

/** What the newest reading of each list that is held left out. */
export interface ListFaults {
  duplicates: number;
  selfEntries: number;
  /** Entries that named nothing. */
  rejected: number;
  /** Lists with any of them, by host and kind. */
  lists: { host: Host; kind: ListKind; duplicates: number; selfEntries: number; rejected: number }[];
}

export async function readQuality(store: Store, snapshot: Snapshot): Promise<Quality> {
  return {
    doubts: readDoubts(snapshot),
    quarantine: await readQuarantine(store),
    lists: await readListFaults(store, snapshot),
    moreActiveThanRegistered: snapshot.hosts
      .filter(({ doubt, users, mau }) => doubt === null && users !== null && mau !== null && mau > users)
      .map(({ host }) => host),
    deadWithFigures: snapshot.hosts
      .filter(({ liveness, users, mau }) => liveness === 'dead' && (users !== null || mau !== null))
      .map(({ host }) => host),
    folded: await readFolded(store, snapshot),
  };
}

function readDoubts({ hosts, peers }: Snapshot): Quality['doubts'] {
  const findings = findDoubts(hosts, peers);
  return doubtRules.map(({ name, doubt, statement, source }) => {
    const found = findings.filter(({ rule }) => rule.name === name);
    return {
      ...{ name, doubt, statement, source },
      count: found.length,
      hosts: found.map(({ node, repeats }) => ({
        host: hosts[node]!.host,
        repeats: repeats === null ? null : hosts[repeats]!.host,
      })),
    };
  });
}

async function readListFaults(store: Store, { asOf, hosts }: Snapshot): Promise<ListFaults> {
  const rows = (await store.rows(
    `SELECT host, kind::VARCHAR, duplicate_count::DOUBLE, self_count::DOUBLE, rejected_count::DOUBLE
     FROM (
       FROM list_observations
       WHERE disclosure IN ('published', 'partial') AND observed_at <= make_timestamptz($1::BIGINT * 1000)
       QUALIFY row_number() OVER (PARTITION BY host_id, kind ORDER BY observed_at DESC, crawl_id DESC) = 1
     ) AS newest JOIN hosts ON hosts.id = newest.host_id
     WHERE duplicate_count + self_count + rejected_count > 0`,
    [asOf],
  )) as [Host, ListKind, number, number, number][];
  const holdersOf = new Map(hosts.flatMap((it) => [it.host, ...it.aliases].map((name) => [name, it] as const)));
  const lists = rows
    .filter(([host, kind]) => holdersOf.get(host)?.observedAt[kind] != null)
    .map(([host, kind, duplicates, selfEntries, rejected]) => ({ host, kind, duplicates, selfEntries, rejected }))
    .sort((a, b) => byCodeUnit(a.host, b.host) || byCodeUnit(a.kind, b.kind));
  const sum = (read: (list: (typeof lists)[number]) => number) => lists.reduce((total, list) => total + read(list), 0);
  return {
    duplicates: sum(({ duplicates }) => duplicates),
    selfEntries: sum(({ selfEntries }) => selfEntries),
    rejected: sum(({ rejected }) => rejected),
    lists,
  };
}

async function readFolded(store: Store, { asOf, hosts }: Snapshot): Promise<Quality['folded']> {
  const own = new Set(hosts.map(({ host }) => host));
  const rows = await store.rows(
    'SELECT host FROM hosts WHERE known_since IS NULL OR known_since <= make_timestamptz($1::BIGINT * 1000)',
    [asOf],
  );
  const known = new Set(rows.map(([name]) => name as Host));
  return hosts
    .flatMap(({ host, aliases }) => aliases.map((name) => ({ name, host })))
    .filter(({ name }) => known.has(name) && !own.has(name))
    .sort((a, b) => byCodeUnit(a.name, b.name) || byCodeUnit(a.host, b.host));
}

/** Hosts as of a time, in canonical order, with their last facts, last visit and the state of each list. */
import type { Store } from '../store.ts';
import { type Disclosure, type EpochMs, type Host, type ListKind, noFacts, type Outcome } from '../types.ts';
import { foldAliases } from './fold-aliases.ts';
import { readLiveness } from './liveness.ts';
import { readOptedOut } from './opted-out.ts';
import type { SnapshotHost } from './types.ts';

export interface FrozenHosts {
  /** Canonical order: by name, code unit order. */
  hosts: SnapshotHost[];
  /** Every name, also those of servers that go by another. */
  names: Host[];
  /** From the number a host has in the file to its node number, or to `noNode`. */
  nodes: Uint32Array;
  /** Likewise as the source of a list: `noNode` also for who does not want to be in statistics. */
  sources: Uint32Array;
  /** Names below quarantined domains: in no figure, whenever the quarantine began. */
  quarantined: ReadonlySet<string>;
}

export const noNode = 0xffffffff;

const asOfSql = 'make_timestamptz($1::BIGINT * 1000)';

export async function readHosts(store: Store, asOf: EpochMs): Promise<FrozenHosts> {
  const known = (await store.rows(`SELECT id, host FROM hosts WHERE known_since IS NULL OR known_since <= ${asOfSql}`, [
    asOf,
  ])) as [number, Host][];
  known.sort(([, left], [, right]) => (left < right ? -1 : 1));
  const nodes = new Uint32Array(known.reduce((most, [id]) => Math.max(most, id), -1) + 1);
  for (const [node, [id]] of known.entries()) nodes[id] = node;
  const hosts = known.map(([, host]) => unvisited(host));
  for (const { id, liveness, visitedAt } of await readLiveness(store, asOf)) {
    Object.assign(hosts[nodes[id]!]!, { liveness, visitedAt });
  }
  await addAliases(store, asOf, hosts, nodes);
  await addFacts(store, asOf, hosts, nodes);
  await addLists(store, asOf, hosts, nodes);
  const frozen = await leaveOutQuarantined(store, foldAliases(hosts, nodes));
  const sources = await hideOptedOut(store, asOf, frozen);
  return { ...frozen, sources, names: frozen.hosts.flatMap(({ host, aliases }) => [host, ...aliases]) };
}

/**
 * Who wants to be in no statistics is there without what it told of itself and without its lists; the file keeps what it
 * told before.
 */
async function hideOptedOut(store: Store, asOf: EpochMs, { hosts, nodes }: Nodes): Promise<Uint32Array> {
  const optedOut = await readOptedOut(store, asOf);
  const hidden = new Set([...optedOut].map((id) => nodes[id]!).filter((node) => node !== noNode));
  for (const node of hidden) {
    const { host, aliases, liveness, visitedAt } = hosts[node]!;
    const withheld = { peers: 'withheld', blocks: 'withheld', allows: 'withheld', counts: 'withheld' } as const;
    const reason = { peers: 'opted-out', blocks: 'opted-out', allows: 'opted-out', counts: 'opted-out' } as const;
    hosts[node] = { ...unvisited(host), aliases, liveness, visitedAt, disclosure: withheld, reason };
  }
  return nodes.map((node) => (hidden.has(node) ? noNode : node));
}

type Nodes = Pick<FrozenHosts, 'hosts' | 'nodes'>;

/** What is another name of a server that answered stays that server. */
async function leaveOutQuarantined(
  store: Store,
  { hosts, nodes }: Nodes,
): Promise<Omit<FrozenHosts, 'names' | 'sources'>> {
  const names = new Set((await store.rows('SELECT host FROM quarantined_hosts')).map(([host]) => host as string));
  const quarantined = new Set(hosts.flatMap(({ host }) => (names.has(host) ? [host] : [])));
  if (quarantined.size === 0) return { hosts, nodes, quarantined };
  const kept = hosts.filter(({ host }) => !quarantined.has(host));
  const newNode = new Uint32Array(hosts.length).fill(noNode);
  let next = 0;
  for (const [node, { host }] of hosts.entries()) if (!quarantined.has(host)) newNode[node] = next++;
  return { hosts: kept, nodes: nodes.map((node) => newNode[node]!), quarantined };
}

function unvisited(host: Host): SnapshotHost {
  return {
    host,
    aliases: [],
    liveness: 'unvisited',
    visitedAt: null,
    factsAt: null,
    ...noFacts,
    disclosure: { peers: null, blocks: null, allows: null, counts: null },
    reason: { peers: null, blocks: null, allows: null, counts: null },
    observedAt: { peers: null, blocks: null, allows: null, counts: null },
    doubt: null,
  };
}

/** Those of the last visit that answered or told of names: a server that is down now keeps the names it had. */
async function addAliases(store: Store, asOf: EpochMs, hosts: SnapshotHost[], nodes: Uint32Array): Promise<void> {
  const rows = await store.rows(
    `SELECT host_aliases.host_id, alias FROM host_aliases JOIN (
       SELECT id FROM visits WHERE finished_at <= ${asOfSql}
         AND (status = 'visited' OR id IN (SELECT visit_id FROM host_aliases))
       QUALIFY row_number() OVER (PARTITION BY host_id ORDER BY finished_at DESC, id DESC) = 1
     ) AS last_visits ON last_visits.id = host_aliases.visit_id
     ORDER BY alias`,
    [asOf],
  );
  for (const [id, alias] of rows as [number, Host][]) hosts[nodes[id]!]!.aliases.push(alias);
}

async function addFacts(store: Store, asOf: EpochMs, hosts: SnapshotHost[], nodes: Uint32Array): Promise<void> {
  const rows = (await store.rows(
    `SELECT host_id, software, version, users::DOUBLE, mau::DOUBLE, active_halfyear::DOUBLE, posts::DOUBLE, language,
       open_registrations, authorized_fetch, allowlist_mode, epoch_ms(observed_at)::DOUBLE
     FROM instance_facts WHERE observed_at <= ${asOfSql}
     QUALIFY row_number() OVER (PARTITION BY host_id ORDER BY observed_at DESC, crawl_id DESC) = 1`,
    [asOf],
  )) as [
    number,
    string | null,
    string | null,
    number | null,
    number | null,
    number | null,
    number | null,
    string | null,
    boolean | null,
    boolean | null,
    boolean | null,
    EpochMs,
  ][];
  for (const [id, software, version, users, mau, activeHalfyear, posts, language, open, fetch, allowlist, at] of rows) {
    const flags = { openRegistrations: open, authorizedFetch: fetch, allowlistMode: allowlist };
    const facts = { software, version, users, mau, activeHalfyear, posts, language, ...flags };
    Object.assign(hosts[nodes[id]!]!, facts, { factsAt: at });
  }
}

async function addLists(store: Store, asOf: EpochMs, hosts: SnapshotHost[], nodes: Uint32Array): Promise<void> {
  const rows = await store.rows(
    `SELECT host_id, kind::VARCHAR,
       last({ disclosure: disclosure::VARCHAR, reason: reason::VARCHAR }
         ORDER BY observed_at, crawl_id, disclosure NOT IN ('published', 'partial')),
       epoch_ms(max(observed_at) FILTER (disclosure IN ('published', 'partial') AND applied))::DOUBLE
     FROM list_observations WHERE observed_at <= ${asOfSql} GROUP BY host_id, kind`,
    [asOf],
  );
  type Row = [number, ListKind, { disclosure: Disclosure; reason: Outcome | null }, EpochMs | null];
  for (const [id, kind, { disclosure, reason }, observedAt] of rows as Row[]) {
    const host = hosts[nodes[id]!]!;
    host.disclosure[kind] = disclosure;
    host.reason[kind] = disclosure === 'published' ? null : reason;
    host.observedAt[kind] = observedAt;
  }
}

/** How we know: from what is held of a server, or between two, back to the requests that brought it. */
import { UserError } from './errors.ts';
import { isoTime } from './iso-time.ts';
import { type Relation, readRelation } from './provenance/relations.ts';
import { type Origin, readOrigin, type Sighting, Sightings } from './provenance/sightings.ts';
import type { Store } from './store.ts';
import { type EpochMs, type Host, type InstanceFacts, type ListKind, listKinds } from './types.ts';

export interface HostProvenance {
  host: Host;
  /** ISO 8601, of the earliest observation that names it; null when a person named it. */
  knownSince: string | null;
  /** What it last said about itself; null when it never did. */
  facts: { said: InstanceFacts; origin: Origin } | null;
  /** The last answer for each of its lists; null when it was never asked for. */
  lists: Record<ListKind, Sighting | null>;
}

export interface PairProvenance {
  host: Host;
  target: Host;
  /** What the host says of the target. */
  there: Relation;
  /** What the target says of the host. */
  back: Relation;
}

/** @throws UserError when nothing is known of the host */
export async function readHostProvenance(store: Store, host: Host): Promise<HostProvenance> {
  const { id, knownSince } = await requireHost(store, host);
  const lists = {} as HostProvenance['lists'];
  for (const kind of listKinds) lists[kind] = await (await Sightings.of(store, id, kind)).newest();
  return { host, knownSince, facts: await readFacts(store, id), lists };
}

/** The target need not be known: a rule may name it all the same. @throws UserError when nothing is known of the host */
export async function readPairProvenance(store: Store, host: Host, target: Host): Promise<PairProvenance> {
  const { id } = await requireHost(store, host);
  const targetId = (await findHost(store, target))?.id ?? null;
  return {
    host,
    target,
    there: await readRelation(store, { source: host, sourceId: id, target }),
    back: await readRelation(store, { source: target, sourceId: targetId, target: host }),
  };
}

async function requireHost(store: Store, host: Host): Promise<{ id: number; knownSince: string | null }> {
  const found = await findHost(store, host);
  if (found !== undefined) return found;
  throw new UserError(`${host} was not seen: no server and no list in ${store.file} names it.`, {
    hint: `Crawl around it first: faultline crawl --around ${host}`,
  });
}

async function findHost(store: Store, host: Host): Promise<{ id: number; knownSince: string | null } | undefined> {
  const [row] = await store.rows('SELECT id, epoch_ms(known_since)::DOUBLE FROM hosts WHERE host = $1', [host]);
  if (row === undefined) return undefined;
  const [id, since] = row as [number, EpochMs | null];
  return { id, knownSince: since === null ? null : isoTime(since) };
}

async function readFacts(store: Store, hostId: number): Promise<HostProvenance['facts']> {
  const [row] = await store.rows(
    `SELECT epoch_ms(observed_at)::DOUBLE, facts.crawl_id, visits.id, software, version, users::DOUBLE, mau::DOUBLE,
       active_halfyear::DOUBLE, posts::DOUBLE, language, open_registrations, authorized_fetch, allowlist_mode
     FROM instance_facts AS facts
     LEFT JOIN visits ON visits.crawl_id = facts.crawl_id AND visits.host_id = facts.host_id AND finished_at = observed_at
     WHERE facts.host_id = $1 ORDER BY observed_at DESC, facts.crawl_id DESC LIMIT 1`,
    [hostId],
  );
  if (row === undefined) return null;
  const [observedAt, crawlId, visitId, ...values] = row as [EpochMs, number, number | null, ...FactValues];
  const [software, version, users, mau, activeHalfyear, posts, language, ...flags] = values;
  const [openRegistrations, authorizedFetch, allowlistMode] = flags;
  const sizes = { users, mau, activeHalfyear, posts };
  const said = { software, version, ...sizes, language, openRegistrations, authorizedFetch, allowlistMode };
  return { said, origin: await readOrigin(store, { observedAt, crawlId, visitId, part: 'facts' }) };
}

type Size = number | null;
type Flag = boolean | null;
type FactValues = [string | null, string | null, Size, Size, Size, Size, string | null, Flag, Flag, Flag];

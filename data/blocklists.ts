/** Imported lists, found again by name, or all of them as of a time. */
import { UserError } from './errors.ts';
import { isoTime } from './iso-time.ts';
import { standsAt } from './store/standing.ts';
import type { Store } from './store.ts';
import type { EpochMs, RuleText } from './types.ts';

export interface HeldBlocklist {
  name: string;
  /** Time of the state. */
  observedAt: EpochMs;
  /** In the order of targets, then actions. */
  entries: { target: RuleText; action: string }[];
}

/**
 * @param options.asOf the state that held then; the newest when left out
 * @returns undefined when no list was imported under this name
 * @throws UserError when the list was first imported as of a later time
 */
export async function findBlocklist(
  store: Store,
  name: string,
  { asOf }: { asOf?: EpochMs | undefined } = {},
): Promise<HeldBlocklist | undefined> {
  const [list] = await store.rows(
    `SELECT blocklists.id, epoch_ms(min(observed_at))::DOUBLE,
       epoch_ms(max(observed_at) FILTER (observed_at <= make_timestamptz($2::BIGINT * 1000)))::DOUBLE
     FROM blocklists JOIN blocklist_observations AS states ON states.blocklist_id = blocklists.id
     WHERE name = $1 AND applied GROUP BY blocklists.id`,
    [name, asOf ?? latest],
  );
  if (list === undefined) return undefined;
  const [id, first, observedAt] = list as [number, EpochMs, EpochMs | null];
  if (observedAt === null) {
    throw new UserError(
      `The list ${name} was not known by ${isoTime(asOf!)}; its first state is of ${isoTime(first)}.`,
      { hint: 'Ask with a later --snapshot, or give the file of the list.' },
    );
  }
  const rows = await store.rows(
    `SELECT target, action FROM blocklist_entries
     WHERE blocklist_id = $1 AND ${standsAt('$2')}
     ORDER BY target COLLATE C, action COLLATE C`,
    [id, observedAt],
  );
  const entries = (rows as [RuleText, string][]).map(([target, action]) => ({ target, action }));
  return { name, observedAt, entries };
}

/**
 * @param options.asOf the states that held then; the newest when left out
 * @returns every list that was known by then, in name order
 */
export async function blocklistsAt(
  store: Store,
  { asOf = latest }: { asOf?: EpochMs | undefined } = {},
): Promise<HeldBlocklist[]> {
  const states = await store.rows(
    `SELECT blocklists.id, name, epoch_ms(max(observed_at))::DOUBLE
     FROM blocklists JOIN blocklist_observations AS states ON states.blocklist_id = blocklists.id
     WHERE applied AND observed_at <= make_timestamptz($1::BIGINT * 1000)
     GROUP BY blocklists.id, name ORDER BY name COLLATE C, blocklists.id`,
    [asOf],
  );
  const rows = await store.rows(
    `SELECT blocklist_id, target, action FROM blocklist_entries WHERE ${standsAt('$1')}
     ORDER BY target COLLATE C, action COLLATE C`,
    [asOf],
  );
  const entries = new Map<number, HeldBlocklist['entries']>((states as [number][]).map(([id]) => [id, []]));
  for (const [id, target, action] of rows as [number, RuleText, string][]) entries.get(id)?.push({ target, action });
  return (states as [number, string, EpochMs][]).map(([id, name, observedAt]) => ({
    name,
    observedAt,
    entries: entries.get(id)!,
  }));
}

/** @returns in name order */
export async function blocklistNames(store: Store): Promise<string[]> {
  return (await store.rows('SELECT name FROM blocklists ORDER BY name COLLATE C')).map(([name]) => name as string);
}

/** 9999-12-31, later than any file. */
const latest = 253_402_214_400_000;

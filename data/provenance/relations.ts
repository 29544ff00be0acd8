/** What one server says of another, with when it was first seen, last confirmed and gone; and what is not known, and why. */
import { namesAbove, rulesOver } from '../host.ts';
import { isoTime } from '../iso-time.ts';
import { digestOf } from '../masks.ts';
import { literal } from '../store/literal.ts';
import type { Store } from '../store.ts';
import { type EpochMs, type Host, type ListKind, listKinds } from '../types.ts';
import { type Sighting, Sightings } from './sightings.ts';

/**
 * name: it is named · above: a rule on a name above it, which takes it along where the software says so · pattern: a
 * rule `*.name` takes it · digest: a masked entry whose digest is that of its name · digest-above: of a name above it ·
 * shape: a text with wildcards that fits it; a pattern where the software has such, and otherwise a mask that may mean
 * others.
 */
export type Naming = 'name' | 'above' | 'pattern' | 'digest' | 'digest-above' | 'shape';

/** One thing one server said of the other, from when on and until when. */
export interface Statement {
  kind: ListKind;
  source: Host;
  target: Host;
  how: Naming;
  /** As published: the rule, with its mask; null of a peer or a count. */
  rule: string | null;
  action: string | null;
  /** The declarer's public words. Hostile text. */
  comment: string | null;
  /** null but of a count. */
  follows: { out: number; in: number } | null;
  /** ISO 8601. */
  addedAt: string;
  /** null while it stands. */
  removedAt: string | null;
  /** Brought it first. */
  added: Sighting | null;
  /** The newest whole list before that, which lacked it; null when there was none: it may be older. */
  lacked: Sighting | null;
  /** The newest that held it. */
  held: Sighting | null;
  /** The first whole list without it; null while it stands. */
  removed: Sighting | null;
}

/** A list that holds nothing about the target now. */
export interface Silence {
  kind: ListKind;
  source: Host;
  target: Host;
  /** The last answer; published: it does not name the target. Else it is not known. null: never asked for. */
  newest: Sighting | null;
  /** The newest whole list, which did not name it either; null when there was none. */
  whole: Sighting | null;
}

export interface Relation {
  statements: Statement[];
  silences: Silence[];
}

/** @param sourceId null when the source was never met */
export async function readRelation(
  store: Store,
  { source, sourceId, target }: { source: Host; sourceId: number | null; target: Host },
): Promise<Relation> {
  const relation: Relation = { statements: [], silences: [] };
  for (const kind of listKinds) {
    const sightings = sourceId === null ? null : await Sightings.of(store, sourceId, kind);
    const found = sourceId === null ? [] : await find[kind](store, sourceId, target);
    for (const each of found) {
      relation.statements.push({ kind, source, target, ...(await dated(each, sightings!)) });
    }
    if (found.some(({ removedAt }) => removedAt === null)) continue;
    const newest = (await sightings?.newest()) ?? null;
    relation.silences.push({ kind, source, target, newest, whole: (await sightings?.newestWhole()) ?? null });
  }
  return relation;
}

type Found = Pick<Statement, 'how' | 'rule' | 'action' | 'comment' | 'follows'> & {
  addedAt: EpochMs;
  removedAt: EpochMs | null;
};
type Find = (store: Store, sourceId: number, target: Host) => Promise<Found[]>;

async function dated(found: Found, sightings: Sightings): Promise<Omit<Statement, 'kind' | 'source' | 'target'>> {
  const { addedAt, removedAt, ...said } = found;
  return {
    ...said,
    addedAt: isoTime(addedAt),
    removedAt: removedAt === null ? null : isoTime(removedAt),
    added: await sightings.at(addedAt),
    lacked: await sightings.lackedBefore(addedAt),
    held: await sightings.lastHeld(addedAt, removedAt),
    removed: removedAt === null ? null : await sightings.at(removedAt),
  };
}

const times = 'epoch_ms(added_at)::DOUBLE, epoch_ms(removed_at)::DOUBLE';
const named = { how: 'name', rule: null, action: null, comment: null, follows: null } as const;

const findPeers: Find = async (store, sourceId, target) => {
  const rows = await store.rows(
    `SELECT ${times} FROM peers
     WHERE source_id = $1 AND target_id = (SELECT id FROM hosts WHERE host = $2) ORDER BY added_at`,
    [sourceId, target],
  );
  return (rows as [EpochMs, EpochMs | null][]).map(([addedAt, removedAt]) => ({ ...named, addedAt, removedAt }));
};

const findCounts: Find = async (store, sourceId, target) => {
  const rows = await store.rows(
    `SELECT follows_out::DOUBLE, follows_in::DOUBLE, ${times} FROM counts
     WHERE source_id = $1 AND target_id = (SELECT id FROM hosts WHERE host = $2) ORDER BY added_at`,
    [sourceId, target],
  );
  return (rows as [number, number, EpochMs, EpochMs | null][]).map(([out, back, addedAt, removedAt]) => ({
    ...{ ...named, follows: { out, in: back }, addedAt, removedAt },
  }));
};

/** RE2 takes time that grows with the length alone, whatever a stranger writes. */
const fits = `regexp_matches(target, '[*?]') AND regexp_full_match(
  $2, replace(replace(replace(target, '.', '\\.'), '*', '.*'), '?', '.'))`;

const findBlocks: Find = async (store, sourceId, target) => {
  const rows = await store.rows(
    `SELECT target, lower(digest), action, comment, ${times} FROM blocks
     WHERE source_id = $1 AND (target IN (${listOf(rulesOver(target))}) OR lower(digest) IN (${listOf(digestsOf(target))})
       OR (digest IS NULL AND ${fits}))
     ORDER BY added_at, target, action, digest, comment`,
    [sourceId, target],
  );
  type Row = [string, string | null, string, string | null, EpochMs, EpochMs | null];
  return (rows as Row[]).map(([rule, digest, action, comment, addedAt, removedAt]) => ({
    ...{ how: namingOf(target, rule, digest), rule, action, comment, follows: null, addedAt, removedAt },
  }));
};

const findAllows: Find = async (store, sourceId, target) => {
  const rows = await store.rows(
    `SELECT target, ${times} FROM allows
     WHERE source_id = $1 AND (target IN (${listOf(rulesOver(target))}) OR (${fits})) ORDER BY added_at, target`,
    [sourceId, target],
  );
  return (rows as [string, EpochMs, EpochMs | null][]).map(([rule, addedAt, removedAt]) => ({
    ...{ ...named, how: namingOf(target, rule, null), rule, addedAt, removedAt },
  }));
};

const find: Readonly<Record<ListKind, Find>> = {
  peers: findPeers,
  blocks: findBlocks,
  allows: findAllows,
  counts: findCounts,
};

function namingOf(target: Host, rule: string, digest: string | null): Naming {
  if (rule === target) return 'name';
  if (rule.startsWith('*.') && namesAbove(target).includes(rule.slice(2))) return 'pattern';
  if (namesAbove(target).includes(rule)) return 'above';
  if (digest === null) return 'shape';
  return digest === digestOf(target) ? 'digest' : 'digest-above';
}

function digestsOf(target: Host): string[] {
  return namesAbove(target).map(digestOf);
}

/** As SQL. */
function listOf(texts: readonly string[]): string {
  return texts.map(literal).join(', ');
}

/**
 * How a person names a snapshot: by the id that stands under every figure, by a date or time, or not at all, for what is
 * known now. An id is a promise: what comes has that id, or the reason why it cannot be had.
 */
import { UserError } from '../errors.ts';
import { resolveTime } from '../snapshot.ts';
import type { Store } from '../store.ts';
import type { EpochMs } from '../types.ts';
import { describeSnapshot, type SnapshotManifest } from './manifest.ts';
import { recall } from './recall.ts';
import { readTaken, type TakenSnapshot } from './taken.ts';
import type { Snapshot, TurnRound } from './types.ts';

export interface Referred {
  snapshot: Snapshot;
  /** The id that was asked for, when it was withdrawn since a server asked to be forgotten; else null. */
  reissueOf: string | null;
}

/** A snapshot that a person named, before it is had. */
export interface Wanted {
  asOf: EpochMs;
  /** The note of it, where it was named by its id. */
  taken: TakenSnapshot | null;
}

/**
 * Tells when a withdrawn snapshot was issued anew.
 * @param text an id or its first digits (six or more), an ISO 8601 time, or a date, which means its end in UTC;
 * undefined for the newest observation
 * @param turnRound as for `recall`
 * @throws UserError when there is no such snapshot, or its content can no longer be had
 */
export async function refer(store: Store, text: string | undefined, turnRound?: TurnRound): Promise<Referred> {
  const wanted = await resolve(store, text);
  const snapshot = await recall(store, { asOf: wanted.asOf, turnRound });
  return { snapshot, reissueOf: reissueOf(store, wanted, snapshot.id) };
}

/** @throws UserError when there is no such snapshot, or nothing had been collected by then */
export async function resolve(store: Store, text: string | undefined): Promise<Wanted> {
  const asOf = text === undefined ? undefined : readTime(text);
  if (text === undefined || asOf !== undefined) return { asOf: await resolveTime(store, asOf), taken: null };
  const taken = await findTaken(store, text);
  return { asOf: await resolveTime(store, Date.parse(taken.asOf)), taken };
}

/**
 * @param id of what came
 * @returns the id that was asked for, when it was withdrawn and another came in its place; else null
 * @throws UserError when what was asked for can no longer be had
 */
export function reissueOf(store: Store, { taken }: Wanted, id: string): string | null {
  if (taken === null || id === taken.id) return null;
  if (taken.withdrawn) return taken.id;
  throw new UserError(
    `Snapshot ${taken.id} can no longer be had from ${store.file}: as of its time, ${taken.asOf}, the file now gives ${id}.`,
    {
      hint: `${taken.program === null ? 'An older program' : `Faultline ${taken.program}`} froze it; since then data of that time came in, or the program reads it differently. Use an export of it, or ask for ${taken.asOf}.`,
    },
  );
}

/** Freezes and notes it in the file, so that its id can be asked for. */
export async function takeSnapshot(store: Store, text?: string): Promise<Referred & { manifest: SnapshotManifest }> {
  const referred = await refer(store, text);
  const manifest = await describeSnapshot(store, referred.snapshot);
  await store.recordSnapshot({ ...referred, manifest: JSON.stringify(manifest) });
  return { ...referred, manifest };
}

/** @returns undefined when the text is no time */
function readTime(text: string): EpochMs | undefined {
  if (!/^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?$/i.test(text)) return undefined;
  const hasZone = /(Z|[+-]\d\d:\d\d)$/i.test(text);
  const time = Date.parse(text.length === 10 ? `${text}T23:59:59.999Z` : hasZone ? text : `${text}Z`);
  if (!Number.isNaN(time)) return time;
  throw new UserError(`${JSON.stringify(text)} is no date or time.`, {
    hint: 'Expected a date such as 2026-11-20, or a time such as 2026-11-20T12:00:00Z.',
  });
}

/** Of several notes of the same content the earliest. */
async function findTaken(store: Store, text: string): Promise<TakenSnapshot> {
  const taken = await readTaken(store);
  const found = /^[0-9a-f]{6,64}$/i.test(text)
    ? taken.filter(({ id }) => id.startsWith(text.toLowerCase().slice(0, 16)))
    : [];
  const ids = new Set(found.map(({ id }) => id));
  if (ids.size === 1) return found[0]!;
  if (ids.size > 1) {
    throw new UserError(`${text} is the beginning of ${ids.size} snapshots: ${[...ids].join(', ')}.`, {
      hint: 'Give more of its digits.',
    });
  }
  const latest = taken.slice(-3).map(({ id, asOf }) => `${id} (${asOf})`);
  const known =
    latest.length > 0 ? `The last ones are ${latest.join(', ')}` : 'None was taken yet: "faultline snapshot" takes one';
  throw new UserError(`There is no snapshot ${JSON.stringify(text.slice(0, 100))} in ${store.file}.`, {
    hint: `${known}. A date such as 2026-11-20 works as well.`,
  });
}

/**
 * When a host is visited again: a pure function of what the file knows of it.
 *
 * What waits longest past its time comes first, and a host never visited is past its time since ever: what nobody has
 * asked yet is what a crawl can learn most from. Ties go by host name.
 */
import { createHash } from 'node:crypto';
import type { EpochMs, Host, KnownHost, OptOut, Outcome } from '../data/types.ts';
import type { CrawlSettings } from './settings.ts';

type Settings = Pick<CrawlSettings, 'revisitAfterMs'>;

/** @returns the hosts that are due at `now`, in the order of their visits, and the names of the others */
export function sortOutDue(
  known: readonly KnownHost[],
  settings: Settings,
  now: EpochMs,
): { due: KnownHost[]; notDue: Set<Host> } {
  const times = known.map((host) => ({ host, at: dueAt(host, settings) }));
  const isDue = (each: { at: EpochMs | null }): each is { host: KnownHost; at: EpochMs } =>
    each.at !== null && each.at <= now;
  const due = times.filter(isDue).sort((a, b) => a.at - b.at || (a.host.host < b.host.host ? -1 : 1));
  const notDue = new Set(times.filter((each) => !isDue(each)).map(({ host }) => host.host));
  return { due: due.map(({ host }) => host), notDue };
}

/** @returns epoch ms; 0 for a host never visited, null for one that is not to be visited again */
export function dueAt(known: KnownHost, settings: Settings): EpochMs | null {
  const waitMs = intervals[revisitStateOf(known)].afterMs(known, settings);
  if (waitMs === null) return null;
  const restedAt = known.lastVisit === null ? 0 : known.lastVisit.finishedAt + waitMs;
  const afterCut = known.cutShortAt ? known.cutShortAt + cutShortRestMs : 0;
  return Math.max(restedAt, afterCut, known.notBefore ?? 0);
}

/**
 * Where a host stands; the first that fits. Permission sets aside what it sets aside in a visit: robots.txt and flags
 * of statistics, and nothing that the server answered to us.
 */
export function revisitStateOf(known: KnownHost): RevisitState {
  const { lastVisit, silentSince, consent } = known;
  if (lastVisit === null) return 'new';
  const { optOut, status, reason } = lastVisit;
  if (optOut !== null && saysNeverAgain.has(optOut)) return 'gone';
  if (optOut !== null && !consent) return 'opted-out';
  const isForEveryone = optOut !== null || reason === 'robots-disallowed';
  if (status === 'refused' && !(consent && isForEveryone)) return 'refused';
  if (silentSince === null) return isUnreadable.has(reason) ? 'unreadable' : 'answered';
  return silenceMs(known) < 7 * dayMs ? 'dying' : 'dead';
}

export type RevisitState = 'new' | 'gone' | 'opted-out' | 'refused' | 'unreadable' | 'answered' | 'dying' | 'dead';

/** A run that is interrupted and started again must not ask the same servers over and over. */
export const cutShortRestMs = 3_600_000;

interface Interval {
  /** From the end of the last visit; null: never. */
  afterMs(known: KnownHost, settings: Settings): number | null;
  source: string;
}

const dayMs = 24 * 3_600_000;
const saysNeverAgain: ReadonlySet<OptOut> = new Set(['gone', 'user-agent-refused']);

/** What does not pass by itself: something answers, and it is no server that we can read. */
const isUnreadable: ReadonlySet<Outcome> = new Set([
  'not-found',
  'moved',
  'malformed',
  'not-json',
  'redirect-loop',
  'client-error',
  'too-large',
]);

export const intervals: Readonly<Record<RevisitState, Interval>> = {
  new: { afterMs: () => 0, source: 'nothing is known of it' },
  gone: { afterMs: () => null, source: 'friendica#6248: servers answer 410, or refuse a user agent, to be left alone' },
  'opted-out': {
    afterMs: longer(30 * dayMs),
    source: 'a flag of the software; looked at monthly, it may be taken back',
  },
  refused: { afterMs: longer(7 * dayMs), source: 'fedidb#50: who says no to crawlers is not to be asked every day' },
  unreadable: {
    afterMs: longer(7 * dayMs),
    source: 'ours: shops, mail hosts and dead names that a hoster answers for; peer lists are full of them',
  },
  answered: { afterMs: daily, source: 'the period of the settings' },
  dying: { afterMs: daily, source: 'Minoru, src/db.rs: a server may be down for a week before it counts as dead' },
  dead: {
    // As long as the silence lasted by then: after a week 7 days, and with each further visit twice as many.
    afterMs: (known, settings) => longer(Math.min(silenceMs(known), 30 * dayMs))(known, settings),
    source: 'Minoru, weekly; FediSea, 2^n days capped at 30',
  },
};

function silenceMs({ lastVisit, silentSince }: KnownHost): number {
  return lastVisit === null || silentSince === null ? 0 : lastVisit.finishedAt - silentSince;
}

/** Never sooner than a host that answers. */
function longer(intervalMs: number): Interval['afterMs'] {
  return (_known, { revisitAfterMs }) => Math.max(intervalMs, revisitAfterMs);
}

/** Minoru, src/time.rs: periods with jitter never line up with backups, nor with each other. */
function daily({ host, lastVisit }: KnownHost, { revisitAfterMs }: Settings): number {
  const digest = createHash('sha256').update(`${host} ${lastVisit?.finishedAt}`).digest();
  return Math.round(revisitAfterMs * (1 + (digest.readUInt32BE(0) / 2 ** 32) * 0.1));
}

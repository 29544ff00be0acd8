/** What became of one server, for a terminal. */
import { plainText } from '../../analysis/report/safe-text.ts';
import type { EntryEvent, FactsEvent, HostEvent } from '../../data/history/host-events.ts';
import type { HostHistory } from '../../data/history/host-history.ts';
import { isoTime } from '../../data/iso-time.ts';
import { listKinds } from '../../data/types.ts';
import { describeTimes, type SnapshotTime, words } from './diff-text.ts';
import { shortTime } from './iso-times.ts';

export function renderHistory(
  { host, knownSince, optedOut, events, confirmed }: HostHistory,
  { id, asOf }: SnapshotTime,
): string {
  return [
    `${host}, by snapshot ${id}, as of ${isoTime(asOf)}`,
    knownSince === null ? 'known as a seed' : `known since ${shortTime(knownSince)}`,
    ...(optedOut ? ['It wants to be in no statistics: only whether it answered is told here.'] : []),
    '',
    ...describeEvents(events, host),
    '',
    ...listKinds.flatMap((kind) => {
      const last = confirmed[kind];
      if (last === undefined) return [];
      const since = last.askedSince ? '; asked for since, and not read: not observed' : '';
      return [`${kind}: last read whole ${shortTime(last.at)}${since}`];
    }),
  ]
    .join('\n')
    .trimEnd();
}

/** Entries of its own list that are seen for the first time make one line, at the first of them. */
function describeEvents(events: readonly HostEvent[], host: string): string[] {
  const firstSeen = (kind: HostEvent['kind']) =>
    events.filter((event) => event.kind === kind && isFirstSeen(event, host));
  const first = new Map([
    ['block', firstSeen('block')],
    ['allow', firstSeen('allow')],
  ]);
  return events.flatMap((event) => {
    const alike = isFirstSeen(event, host) ? first.get(event.kind)! : [event];
    if (event !== alike[0]) return [];
    const text =
      alike.length > 1
        ? `its list of ${event.kind}s, seen for the first time: ${alike.length} entries`
        : textOf(event, host);
    return text === null ? [] : [`${shortTime(event.at)}  ${text}`];
  });
}

function isFirstSeen(event: HostEvent, host: string): boolean {
  return (event.kind === 'block' || event.kind === 'allow') && event.source === host && event.change === 'first-seen';
}

function textOf(event: HostEvent, host: string): string | null {
  switch (event.kind) {
    case 'answer':
      return `${event.status}, ${event.reason}${repeated(event.visits, 'visits', event.until)}`;
    case 'list':
      return `its list of ${event.list}: ${event.state}${repeated(event.observations, 'times', event.until)}`;
    case 'facts':
      return describeFacts(event);
    case 'peers':
      return `its peers: ${event.added} ${event.notBefore === null ? 'seen for the first time' : 'added'}, ${event.removed} removed`;
    default:
      return describeEntry(event, host);
  }
}

function repeated(count: number, what: string, until: number): string {
  return count === 1 ? '' : ` (${count} ${what} until ${shortTime(until)})`;
}

/** Numbers change with every visit; JSON has them. */
const numbers: ReadonlySet<string> = new Set(['users', 'mau', 'activeHalfyear', 'posts']);

function describeFacts({ changes }: FactsEvent): string | null {
  const isFirst = changes.every(({ before }) => before === null);
  const told = changes.filter(({ field }) => isFirst || !numbers.has(field));
  if (told.length === 0) return null;
  const show = (value: unknown) => (value === null ? 'not told' : plainText(String(value)));
  return told
    .map(({ field, before, after }) => `${field} ${isFirst ? '' : `${show(before)} → `}${show(after)}`)
    .join(', ');
}

const verbs = { block: 'declares', allow: 'allows', listed: 'names' } as const;

function describeEntry({ kind, source, target, change, before, after, ...times }: EntryEvent, host: string): string {
  const who = kind === 'listed' ? `the imported list ${plainText(source)}` : source === host ? 'it' : source;
  const negation = change === 'removed' ? 'no longer' : '';
  const actions =
    change === 'changed' ? `${words(before)} → ${words(after)}` : words(after.length > 0 ? after : before);
  const what = `${verbs[kind]} ${[actions, plainText(target)].filter(Boolean).join(' ')}`;
  return [who, negation, what, `(${describeChange(change, times)})`].filter(Boolean).join(' ');
}

function describeChange(change: EntryEvent['change'], { at, notBefore }: Pick<EntryEvent, 'at' | 'notBefore'>): string {
  if (change === 'first-seen') return 'first seen; it may be older';
  return `${change} ${describeTimes({ notBefore, seenAt: at })}`;
}

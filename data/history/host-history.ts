/** Everything the file tells of one server over time, and what nobody can tell. */
import { UserError } from '../errors.ts';
import { readOptedOut } from '../snapshot/opted-out.ts';
import type { Store } from '../store.ts';
import type { EpochMs, Host, ListKind } from '../types.ts';
import { readEntryEvents } from './entry-events.ts';
import type { HostEvent } from './host-events.ts';
import { readAnswers, readFactChanges, readListRuns, readPeerChanges } from './own-events.ts';

export interface HostHistory {
  host: Host;
  knownSince: EpochMs | null;
  /** It wants to be in no statistics. */
  optedOut: boolean;
  /** In the order of time; at one time answers, lists, facts, peers, then blocks, allows and imported lists. */
  events: HostEvent[];
  /** Each list that was ever held: the last time it was read whole, and whether it was asked for later in vain. */
  confirmed: Partial<Record<ListKind, { at: EpochMs; askedSince: boolean }>>;
}

/**
 * Who wants to be in no statistics shows only whether it answered, and nothing of its lists is told elsewhere.
 * @param asOf nothing later is told
 * @throws UserError when the file does not know the name
 */
export async function readHostHistory(store: Store, host: Host, asOf: EpochMs): Promise<HostHistory> {
  const [found] = await store.rows('SELECT id, epoch_ms(known_since)::DOUBLE FROM hosts WHERE host = $1', [host]);
  if (found === undefined) {
    throw new UserError(`${host} was never heard of in ${store.file}.`, {
      hint: `Check the spelling, or collect it: faultline crawl --seed-host ${host}`,
    });
  }
  const [id, knownSince] = found as [number, EpochMs | null];
  const optedOut = await readOptedOut(store, asOf);
  const isShown = !optedOut.has(id);
  const lists = isShown ? await readListRuns(store, id) : [];
  const declared = [...(await readEntryEvents(store, 'block', host)), ...(await readEntryEvents(store, 'allow', host))];
  const entries = declared.filter(({ sourceId }) => !optedOut.has(sourceId));
  const listed = await readEntryEvents(store, 'listed', host);
  const events: HostEvent[] = [
    ...(await readAnswers(store, id)),
    ...lists,
    ...(isShown ? await readFactChanges(store, id) : []),
    ...(isShown ? await readPeerChanges(store, id) : []),
    ...[...entries, ...listed].map(({ sourceId, ...event }) => event),
  ].filter(({ at }) => at <= asOf);
  // Sorting is stable: events of one time stay in the order above.
  events.sort((a, b) => a.at - b.at);
  const confirmed = confirmedIn(events);
  return { host, knownSince, optedOut: !isShown, events, confirmed };
}

function confirmedIn(lists: readonly HostEvent[]): HostHistory['confirmed'] {
  const confirmed: HostHistory['confirmed'] = {};
  for (const event of lists) {
    if (event.kind !== 'list') continue;
    if (event.state === 'published') confirmed[event.list] = { at: event.until, askedSince: false };
    else if (confirmed[event.list] !== undefined) confirmed[event.list]!.askedSince = true;
  }
  return confirmed;
}

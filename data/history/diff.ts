/** Everything that changed between two times, what did not, and what nobody can tell. */
import { byCodeUnit } from '../order.ts';
import { type FrozenHosts, noNode, readHosts } from '../snapshot/hosts.ts';
import type { SnapshotHost } from '../snapshot/types.ts';
import type { Store } from '../store.ts';
import { type Host, listKinds } from '../types.ts';
import { readChanges } from './block-changes.ts';
import { readBlocklistChanges } from './blocklist-changes.ts';
import { readEntryChanges, type Shown } from './entry-changes.ts';
import { readSourceStates, type SourceStates } from './observed.ts';
import type { Diff, HostChanges, ListChange, NamedChange, Span } from './types.ts';

/**
 * Reads only. Names that the snapshot of `to` leaves out (below quarantined domains) are left out; who wants to be in no
 * statistics by then is not observed.
 */
export async function diff(store: Store, span: Span): Promise<Diff> {
  return diffSeen(store, span, await readSeen(store, span));
}

/** What a comparison of two times starts from. */
export interface Seen {
  before: readonly SnapshotHost[];
  after: FrozenHosts;
  states: SourceStates;
}

export async function readSeen(store: Store, span: Span): Promise<Seen> {
  const { hosts } = await readHosts(store, span.from);
  return { before: hosts, after: await readHosts(store, span.to), states: await readSourceStates(store, span) };
}

export async function diffSeen(store: Store, span: Span, { before, after, states }: Seen): Promise<Diff> {
  const { hosts, sources, quarantined } = after;
  const shown = {
    isSource: (id: number) => (sources[id] ?? noNode) !== noNode,
    butNot: leaveOut(quarantined.size > 0),
  };
  return {
    ...span,
    entries: await readEntryChanges(store, span, states, shown),
    blocks: await readShown('block', 'blocks'),
    allows: await readShown('allow', 'allows'),
    lists: await readListChanges(store, states, shown),
    hosts: compareHosts(before, hosts),
    blocklists: await readBlocklistChanges(store, span),
  };

  /** Of sources whose list was held whole at the earlier time, or that changed what they showed then. */
  async function readShown(declared: 'block' | 'allow', kind: 'blocks' | 'allows'): Promise<NamedChange[]> {
    const changes = await readChanges(store, declared, span, shown.butNot[kind]);
    return changes
      .filter(({ sourceId }) => shown.isSource(sourceId))
      .filter(({ sourceId, change }) => change !== 'added' || states[kind].get(sourceId)?.held === true)
      .map(({ sourceId, ...change }) => change);
  }
}

function leaveOut(isNeeded: boolean): Shown['butNot'] {
  const byNumber = isNeeded ? 'AND target_id NOT IN (SELECT id FROM quarantined_hosts)' : '';
  const byName = isNeeded ? 'AND target NOT IN (SELECT host FROM quarantined_hosts)' : '';
  return { peers: byNumber, blocks: byName, allows: byName, counts: byNumber };
}

async function readListChanges(store: Store, states: SourceStates, { isSource }: Shown): Promise<ListChange[]> {
  const names = new Map((await store.rows('SELECT id, host FROM hosts')) as [number, Host][]);
  const changes = listKinds.flatMap((kind) =>
    [...states[kind]]
      .filter(([id, { before, after }]) => before !== after && isSource(id))
      .map(([id, { before, after }]) => ({ host: names.get(id)!, kind, before, after })),
  );
  return changes.sort((a, b) => byCodeUnit(a.host, b.host) || byCodeUnit(a.kind, b.kind));
}

function compareHosts(before: readonly SnapshotHost[], after: readonly SnapshotHost[]): HostChanges {
  const old = new Map(before.map(({ host, liveness }) => [host, liveness]));
  const moved = (from: string, to: string) =>
    after.filter(({ host, liveness }) => old.get(host) === from && liveness === to).map(({ host }) => host);
  return {
    added: after.filter(({ host }) => !old.has(host)).length,
    fellSilent: moved('alive', 'dead'),
    answersAgain: moved('dead', 'alive'),
  };
}

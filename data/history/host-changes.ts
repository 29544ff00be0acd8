/**
 * What became of each server between two times, in three values. What a server declares is its blocks and its allowlist:
 * peer lists move all the time, and only say that a server was read.
 */

import { byCodeUnit } from '../order.ts';
import { noNode } from '../snapshot/hosts.ts';
import type { Store } from '../store.ts';
import type { Host, ListKind } from '../types.ts';
import { diffSeen, readSeen, type Seen } from './diff.ts';
import { neverAsked } from './observed.ts';
import type { Diff, ListChange, Span } from './types.ts';

/**
 * new: not known at `from` · gone: alive then and dead now · changed: it declares something else, or shows a list that it
 * did not show · not-observed: what it declared was not read since; of a server that declared nothing we hold, no list of
 * it was.
 */
export type HostChange = 'new' | 'gone' | 'changed' | 'not-observed';

export interface ChangedHost {
  host: Host;
  change: HostChange;
}

const declaredKinds = ['blocks', 'allows'] as const;
const otherKinds = ['peers', 'counts'] as const;

/** Reads only. @returns the diff, and by name every server that is not unchanged; the first value that holds is its own */
export async function diffByHost(store: Store, span: Span): Promise<{ diff: Diff; hosts: ChangedHost[] }> {
  const seen = await readSeen(store, span);
  const found = await diffSeen(store, span, seen);
  const changes = new Map<Host, HostChange>();
  const note = (host: Host, change: HostChange) => {
    if (!changes.has(host)) changes.set(host, change);
  };
  const known = new Set(seen.before.map(({ host }) => host));
  for (const { host } of seen.after.hosts) if (!known.has(host)) note(host, 'new');
  for (const host of found.hosts.fellSilent) note(host, 'gone');
  const there = new Set(seen.after.hosts.map(({ host }) => host));
  for (const { source } of [...found.blocks, ...found.allows])
    if (there.has(source as Host)) note(source as Host, 'changed');
  for (const list of found.lists) if (isShownNow(list) && there.has(list.host)) note(list.host, 'changed');
  for (const host of notObserved(seen)) note(host, 'not-observed');
  const hosts = [...changes].map(([host, change]) => ({ host, change }));
  return { diff: found, hosts: hosts.sort((a, b) => byCodeUnit(a.host, b.host)) };
}

/** It answered before that it has no list for us, and now shows one. */
function isShownNow({ kind, before, after }: ListChange): boolean {
  const isDeclared = declaredKinds.some((declared) => declared === kind);
  return isDeclared && after === 'published' && ['withheld', 'robots', 'unsupported'].includes(before);
}

function* notObserved({ after, states }: Seen): Generator<Host> {
  const sources = new Set([...declaredKinds, ...otherKinds].flatMap((kind) => [...states[kind].keys()]));
  for (const id of sources) {
    const node = after.nodes[id] ?? noNode;
    if (node === noNode) continue;
    const held = (kinds: readonly ListKind[]) =>
      kinds.map((kind) => states[kind].get(id) ?? neverAsked).filter((state) => state.held);
    const isRead = ({ confirmed }: { confirmed: boolean }) => confirmed && after.sources[id] !== noNode;
    const declared = held(declaredKinds);
    const others = held(otherKinds);
    const isMissed = declared.length > 0 ? !declared.every(isRead) : others.length > 0 && !others.some(isRead);
    if (isMissed) yield after.hosts[node]!.host;
  }
}

/** The snapshots that a database notes, for the server: opened one question at a time, so that a crawl can go on beside it. */
import { turnRound } from '../../analysis/parallel/turn-round.ts';
import { shownServers } from '../../data/export/shown-servers.ts';
import { diffByHost } from '../../data/history/host-changes.ts';
import type { Span } from '../../data/history/types.ts';
import { leastPeersKept } from '../../data/snapshot/cache/keep.ts';
import { recall } from '../../data/snapshot/recall.ts';
import { readTaken } from '../../data/snapshot/taken.ts';
import type { Store } from '../../data/store.ts';
import type { Tier } from '../server/exposure.ts';
import type { Archive } from '../server/shelf.ts';
import type { SnapshotChanges, SnapshotEntry } from '../shared/snapshot-changes.ts';
import { describeChanges, describeServers } from './change-sentences.ts';
import { withStore } from './database.ts';
import { openGraph } from './open-graph.ts';
import { prepareApart } from './prepare-apart.ts';

export function archiveOf(db: string, tier: Tier): Archive {
  return {
    list: () => withStore(db, 'read', readEntries),
    open: async (id) => {
      if (await withStore(db, 'read', (store) => isLarge(store, id))) await prepareApart({ file: db, which: id, tier });
      return openGraph(db, id, { tier });
    },
    compare: async (from, to) => {
      const span = { from: Date.parse(from.asOf), to: Date.parse(to.asOf) };
      const found = await withStore(db, 'read', (store) => changesIn(store, span, tier));
      return { from: refOf(from), to: refOf(to), ...found };
    },
  };
}

/** Published is which servers came, went or were not read; that one changed its blocks would be a fact about its blocks. */
async function changesIn(store: Store, span: Span, tier: Tier): Promise<Pick<SnapshotChanges, 'hosts' | 'sentences'>> {
  const { diff, hosts } = await diffByHost(store, span);
  if (tier === 'local') return { hosts, sentences: describeChanges(diff, hosts) };
  const { hosts: known } = shownServers(await recall(store, { asOf: span.to, turnRound }));
  const names = new Set(known.map(({ host }) => host));
  const shown = hosts.filter(({ host, change }) => names.has(host) && change !== 'changed');
  const answerAgain = diff.hosts.answersAgain.filter((host) => names.has(host)).length;
  return { hosts: shown, sentences: describeServers(shown, answerAgain) };
}

/** Of several notes of the same content the earliest, as when one is asked for by its id. */
async function readEntries(store: Store): Promise<SnapshotEntry[]> {
  const entries = new Map<string, SnapshotEntry>();
  for (const { id, asOf, hosts, visited, withdrawn } of await readTaken(store)) {
    if (withdrawn || entries.has(id)) continue;
    entries.set(id, { id, asOf, hosts, visited: visited ?? (await countVisited(store, asOf)) });
  }
  return [...entries.values()];
}

/** Of those that take long to prepare. */
async function isLarge(store: Store, which: string): Promise<boolean> {
  return (await readTaken(store)).some(({ id, peers }) => id === which && peers >= leastPeersKept);
}

/** An older program did not note it. */
async function countVisited(store: Store, asOf: string): Promise<number> {
  const { hosts } = await recall(store, { asOf: Date.parse(asOf), turnRound });
  return hosts.filter(({ liveness }) => liveness === 'alive').length;
}

function refOf({ id, asOf }: SnapshotEntry) {
  return { id, asOf };
}

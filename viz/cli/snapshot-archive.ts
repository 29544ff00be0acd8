/** The snapshots that a database notes, for the server: opened one question at a time, so that a crawl can go on beside it. */
import { buildGraph } from '../../analysis/graph.ts';
import { diffByHost } from '../../data/history/host-changes.ts';
import { refer } from '../../data/snapshot/reference.ts';
import { readTaken } from '../../data/snapshot/taken.ts';
import type { Snapshot } from '../../data/snapshot/types.ts';
import { freeze } from '../../data/snapshot.ts';
import type { Store } from '../../data/store.ts';
import type { Archive } from '../server/shelf.ts';
import type { SnapshotEntry } from '../shared/snapshot-changes.ts';
import { describeChanges } from './change-sentences.ts';
import { withStore } from './database.ts';

/** @param toShown what of a snapshot is served */
export function archiveOf(db: string, toShown: (snapshot: Snapshot) => Snapshot): Archive {
  return {
    list: () => withStore(db, 'read', readEntries),
    open: async (id) => {
      const { snapshot } = await withStore(db, 'read', (store) => refer(store, id));
      return buildGraph(toShown(snapshot));
    },
    compare: async (from, to) => {
      const span = { from: Date.parse(from.asOf), to: Date.parse(to.asOf) };
      const { diff, hosts } = await withStore(db, 'read', (store) => diffByHost(store, span));
      return { from: refOf(from), to: refOf(to), hosts, sentences: describeChanges(diff, hosts) };
    },
  };
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

/** An older program did not note it. */
async function countVisited(store: Store, asOf: string): Promise<number> {
  const { hosts } = await freeze(store, { asOf: Date.parse(asOf) });
  return hosts.filter(({ liveness }) => liveness === 'alive').length;
}

function refOf({ id, asOf }: SnapshotEntry) {
  return { id, asOf };
}

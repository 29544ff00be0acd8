/** The checks on a real database: the newest that is known in it, and the lists that were imported into it. */
import type { ListRows } from '../../analysis/checks/blocks-to-try.ts';
import { checkGraph, type GraphChecks } from '../../analysis/checks/checks.ts';
import { buildGraph } from '../../analysis/graph.ts';
import type { SnapshotRef } from '../../analysis/types.ts';
import { blocklistNames, findBlocklist } from '../../data/blocklists.ts';
import { freeze } from '../../data/snapshot.ts';
import { withStore } from '../../viz/cli/database.ts';

export interface CheckedDatabase extends GraphChecks {
  snapshot: SnapshotRef;
  hosts: number;
  /** Imported lists. */
  lists: number;
}

/** @throws UserError when there is no such database, or nothing in it */
export async function checkDatabase(file: string): Promise<CheckedDatabase> {
  const { snapshot, lists } = await withStore(file, 'read', async (store) => {
    const lists: ListRows[] = [];
    for (const name of await blocklistNames(store)) {
      const held = await findBlocklist(store, name);
      if (held !== undefined) lists.push(held.entries);
    }
    return { snapshot: await freeze(store), lists };
  });
  const graph = buildGraph(snapshot);
  return { ...checkGraph(graph, lists), snapshot: graph.ref, hosts: graph.order, lists: lists.length };
}

/** The newest snapshot of a planted database. */
import type { Snapshot } from '../../../data/snapshot/types.ts';
import { freeze } from '../../../data/snapshot.ts';
import { Store } from '../../../data/store.ts';

export async function snapshotOf(file: string): Promise<Snapshot> {
  const store = await Store.open(file, 'read');
  try {
    return await freeze(store);
  } finally {
    await store.close();
  }
}

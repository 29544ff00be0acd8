/** The snapshot that ends a history where nobody named one: imported lists may be newer than anything a server said. */
import { type Referred, refer } from '../snapshot/reference.ts';
import type { Store } from '../store.ts';
import type { EpochMs } from '../types.ts';

/** @param text as a person names a snapshot; undefined for all that is known now, imported lists included */
export async function referForHistory(store: Store, text: string | undefined): Promise<Referred> {
  const now = await refer(store, text);
  if (text !== undefined) return now;
  const [row] = await store.rows('SELECT epoch_ms(max(observed_at))::DOUBLE FROM blocklist_observations');
  const listedAt = row![0] as EpochMs | null;
  if (listedAt === null || listedAt <= now.snapshot.asOf) return now;
  return refer(store, new Date(listedAt).toISOString());
}

/** The snapshot that ends a history where nobody named one: imported lists may be newer than anything a server said. */
import { isoTime } from '../iso-time.ts';
import { type Referred, refer } from '../snapshot/reference.ts';
import type { TurnRound } from '../snapshot/types.ts';
import { observedSpan } from '../snapshot.ts';
import type { Store } from '../store.ts';
import type { EpochMs } from '../types.ts';

/**
 * @param text as a person names a snapshot; undefined for all that is known now, imported lists included
 * @param turnRound as for `recall`
 */
export async function referForHistory(store: Store, text: string | undefined, turnRound: TurnRound): Promise<Referred> {
  if (text !== undefined) return refer(store, text, turnRound);
  const [row] = await store.rows('SELECT epoch_ms(max(observed_at))::DOUBLE FROM blocklist_observations');
  const listedAt = row![0] as EpochMs | null;
  const span = await observedSpan(store);
  if (span === null || listedAt === null || listedAt <= span.newest) return refer(store, undefined, turnRound);
  return refer(store, isoTime(listedAt), turnRound);
}

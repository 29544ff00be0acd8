/** Servers whose people in charge gave permission, as noted in the file. */
import type { Store } from './store.ts';
import type { EpochMs, Host } from './types.ts';

export interface Consent {
  host: Host;
  /** Who gave it, when and how. */
  note: string;
  addedAt: EpochMs;
}

/** @returns in host order */
export async function listConsents(store: Store): Promise<Consent[]> {
  const rows = await store.rows(`
    SELECT hosts.host, consents.note, epoch_ms(consents.added_at)::DOUBLE
    FROM consents JOIN hosts ON hosts.id = consents.host_id ORDER BY hosts.host COLLATE C`);
  return (rows as [Host, string, EpochMs][]).map(([host, note, addedAt]) => ({ host, note, addedAt }));
}

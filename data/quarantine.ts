/**
 * Domains with more names than any operator has servers: what is left out because of them is told, not hidden.
 *
 * One hostile list must not take other people's servers away. What counts is therefore who names, not how many names
 * there are: one source that brings more new names below a domain than the budget floods it, while many lists that name
 * a few each tell of a hoster. Below a quarantined domain a name counts that answered, gave permission, was named by a
 * person, or stands in peer or block lists of two sources of different registrable domains, neither of which floods it.
 */
import type { Store } from './store.ts';
import type { QuarantinedDomain } from './types.ts';

export interface Quarantine {
  /** Most names first. */
  domains: QuarantinedDomain[];
  /** Names in the file that are not visited and count nowhere. */
  hosts: number;
}

export async function readQuarantine(store: Store): Promise<Quarantine> {
  const domains = await store.rows('SELECT domain, names::DOUBLE FROM quarantined_domains ORDER BY names DESC, domain');
  const [hosts] = await store.rows('SELECT count(*)::DOUBLE FROM quarantined_hosts');
  return {
    domains: (domains as [string, number][]).map(([domain, names]) => ({ domain, names })),
    hosts: hosts![0] as number,
  };
}

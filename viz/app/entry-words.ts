/** What became of an entry of the scenario, in words. */
import type { ImpactEntry } from '../../analysis/types.ts';
import { showCount } from './figures.ts';
import { words } from './words/words.ts';

export function wordsOf({ status, hosts, audience }: Pick<ImpactEntry, 'status' | 'hosts' | 'audience'>): string {
  const { statuses, cutPeopleUnknown, notKnown } = words().entries;
  if (status === 'cut' && audience === null) return cutPeopleUnknown;
  // Seen, but the server looked from did not answer.
  if (status === 'unknown' && hosts > 0) return notKnown;
  return statuses[status];
}

/** @returns `3 cut · 1 not seen`, in the order in which the words first appear */
export function countByWords(entries: readonly ImpactEntry[]): string {
  const counts = new Map<string, number>();
  for (const entry of entries) counts.set(wordsOf(entry), (counts.get(wordsOf(entry)) ?? 0) + 1);
  return [...counts].map(([status, count]) => `${showCount(count)} ${status}`).join(' · ');
}

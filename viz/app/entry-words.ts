/** What became of an entry of the scenario, in words. */
import type { EntryStatus, ImpactEntry } from '../../analysis/types.ts';
import { showCount } from './figures.ts';

const statusWords: Record<EntryStatus, string> = {
  cut: 'cut',
  hidden: 'hidden',
  opened: 'open again',
  shown: 'no longer hidden',
  already: 'no change, cut or hidden today',
  kept: 'kept as it is',
  dead: 'does not answer',
  unknown: 'not seen',
};

export function wordsOf({ status, hosts, audience }: Pick<ImpactEntry, 'status' | 'hosts' | 'audience'>): string {
  if (status === 'cut' && audience === null) return 'cut, people not known';
  // Seen, but the server looked from did not answer.
  if (status === 'unknown' && hosts > 0) return 'not known';
  return statusWords[status];
}

/** @returns `3 cut · 1 not seen`, in the order in which the words first appear */
export function countByWords(entries: readonly ImpactEntry[]): string {
  const counts = new Map<string, number>();
  for (const entry of entries) counts.set(wordsOf(entry), (counts.get(wordsOf(entry)) ?? 0) + 1);
  return [...counts].map(([words, count]) => `${showCount(count)} ${words}`).join(' · ');
}

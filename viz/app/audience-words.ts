/** How many people a server has, in words: about how many, between what, and who says so. */
import type { Coverage, HostCard } from '../../analysis/types.ts';
import { describePeople, splitPeople } from './figures.ts';
import { words } from './words/words.ts';

/** @returns `about 6,300 people (5,000–7,900, its own count)` */
export function describeAudience(card: HostCard, unit: Coverage['audience']['unit']): string {
  const { audience, audienceLow: low, audienceHigh: high, audienceSource, audienceUnused } = card;
  const { sources, unused } = words().card;
  const { interval } = splitPeople({ value: audience, low, high, grade: null });
  // Where accounts are counted, nobody's count of active people is used.
  const reason = audienceUnused === null || unit === 'registered' ? '' : unused[audienceUnused];
  const source = audience === null ? '' : [interval, sources[audienceSource]].filter(Boolean).join(', ');
  const known = [source, reason].filter(Boolean).join('; ');
  return `${describePeople(audience, unit)}${known === '' ? '' : ` (${known})`}`;
}

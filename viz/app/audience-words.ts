/** How many people a server has, in words: about how many, between what, and who says so. */
import type { AudienceSource, Coverage, HostCard, UnusedCount } from '../../analysis/types.ts';
import { describePeople, splitPeople } from './figures.ts';

export const sourceWords: Record<AudienceSource, string> = {
  mau: 'its own count',
  'users-software': 'from its accounts',
  'users-all': 'from its accounts',
  users: 'its accounts',
  footprint: 'from who lists it',
  none: 'no figure',
};

const unusedWords: Record<UnusedCount, string> = {
  missing: 'it publishes no count of active people',
  hidden: 'it tells no count',
  'zero-not-counted': 'its 0 is no count',
  baffle: 'its own numbers are random on purpose',
  impossible: 'its own numbers cannot be',
  fake: 'its own count is far above what its place in the network allows',
  alias: 'its numbers are those of another server',
};

/** @returns `about 6,300 people (5,000–7,900, its own count)` */
export function describeAudience(card: HostCard, unit: Coverage['audience']['unit']): string {
  const { audience, audienceLow: low, audienceHigh: high, audienceSource, audienceUnused } = card;
  const { interval } = splitPeople({ value: audience, low, high, grade: null });
  // Where accounts are counted, nobody's count of active people is used.
  const unused = audienceUnused === null || unit === 'registered' ? '' : unusedWords[audienceUnused];
  const source = audience === null ? '' : [interval, sourceWords[audienceSource]].filter(Boolean).join(', ');
  const known = [source, unused].filter(Boolean).join('; ');
  return `${describePeople(audience, unit)}${known === '' ? '' : ` (${known})`}`;
}

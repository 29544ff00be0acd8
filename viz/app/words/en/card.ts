/** The server looked from, and what is known of any server. */
import type { AudienceSource, UnusedCount } from '../../../../analysis/types.ts';
import type { Disclosure } from '../../../../data/types.ts';

const sources: Record<AudienceSource, string> = {
  mau: 'its own count',
  'users-software': 'from its accounts',
  'users-all': 'from its accounts',
  users: 'its accounts',
  footprint: 'from who lists it',
  none: 'no figure',
};

const unused: Record<UnusedCount, string> = {
  missing: 'it publishes no count of active people',
  hidden: 'it tells no count',
  'zero-not-counted': 'its 0 is no count',
  baffle: 'its own numbers are random on purpose',
  impossible: 'its own numbers cannot be',
  fake: 'its own count is far above what its place in the network allows',
  alias: 'its numbers are those of another server',
};

/** Missing is never none: each state of a list has its own words. */
const disclosures: Record<Disclosure | 'unvisited', string> = {
  published: 'published',
  partial: 'published in part',
  withheld: 'withheld',
  unsupported: 'not offered, or not read from this software',
  unreached: 'not reached',
  unvisited: 'not asked',
};

export const card = {
  lookingFrom: 'Looking from',
  showAll: 'Show all',
  community: 'community',
  noCommunity: 'none',
  peers: 'peers',
  blocks: 'blocks',
  seenOn: (date: string) => `seen ${date}`,
  declares: 'declares',
  declaredOn: 'declared on it',
  notKnown: 'not known',
  softwareUnknown: 'software not known',
  liveness: { alive: 'answered', dead: 'did not answer', unvisited: 'not visited' },
  sources,
  unused,
  disclosures,
};

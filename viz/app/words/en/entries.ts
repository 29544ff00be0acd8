/** What became of an entry of the scenario. */
import type { EntryStatus } from '../../../../analysis/types.ts';

const statuses: Record<EntryStatus, string> = {
  cut: 'cut',
  hidden: 'hidden',
  opened: 'open again',
  shown: 'no longer hidden',
  already: 'no change, cut or hidden today',
  kept: 'kept as it is',
  dead: 'does not answer',
  unknown: 'not seen',
};

export const entries = { statuses, cutPeopleUnknown: 'cut, people not known', notKnown: 'not known' };

/** Snapshots one after another, and what became of servers between two. */
import type { HostChange } from '../../../shared/snapshot-changes.ts';

const counted: Record<HostChange, (count: number, shown: string) => string> = {
  new: (count, shown) => `${shown} ${count === 1 ? 'server is' : 'servers are'} new`,
  gone: (count, shown) => `${shown} answered before and no longer ${count === 1 ? 'does' : 'do'}`,
  changed: (count, shown) => `${shown} ${count === 1 ? 'declares' : 'declare'} other rules than before`,
  'not-observed': (count, shown) =>
    `${shown} ${count === 1 ? 'was' : 'were'} not observed since: whether anything changed there is not known`,
};

export const time = {
  title: 'Time',
  slider: 'Snapshot',
  earlier: 'Earlier snapshot',
  later: 'Later snapshot',
  place: (date: string, at: number, of: number) => `${date}, ${at} of ${of}`,
  latest: 'latest',
  compare: 'Compare with',
  withNone: 'no other',
  changes: (from: string, to: string) => `From ${from} to ${to}`,
  counted,
  nothing: 'No change was seen between the two.',
  unlisted: 'All other servers are unchanged as far as they were observed.',
  andMore: (count: string) => `and ${count} more, in the table`,
  sentences: 'In the words of the report',
};

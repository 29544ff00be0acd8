/** What changed between two snapshots, one sentence a kind of change; a kind of which there is none has no sentence. */
import type { ChangedHost, HostChange } from '../../data/history/host-changes.ts';
import type { Diff, EntryChanges } from '../../data/history/types.ts';

export function describeChanges({ entries, hosts: moved }: Diff, hosts: readonly ChangedHost[]): string[] {
  return [
    describeEntries('block', entries.blocks),
    describeEntries('allowlist entry', entries.allows, 'allowlist entries'),
    ...describeServers(hosts, moved.answersAgain.length),
    describeEntries('peer', entries.peers),
  ].filter((sentence) => sentence !== null);
}

/** What is said of servers alone, without what they declare. */
export function describeServers(hosts: readonly ChangedHost[], answerAgain: number): string[] {
  const count = (change: HostChange) => hosts.filter((host) => host.change === change).length;
  const [added, gone, changed, missed] = [count('new'), count('gone'), count('changed'), count('not-observed')];
  return [
    added === 0 ? null : `${servers(added)} ${added === 1 ? 'is' : 'are'} new.`,
    gone === 0 ? null : `${servers(gone)} ${gone === 1 ? 'answers' : 'answer'} no longer.`,
    answerAgain === 0 ? null : `${servers(answerAgain)} ${answerAgain === 1 ? 'answers' : 'answer'} again.`,
    changed === 0 ? null : `${servers(changed)} changed what ${changed === 1 ? 'it declares' : 'they declare'}.`,
    missed === 0
      ? null
      : `${servers(missed)} ${missed === 1 ? 'was' : 'were'} not observed: whether anything changed there is not known.`,
  ].filter((sentence) => sentence !== null);
}

function describeEntries(one: string, changes: EntryChanges, many = `${one}s`): string | null {
  const { added, removed, changed, notObserved, firstSeen } = changes;
  const lifted = one === 'block' ? 'lifted' : 'removed';
  const parts = [
    ...(added > 0 ? [`${number(added)} added`] : []),
    ...(removed > 0 ? [`${number(removed)} ${lifted}`] : []),
    ...(changed > 0 ? [`${number(changed)} changed`] : []),
    ...(firstSeen > 0 ? [`${number(firstSeen)} first seen, which may be older`] : []),
    ...(notObserved > 0 ? [`${number(notObserved)} not observed`] : []),
  ];
  const [first = '', ...rest] = parts;
  if (first === '') return null;
  const [figure, ...said] = first.split(' ');
  const named = `${figure} ${figure === '1' ? one : many} ${said.join(' ')}`;
  return `${[named, ...rest].join(', ')}.`;
}

function servers(count: number): string {
  return `${number(count)} ${count === 1 ? 'server' : 'servers'}`;
}

function number(count: number): string {
  return count.toLocaleString('en-US');
}

/** What changed between two snapshots, for a terminal: changed, unchanged, not observed. */
import { plainText } from '../../analysis/report/safe-text.ts';
import type { BlocklistChanges, Diff, EntryChanges, ListChange, NamedChange } from '../../data/history/types.ts';
import { isoTime } from '../../data/iso-time.ts';
import { type EpochMs, listKinds } from '../../data/types.ts';
import { shortTime } from './iso-times.ts';

export interface SnapshotTime {
  id: string;
  asOf: EpochMs;
}

/** Rows of each kind that are shown; JSON has all of them. */
const shownRows = 20;
const shownHosts = 3;

export function renderDiff(
  { entries, blocks, allows, lists, hosts, blocklists }: Diff,
  { from, to }: { from: SnapshotTime; to: SnapshotTime },
): string {
  return [
    `from snapshot ${from.id}, as of ${isoTime(from.asOf)}`,
    `to   snapshot ${to.id}, as of ${isoTime(to.asOf)}`,
    '',
    ...listKinds.flatMap((kind) => describeEntries(kind, entries[kind])),
    '',
    `hosts: ${hosts.added} new names, ${hosts.fellSilent.length} fell silent, ${hosts.answersAgain.length} answer again`,
    ...section('Declared actions that changed', blocks, describeBlock),
    ...section('Allowlist entries that changed', allows, describeAllow),
    ...section('Lists in another state', groupLists(lists), describeLists),
    ...section('Imported lists', blocklists, describeBlocklist),
    ...section(
      'Their entries that changed',
      blocklists.flatMap((each) => each.entries),
      describeBlock,
    ),
  ].join('\n');
}

function describeEntries(kind: string, changes: EntryChanges): string[] {
  const { added, removed, changed, unchanged, notObserved, firstSeen, notObservedBy } = changes;
  const causes = Object.entries(notObservedBy).map(([state, count]) => `${count} ${state}`);
  return [
    `${kind}: ${added} added, ${removed} removed, ${changed} changed, ${unchanged} unchanged, ${notObserved} not observed`,
    ...(causes.length > 0 ? [`  not observed, by the last answer since: ${causes.join(', ')}`] : []),
    ...(firstSeen > 0 ? [`  ${firstSeen} more in lists that were not held before: they may be older`] : []),
  ];
}

function section<Row>(title: string, rows: readonly Row[], describe: (row: Row) => string): string[] {
  if (rows.length === 0) return [];
  const left = rows.length - shownRows;
  return [
    '',
    `${title}:`,
    ...rows.slice(0, shownRows).map((row) => `  ${describe(row)}`),
    ...(left > 0 ? [`  and ${left} more; --json has all of them`] : []),
  ];
}

function describeBlock({ source, target, change, before, after, ...times }: NamedChange): string {
  const actions =
    change === 'changed' ? `${words(before)} → ${words(after)}` : words(change === 'added' ? after : before);
  return `${change} ${plainText(source)}: ${actions} ${plainText(target)} (${describeTimes(times)})`;
}

function describeAllow({ source, target, change, ...times }: NamedChange): string {
  return `${change} ${source}: ${plainText(target)} (${describeTimes(times)})`;
}

function describeBlocklist({ name, ...changes }: BlocklistChanges): string {
  const { added, removed, changed, unchanged, notObserved, firstSeen } = changes;
  const first = firstSeen > 0 ? `, ${firstSeen} first seen` : '';
  return `${plainText(name)}: ${added} added, ${removed} removed, ${changed} changed, ${unchanged} unchanged, ${notObserved} not observed${first}`;
}

interface ListGroup {
  change: string;
  hosts: string[];
}

/** By kind and states, those that were read before and are not now first. */
function groupLists(lists: readonly ListChange[]): ListGroup[] {
  const groups = new Map<string, string[]>();
  const isLost = ({ before }: ListChange) => Number(before === 'published');
  for (const list of lists.toSorted((a, b) => isLost(b) - isLost(a))) {
    const change = `${list.kind}, ${list.before} → ${list.after}`;
    groups.set(change, [...(groups.get(change) ?? []), list.host]);
  }
  return [...groups].map(([change, hosts]) => ({ change, hosts }));
}

function describeLists({ change, hosts }: ListGroup): string {
  const left = hosts.length - shownHosts;
  return `${change}: ${hosts.slice(0, shownHosts).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}

export function describeTimes({ notBefore, seenAt }: { notBefore: EpochMs | null; seenAt: EpochMs }): string {
  return notBefore === null ? `seen ${shortTime(seenAt)}` : `between ${shortTime(notBefore)} and ${shortTime(seenAt)}`;
}

export function words(actions: readonly string[]): string {
  return actions.map(plainText).join(' + ');
}

/** Six years of dated changes of real lists, replayed day by day: the list of any date is that of a slow reader. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { diff } from '../../data/history/diff.ts';
import { readHost, readRule } from '../../data/host.ts';
import { freeze } from '../../data/snapshot.ts';
import type { Store } from '../../data/store.ts';
import { block, list, realDataFolder, rule, temporaryStore, visit } from '../fixtures/observed.ts';

const file = join(realDataFolder, 'block_events_to_2023-06-30.csv');

interface Event {
  /** A server, or an aggregated list, which is passed round and declared by nobody. */
  blocker: string;
  blocked: string;
  event: 'add' | 'remove' | 'change';
  new_severity: string;
  at: string;
}

/** Of each blocker, what it names and with which action: `target action`, in order. */
type Lists = Map<string, string[]>;

const isServer = (blocker: string) => readHost(blocker) !== undefined;

test.skipIf(!existsSync(file))(
  'asked for any date, the database gives the lists of that date exactly (skipped without the real data beside the checkout)',
  async () => {
    const store = await temporaryStore();
    const truth = await replay(store, parse(readFileSync(file, 'utf8'), { columns: true }) as Event[]);
    const dates = [...truth.keys()];
    expect(dates.length).toBeGreaterThan(200);
    for (const day of dates.filter((_, at) => at % 8 === 0 || at === dates.length - 1)) {
      const asOf = noon(day) + 3_600_000;
      const found = new Map([...(await declaredAt(store, asOf)), ...(await listedAt(store, asOf))]);
      const expected = [...truth.get(day)!].filter(([, entries]) => entries.length > 0);
      expect(expected.map(([blocker]) => blocker).sort()).toEqual([...found.keys()].sort());
      for (const [blocker, entries] of expected) {
        expect([day, blocker, found.get(blocker)!.sort()]).toEqual([day, blocker, entries]);
      }
    }
    await expectDiffToAddUp(store, truth, dates[100]!, dates.at(-1)!);
  },
);

/** Records every list on each day on which it changed. @returns all lists after each day */
async function replay(store: Store, events: readonly Event[]): Promise<Map<string, Lists>> {
  const crawlId = await store.beginCrawl(0, {});
  const raw = new Map<string, Map<string, string>>();
  const truth = new Map<string, Lists>();
  for (const [day, changes] of byDay(events)) {
    for (const { blocker, blocked, event, new_severity } of changes) {
      const named = raw.get(blocker) ?? new Map<string, string>();
      raw.set(blocker, named);
      if (event === 'remove') named.delete(blocked);
      else named.set(blocked, new_severity);
    }
    const now = new Map([...raw].map(([blocker, named]) => [blocker, entriesOf(named)]));
    const touched = [...new Set(changes.map(({ blocker }) => blocker))];
    const entries = (blocker: string) => now.get(blocker)!.map((entry) => entry.split(' ') as [string, string]);
    const visits = touched.filter(isServer).map((blocker) => {
      const blocks = list(entries(blocker).map(([target, action]) => block(target, action)));
      return visit(blocker, noon(day), { blocks });
    });
    await store.record(crawlId, visits);
    for (const name of touched.filter((blocker) => !isServer(blocker))) {
      const listed = entries(name).map(([target, action]) => ({ target: rule(target), action, comment: null }));
      await store.recordBlocklist({
        ...{ name, observedAt: noon(day), format: 'events', fileHash: '00', entries: listed, settings: {} },
      });
    }
    truth.set(day, now);
  }
  return truth;
}

function byDay(events: readonly Event[]): [string, Event[]][] {
  const days = new Map<string, Event[]>();
  for (const event of events) {
    const day = event.at.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1));
}

function entriesOf(named: ReadonlyMap<string, string>): string[] {
  const entries = [...named].flatMap(([text, action]) => {
    const target = readRule(text);
    return target === undefined ? [] : [`${target} ${action}`];
  });
  return [...new Set(entries)].sort();
}

async function declaredAt(store: Store, asOf: number): Promise<Lists> {
  const { hosts, blocks } = await freeze(store, { asOf });
  const found: Lists = new Map();
  for (const { source, target, action } of blocks) add(found, hosts[source]!.host, `${target} ${action}`);
  return found;
}

async function listedAt(store: Store, asOf: number): Promise<Lists> {
  const rows = await store.rows(
    `SELECT name, target || ' ' || action FROM blocklist_entries JOIN blocklists ON blocklists.id = blocklist_id
     WHERE added_at <= make_timestamptz($1::BIGINT * 1000)
       AND (removed_at IS NULL OR removed_at > make_timestamptz($1::BIGINT * 1000))`,
    [asOf],
  );
  const found: Lists = new Map();
  for (const [name, entry] of rows as [string, string][]) add(found, name, entry);
  return found;
}

function add(lists: Lists, blocker: string, entry: string): void {
  const entries = lists.get(blocker);
  if (entries === undefined) lists.set(blocker, [entry]);
  else entries.push(entry);
}

async function expectDiffToAddUp(store: Store, truth: Map<string, Lists>, from: string, to: string): Promise<void> {
  const { entries, blocklists } = await diff(store, { from: noon(from), to: noon(to) });
  const sum = (day: string, isWanted: (blocker: string) => boolean) =>
    [...truth.get(day)!].filter(([blocker]) => isWanted(blocker)).flatMap(([, named]) => targetsOf(named)).length;
  const all = { ...entries.blocks };
  expect(all.removed + all.changed + all.unchanged + all.notObserved).toBe(sum(from, isServer));
  expect(all.added + all.firstSeen + all.changed + all.unchanged + all.notObserved).toBe(sum(to, isServer));
  for (const { name, added, removed, changed, unchanged, notObserved, firstSeen } of blocklists) {
    const isThis = (blocker: string) => blocker === name;
    expect([name, removed + changed + unchanged + notObserved]).toEqual([name, sum(from, isThis)]);
    expect([name, added + firstSeen + changed + unchanged + notObserved]).toEqual([name, sum(to, isThis)]);
  }
}

function noon(day: string): number {
  return Date.parse(`${day}T12:00:00Z`);
}

/** A target may have two actions. */
function targetsOf(entries: readonly string[]): string[] {
  return [...new Set(entries.map((entry) => entry.split(' ')[0]!))];
}

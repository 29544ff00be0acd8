/** Six years of dated changes of real lists, replayed day by day: the list of any date is that of a slow reader. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { diff } from '../../data/history/diff.ts';
import { readHost, readRule } from '../../data/host.ts';
import { freeze } from '../../data/snapshot.ts';
import type { Host } from '../../data/types.ts';
import { block, host, list, realDataFolder, temporaryStore, visit } from '../fixtures/observed.ts';

const file = join(realDataFolder, 'block_events_to_2023-06-30.csv');

interface Event {
  blocker: string;
  blocked: string;
  event: 'add' | 'remove' | 'change';
  new_severity: string;
  at: string;
}

/** After each day, every list as raw text: what was named, and the action on it. */
type Lists = Map<string, Map<string, string>>;

/** Aggregated lists have no name of their own on the network; here they get one. */
function sourceOf(blocker: string): Host {
  return readHost(blocker) ?? host(`${blocker.replace(/[^a-z0-9]+/g, '-')}.example`);
}

function entriesOf(named: ReadonlyMap<string, string>): string[] {
  const entries = [...named].flatMap(([text, action]) => {
    const target = readRule(text);
    return target === undefined ? [] : [`${target} ${action}`];
  });
  return [...new Set(entries)].sort();
}

test.skipIf(!existsSync(file))(
  'asked for any date, the database gives the lists of that date exactly (skipped without the real data beside the checkout)',
  async () => {
    const events = parse(readFileSync(file, 'utf8'), { columns: true }) as Event[];
    const days = new Map<string, Event[]>();
    for (const event of events) {
      const day = event.at.slice(0, 10);
      days.set(day, [...(days.get(day) ?? []), event]);
    }
    const store = await temporaryStore();
    const crawlId = await store.beginCrawl(0, {});
    const lists: Lists = new Map();
    const truth = new Map<string, Map<Host, string[]>>();
    for (const day of [...days.keys()].sort()) {
      const touched = new Set<string>();
      for (const { blocker, blocked, event, new_severity } of days.get(day)!) {
        const named = lists.get(blocker) ?? new Map<string, string>();
        lists.set(blocker, named);
        touched.add(blocker);
        if (event === 'remove') named.delete(blocked);
        else named.set(blocked, new_severity);
      }
      const visits = [...touched].map((blocker) => {
        const entries = entriesOf(lists.get(blocker)!).map((entry) => entry.split(' ') as [string, string]);
        return visit(sourceOf(blocker), noon(day), {
          blocks: list(entries.map(([target, action]) => block(target, action))),
        });
      });
      await store.record(crawlId, visits);
      truth.set(day, new Map([...lists].map(([blocker, named]) => [sourceOf(blocker), entriesOf(named)])));
    }
    const dates = [...truth.keys()];
    expect(dates.length).toBeGreaterThan(200);
    for (const day of dates.filter((_, at) => at % 6 === 0 || at === dates.length - 1)) {
      const { hosts, blocks } = await freeze(store, { asOf: noon(day) + 3_600_000 });
      const found = new Map<Host, string[]>();
      for (const [source, entries] of truth.get(day)!) if (entries.length > 0) found.set(source, []);
      for (const { source, target, action } of blocks) found.get(hosts[source]!.host)!.push(`${target} ${action}`);
      for (const [source, entries] of found)
        expect([day, source, entries.sort()]).toEqual([day, source, truth.get(day)!.get(source)]);
    }
    const { entries } = await diff(store, { from: noon(dates[100]!), to: noon(dates.at(-1)!) });
    const sum = (day: string) => [...truth.get(day)!.values()].flatMap(targetsOf).length;
    const { added, removed, changed, unchanged, notObserved, firstSeen } = entries.blocks;
    expect(removed + changed + unchanged + notObserved).toBe(sum(dates[100]!));
    expect(added + firstSeen + changed + unchanged + notObserved).toBe(sum(dates.at(-1)!));
  },
);

function noon(day: string): number {
  return Date.parse(`${day}T12:00:00Z`);
}

/** A target may have two actions. */
function targetsOf(entries: readonly string[]): string[] {
  return [...new Set(entries.map((entry) => entry.split(' ')[0]!))];
}

/**
 * V9 of the impact model on real lists: learned from the blocks of one month, judged on those of the next, beside how often
 * a server is named. Some thirty servers and a dozen lists that are passed round, 2023; no peers and no sizes are known.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { evaluateCoBlocking } from '../../analysis/co-blocking/evaluate.ts';
import type { Moment } from '../../analysis/co-blocking/list-table.ts';
import { buildGraph } from '../../analysis/graph.ts';
import { blocklistsAt } from '../../data/blocklists.ts';
import { readHost, readRule } from '../../data/host.ts';
import { freeze } from '../../data/snapshot.ts';
import type { Store } from '../../data/store.ts';
import { block, list, noFacts, realDataFolder, rule, temporaryStore, visit } from '../fixtures/observed.ts';

const file = join(realDataFolder, 'block_events_to_2023-06-30.csv');
const dates = ['2023-01-31', '2023-02-28', '2023-03-31', '2023-04-30', '2023-05-31', '2023-06-29'];

interface Event {
  blocker: string;
  blocked: string;
  event: 'add' | 'remove' | 'change';
  new_severity: string;
  at: string;
}

test.skipIf(!existsSync(file))(
  'of real lists, the next month is told better than by how often a server is named (skipped without the real data beside the checkout)',
  async () => {
    const store = await temporaryStore();
    const events = parse(readFileSync(file, 'utf8'), { columns: true }) as Event[];
    const moments: Moment[] = [];
    for (const date of dates) moments.push(await recordMonth(store, events, Date.parse(`${date}T12:00:00Z`)));
    const months = dates.slice(2).map((date, at) => {
      const scores = evaluateCoBlocking(moments[at]!, moments[at + 1]!, moments[at + 2]!);
      if (!('full' in scores)) throw new Error(`expected scores for ${date}, got ${scores.reason}`);
      return { date, ...scores };
    });
    for (const { date, newBlocks, full, popularity } of months) {
      const show = ({ auc, aucPr, brier, calibrationError }: typeof full) =>
        `AUC ${auc?.toFixed(3)}, AUC-PR ${aucPr?.toFixed(4)}, Brier ${brier.toFixed(5)}, calibration error ${calibrationError.toFixed(5)}`;
      console.log(
        `until ${date}, ${newBlocks.judged} new blocks: ${show(full)}; by popularity alone: ${show(popularity)}`,
      );
      expect(full.auc!).toBeGreaterThan(popularity.auc! + 0.02);
      expect(full.auc!).toBeGreaterThan(0.8);
      expect(full.aucPr!).toBeGreaterThan(popularity.aucPr!);
      expect(full.calibrationError).toBeLessThan(0.01);
    }
  },
);

async function recordMonth(store: Store, events: readonly Event[], at: number): Promise<Moment> {
  const lists = new Map<string, Map<string, string>>();
  for (const { blocker, blocked, event, new_severity, at: time } of events) {
    if (Date.parse(time) > at) continue;
    const names = lists.get(blocker) ?? new Map<string, string>();
    lists.set(blocker, names);
    if (event === 'remove') names.delete(blocked);
    else names.set(blocked, new_severity);
  }
  const entriesOf = (names: ReadonlyMap<string, string>) => {
    const read = [...names].flatMap(([text, action]) => (readRule(text) === undefined ? [] : [{ text, action }]));
    return [...new Map(read.map((entry) => [`${rule(entry.text)} ${entry.action}`, entry])).values()];
  };
  const isServer = ([blocker]: [string, unknown]) => readHost(blocker) !== undefined;
  const facts = { ...noFacts, software: 'mastodon' };
  const visits = [...lists].filter(isServer).map(([blocker, names]) => {
    const blocks = list(entriesOf(names).map(({ text, action }) => block(text, action)));
    return visit(blocker, at, { facts, blocks });
  });
  await store.record(await store.beginCrawl(at, {}), visits);
  for (const [name, names] of [...lists].filter((entry) => !isServer(entry))) {
    const entries = entriesOf(names).map(({ text, action }) => ({ target: rule(text), action, comment: null }));
    await store.recordBlocklist({ name, observedAt: at, format: 'events', fileHash: '00', entries, settings: {} });
  }
  return { graph: buildGraph(await freeze(store, { asOf: at })), lists: await blocklistsAt(store, { asOf: at }) };
}

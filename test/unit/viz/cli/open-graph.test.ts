/** A graph opened from what is kept beside its database answers as one that was built from the database. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { assessBlocked } from '../../../../analysis/blocked.ts';
import { buildGraph, type Graph } from '../../../../analysis/graph.ts';
import { assess } from '../../../../analysis/impact.ts';
import { packMap } from '../../../../analysis/map-file.ts';
import { listTies } from '../../../../analysis/ties-of.ts';
import { freeze } from '../../../../data/snapshot.ts';
import { Store } from '../../../../data/store.ts';
import { openGraph } from '../../../../viz/cli/open-graph.ts';
import { programStamp } from '../../../../viz/cli/program-stamp.ts';
import { block, list, noFacts, peers, record, visit } from '../../../fixtures/observed.ts';

const at = Date.parse('2026-11-16T10:00:00Z');
const names = Array.from({ length: 12 }, (_, place) => `s${place}.example`);

/** Every server lists those whose place shares a factor with its own; some block. */
async function database() {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-opened-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const db = join(folder, 'opened.duckdb');
  const store = await Store.open(db, 'create');
  const visits = names.map((name, place) =>
    visit(name, at, {
      facts: { ...noFacts, software: 'mastodon', users: 100 * (place + 1), mau: 40 * (place + 1), language: 'de' },
      peers: peers(...names.filter((other, its) => other !== name && (its + place) % 3 !== 0)),
      blocks: place % 4 === 0 ? list([block('s5.example')]) : list([]),
    }),
  );
  await record(store, ...visits);
  const snapshot = await freeze(store);
  await store.close();
  return { db, folder: `${db}.cache`, built: buildGraph(snapshot) };
}

function answers(graph: Graph) {
  return {
    impact: assess(graph, { host: 's1.example', block: ['s3.example', 's7.example'] }),
    blocked: assessBlocked(graph, 's5.example'),
    ties: listTies(graph, 's2.example'),
    map: packMap(graph),
  };
}

const files = (folder: string) => readdirSync(folder).map((name) => name.replace(/^[0-9a-f]{16}-\d+\./, ''));

test.each(['local', 'published'] as const)('what is kept answers the same, of the %s tier', async (tier) => {
  const { db, folder, built } = await database();
  const first = await openGraph(db, undefined, { tier, leastPeers: 0 });
  expect(files(folder)).toEqual(['snapshot', `snapshot.${tier}.prepared`]);
  const again = await openGraph(db, undefined, { tier, leastPeers: 0 });
  expect(answers(again)).toEqual(answers(first));
  if (tier === 'local') expect(answers(again)).toEqual(answers(built));
});

test('a kept file that is damaged is made anew, and one of ties alone is not made', async () => {
  const { db, folder, built } = await database();
  await openGraph(db, undefined, { needs: 'ties', leastPeers: 0 });
  expect(files(folder)).toEqual(['snapshot']);
  await openGraph(db, undefined, { leastPeers: 0 });
  const path = join(folder, readdirSync(folder).find((name) => name.endsWith('.prepared'))!);
  const whole = readFileSync(path);
  writeFileSync(path, whole.subarray(0, whole.length >> 1));
  expect(answers(await openGraph(db, undefined, { leastPeers: 0 }))).toEqual(answers(built));
  expect(readFileSync(path).equals(whole)).toBe(true);
});

test('a small database leaves nothing beside it', async () => {
  const { db, folder, built } = await database();
  expect(answers(await openGraph(db, undefined))).toEqual(answers(built));
  expect(() => readdirSync(folder)).toThrow();
});

test('another line of code is another program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-stamp-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'a.js'), 'one');
  const before = programStamp(folder);
  expect(programStamp(folder)).toBe(before);
  writeFileSync(join(folder, 'a.js'), 'two');
  expect(programStamp(folder)).not.toBe(before);
});

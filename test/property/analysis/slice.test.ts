/** One server's part of a snapshot answers what the whole snapshot does, but for what others do among themselves. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assessBlocked } from '../../../analysis/blocked.ts';
import { buildGraph, findNode, type Graph } from '../../../analysis/graph.ts';
import { describeHost } from '../../../analysis/host-card.ts';
import { assess } from '../../../analysis/impact.ts';
import { baseOf } from '../../../analysis/slice/base.ts';
import { readBase, writeBase } from '../../../analysis/slice/base-binary.ts';
import { sliceOf } from '../../../analysis/slice/slice.ts';
import { readSlice, writeSlice } from '../../../analysis/slice/slice-binary.ts';
import { graphOfSlice } from '../../../analysis/slice/slice-graph.ts';
import { listTies } from '../../../analysis/ties-of.ts';
import type { Impact, Scenario } from '../../../analysis/types.ts';
import { buildSnapshot } from '../../golden/world-w1.ts';
import { plantLanguages, serversPerLanguage } from '../../unit/analysis/planted-languages.ts';
import { graphOf, questions, worlds } from './worlds.ts';

/** As a browser holds it: written to bytes, and read again. */
function throughBytes(graph: Graph, host: string): Graph {
  const base = readBase(writeBase(baseOf(graph)));
  return graphOfSlice(base, readSlice(writeSlice(sliceOf(graph, findNode(graph, host)), graph.order), base));
}

/** Without what hangs on the whole snapshot, and what is said of it. */
function direct(impact: Impact) {
  const { threads, holes, boosts, leaks, doorways, doorwaysSkipped, connectivity, relays, ...rest } = impact;
  const { sentences, headings, limits, ...figures } = rest;
  const at = headings.findIndex(({ title }) => title === 'Through others');
  const from = headings[at]?.at ?? sentences.length;
  const to = headings[at + 1]?.at ?? sentences.length;
  return {
    ...figures,
    headings: headings.map(({ title }) => title),
    sentences: at === -1 ? sentences : [...sentences.slice(0, from), ...sentences.slice(to)],
    limits: limits.filter((limit) => !limit.startsWith('What is lost through other servers')),
  };
}

function expectSameAnswers(graph: Graph, scenario: Scenario): void {
  const part = throughBytes(graph, scenario.host);
  expect(direct(assess(part, scenario))).toEqual(direct(assess(graph, scenario)));
}

test('a what-if has the same figures from one slice, byte for byte, as from the whole snapshot', () => {
  fc.assert(
    fc.property(questions(), ({ world, scenario }) => expectSameAnswers(graphOf(world), scenario)),
    { numRuns: 400, seed: 61 },
  );
});

test('ties, card and published blocks of every server are the same from its slice', () => {
  fc.assert(
    fc.property(worlds(), fc.nat(), (world, at) => {
      const graph = graphOf(world);
      const { host } = graph.snapshot.hosts[at % graph.order]!;
      const part = throughBytes(graph, host);
      expect(listTies(part, host)).toEqual(listTies(graph, host));
      expect(describeHost(part, host)).toEqual(describeHost(graph, host));
      for (const among of ['visited', undefined] as const) {
        const { limits: _, ...whole } = assessBlocked(graph, host, { among });
        expect(assessBlocked(part, host, { among })).toMatchObject(whole);
      }
    }),
    { numRuns: 250, seed: 62 },
  );
});

test('so it is where follows are fitted on counts, of a server that publishes them and of one that does not', () => {
  const rules: [string, string, string][] = [
    ['ja1.example', 'suspend', 'de3.example'],
    ['de4.example', 'blocked', 'ja1.example'],
  ];
  const graph = buildGraph(buildSnapshot({ ...plantLanguages(), rules }));
  const names = (language: string) => Array.from({ length: serversPerLanguage }, (_, at) => `${language}${at}.example`);
  for (const host of ['de3.example', 'ja1.example', 'de4.example', 'ja6.example']) {
    const others = names('ja').filter((name) => name !== host);
    for (const block of [others.slice(0, 1), others]) expectSameAnswers(graph, { host, block });
    expectSameAnswers(graph, { host, limit: others.slice(0, 2), blockedBy: ['de5.example'] });
    expectSameAnswers(graph, { host, allowlist: others.slice(0, 3) });
    expect(listTies(throughBytes(graph, host), host)).toEqual(listTies(graph, host));
  }
  expectSameAnswers(graph, { host: 'ja1.example', lift: ['de3.example'], liftedBy: ['de4.example'] });
});

test('so it is beside a server that its published allowlist alone tells to be closed', () => {
  const closed = { allows: ['a.example'], allowlistMode: null };
  const graph = graphOf({ servers: { 'a.example': { mau: 30 }, 'b.example': { mau: 50 }, 'c.example': closed } });
  for (const host of ['a.example', 'b.example', 'c.example']) {
    expect(listTies(throughBytes(graph, host), host)).toEqual(listTies(graph, host));
  }
  expect(listTies(graph, 'b.example').find(({ host }) => host === 'c.example')?.contact).toBe('cut');
});

test('what hangs on the whole snapshot is not known, and the limits say where it comes from', () => {
  const graph = buildGraph(buildSnapshot(plantLanguages()));
  const impact = assess(throughBytes(graph, 'de3.example'), { host: 'de3.example', block: ['de1.example'] });
  expect(impact.threads.share).toBeNull();
  expect(impact.connectivity.before).toBeNull();
  expect(impact.doorwaysSkipped).toBe('needs-whole-snapshot');
  expect(impact.sentences.join(' ')).not.toContain('Missing in threads');
  expect(impact.limits.filter((limit) => limit.includes('`faultline impact`'))).toHaveLength(1);
});

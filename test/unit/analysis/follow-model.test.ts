/** Where servers publish counts the follows are fitted on them; planted here is that people follow their own language most. */
import { expect, test } from 'vitest';
import { calibrationServers, dispersionOf, followModelOf, labelsOf } from '../../../analysis/follow-model.ts';
import { buildGraph, findNode, type Graph } from '../../../analysis/graph.ts';
import { assess } from '../../../analysis/impact.ts';
import { languagesOf } from '../../../analysis/languages.ts';
import { estimateRow } from '../../../analysis/tie-estimates.ts';
import { exactEvidence, weighTies } from '../../../analysis/weights.ts';
import { buildSnapshot, type ServerText } from '../../golden/world-w1.ts';
import {
  type Planting,
  plantedLanguages,
  plantedLoyalty,
  plantLanguages,
  serversPerLanguage,
} from './planted-languages.ts';

const perServer = serversPerLanguage;

const graphOf = (options: Planting = {}, model: 'plain' | 'gravity' | 'full' = 'full') =>
  buildGraph(buildSnapshot(plantLanguages(options)), { model });
const nodesOf = (graph: Graph, language: string) =>
  graph.snapshot.hosts.flatMap(({ host }, node) => (host.startsWith(language) ? [node] : []));

/** Share of what people on a Mastodon server follow that goes to German servers without counts. */
function shareOf(graph: Graph, host: string): number {
  const { in: row, evidence } = weighTies(graph, findNode(graph, host));
  const estimated = (node: number) => (evidence[node] === exactEvidence ? 0 : row[node]!);
  const total = row.reduce((sum, _, node) => sum + estimated(node), 0);
  return nodesOf(graph, 'de').reduce((sum, node) => sum + estimated(node), 0) / total;
}

test('people of a server without counts are taken to follow their own language, as those with counts do', () => {
  const graph = graphOf();
  expect(followModelOf(graph).kind).toBe('fitted');
  expect(calibrationServers(graph)).toHaveLength(perServer);
  // Sizes are the same in both languages: six sevenths, but for the own server, which is left out.
  expect(shareOf(graph, 'de3.example')).toBeGreaterThan(0.8);
  expect(shareOf(graph, 'de3.example')).toBeLessThan(0.9);
  expect(shareOf(graph, 'ja3.example')).toBeLessThan(0.2);
  expect(shareOf(graphOf({}, 'plain'), 'ja3.example')).toBeGreaterThan(0.4);
});

test('the follows of a server that publishes none come out in the unit of those that do', () => {
  const graph = graphOf();
  const node = findNode(graph, 'de5.example');
  const told = estimateRow(graph, followModelOf(graph), node).in[findNode(graph, 'de7.example')]!;
  const planted = Math.round((120 * 160 * plantedLoyalty) / 400);
  expect(told / planted).toBeGreaterThan(0.8);
  expect(told / planted).toBeLessThan(1.25);
});

test('what a partner counts of a server is taken as it is', () => {
  const graph = graphOf();
  const weights = weighTies(graph, findNode(graph, 'de5.example'));
  const partner = findNode(graph, 'ja4.example');
  expect(weights.in[partner]).toBe(Math.round((120 * 100) / 400));
  expect(weights.evidence[partner]).toBe(exactEvidence);
  expect(weights.exact).toBe(false);
});

test('with few servers that publish counts there is nothing to fit on, and the grade says so', () => {
  const graph = graphOf({ publishing: 2 });
  expect(followModelOf(graph).kind).toBe('plain');
  const { lossIn, model } = assess(graph, { host: 'de3.example', block: ['de1.example'] });
  expect(model).toMatchObject({ kind: 'plain', servers: 0, covered: null });
  expect(lossIn.grade).not.toBe('A');
  expect(lossIn.grade! >= 'C').toBe(true);
});

test('ties scatter as far as left-out counts show: these do not scatter at all', () => {
  const { in: scatter, covered } = dispersionOf(graphOf());
  expect(scatter.tie).toBeLessThan(1);
  expect(covered!.in).toBeGreaterThanOrEqual(0.9);
});

test('exact counts equal to the estimates give the same shares', () => {
  const graph = graphOf();
  const host = 'de3.example';
  const node = findNode(graph, host);
  const { in: row, out } = weighTies(graph, node);
  const counts = graph.snapshot.hosts.flatMap(({ host: other }, at) =>
    at === node ? [] : [{ host: other, followsOut: row[at]!, followsIn: out[at]! }],
  );
  const scenario = { host, block: ['de1.example', 'ja4.example'] };
  const [told, exact] = [assess(graph, scenario), assess(graph, scenario, { counts })];
  expect(exact.lossIn.share).toBeCloseTo(told.lossIn.share!, 9);
  expect(exact.lossOut.share).toBeCloseTo(told.lossOut.share!, 9);
  expect(exact.lossIn).toMatchObject({ low: exact.lossIn.share, high: exact.lossIn.share, grade: 'A' });
  expect(exact.evidence?.X).toBe(1);
});

test('a server that declares another language than those it knows is taken for one of theirs', () => {
  const peers = Array.from({ length: perServer }, (_, at) => `de${at}.example`).filter(
    (name) => name !== 'de3.example',
  );
  const changes: Record<string, ServerText> = {};
  for (const language of plantedLanguages) {
    for (let at = 0; at < perServer; at++) {
      const name = `${language}${at}.example`;
      changes[name] = {
        peers: Array.from({ length: perServer }, (_, other) => `${language}${other}.example`).filter(
          (other) => other !== name,
        ),
      };
    }
  }
  changes['de3.example'] = { language: 'ja', peers };
  changes['de5.example'] = { ...changes['de5.example'], language: null };
  const graph = graphOf({ changes });
  const { list, of } = languagesOf(graph);
  expect([...list].sort()).toEqual(['de', 'ja']);
  for (const host of ['de3.example', 'de5.example']) expect(list[of[findNode(graph, host)]!]).toBe('de');
});

test('a server that publishes counts is of the language that its follows are with, whatever it declares', () => {
  const changes: Record<string, ServerText> = { 'de4.example': { language: 'ja' }, 'ja6.example': { language: null } };
  const graph = graphOf({ changes });
  const labelOf = (host: string) => languagesOf(graph).list[labelsOf(graph)[findNode(graph, host)]!];
  expect([labelOf('de4.example'), labelOf('ja6.example')]).toEqual(['de', 'ja']);
});

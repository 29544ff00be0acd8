import { expect, test } from 'vitest';
import { buildGraph, findNode } from '../../analysis/graph.ts';
import { hiddenRate } from '../../analysis/hidden-lists.ts';
import { analyticInterval } from '../../analysis/intervals.ts';
import { listTies } from '../../analysis/ties-of.ts';
import { weighTies } from '../../analysis/weights.ts';
import { buildSnapshot, type WorldText } from './world-w1.ts';

/** i lists j; the list of j is empty. */
const lopsided: WorldText = {
  servers: { 'i.example': { mau: 10, peers: ['j.example'] }, 'j.example': { mau: 10, peers: [] } },
};

test('G22: a fresh list that lacks the other side rules a tie out', () => {
  const graph = buildGraph(buildSnapshot(lopsided));
  expect(listTies(graph, 'i.example')).toEqual([]);
  expect(weighTies(graph, findNode(graph, 'i.example')).mask[findNode(graph, 'j.example')]).toBe(0);
});

test('G22: a list that leaves the other side out because it acts on it rules nothing out', () => {
  const graph = buildGraph(buildSnapshot({ ...lopsided, rules: [['j.example', 'silence', 'i.example']] }));
  const [tie] = listTies(graph, 'i.example');
  expect(tie).toMatchObject({ host: 'j.example', evidence: 'E1', weight: 1 });
});

test('G22: a list older than thirty days rules nothing out', () => {
  const servers = { ...lopsided.servers, 'j.example': { mau: 10, peers: [], listAgeMs: 31 * 86_400_000 } };
  expect(listTies(buildGraph(buildSnapshot({ servers })), 'i.example')[0]?.evidence).toBe('E1');
});

test('G16: the analytic interval', () => {
  const { share, low, high } = analyticInterval(
    { weight: [1000, 500, 300, 200], cut: [0, 1, 0, 0], sigma: [0, 0, 0, 0], mask: [1, 1, 1, 1] },
    0.25,
  );
  expect(share).toBe(0.25);
  expect(low).toBeCloseTo(0.1081, 4);
  expect(high).toBeCloseTo(0.4783, 4);
});

test('G21: a private list names a server about as often as similar published ones', () => {
  const rate = hiddenRate({ blockers: 6, publishers: 40, overall: 0.05 });
  expect(rate).toBeCloseTo(0.116667, 6);
  expect((rate * 500) / 2000).toBeCloseTo(0.029167, 6);
});

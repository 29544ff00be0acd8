import { expect, test } from 'vitest';
import { assessBlocked } from '../../analysis/blocked.ts';
import { buildGraph, findNode } from '../../analysis/graph.ts';
import { hiddenRate } from '../../analysis/hidden-lists.ts';
import { analyticInterval } from '../../analysis/intervals.ts';
import { evidenceNames } from '../../analysis/ties.ts';
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
  const { mask, evidence } = weighTies(graph, findNode(graph, 'i.example'));
  const j = findNode(graph, 'j.example');
  expect([evidenceNames[evidence[j]!], mask[j]]).toEqual(['E-', 0]);
});

test('G22: a list that leaves the other side out because it acts on it rules nothing out', () => {
  const graph = buildGraph(buildSnapshot({ ...lopsided, rules: [['j.example', 'silence', 'i.example']] }));
  const [tie] = listTies(graph, 'i.example');
  expect(tie).toMatchObject({ host: 'j.example', evidence: 'E1', weight: 1 });
  expect(weighTies(graph, findNode(graph, 'i.example')).mask[findNode(graph, 'j.example')]).toBe(1);
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
  const logit = (value: number) => Math.log(value / (1 - value));
  const deviation = (logit(high!) - logit(low!)) / 2 / 1.645;
  expect(deviation).toBeCloseTo(0.614998, 6);
  expect((deviation * 0.25 * 0.75) ** 2).toBeCloseTo(0.0132969, 6);
});

test('G21: a private list names a server about as often as similar published ones', () => {
  const rate = hiddenRate({ blockers: 6, publishers: 40, overall: 0.05 });
  expect(rate).toBeCloseTo(0.116667, 6);
});

/** Twenty servers of 25 people keep their lists private; of forty like them that publish, six cut x. */
function hiddenWorld(): WorldText {
  const servers: WorldText['servers'] = { 'x.example': { mau: 100 } };
  const name = (kind: string, at: number) => `${kind}${at}.example`;
  for (let at = 0; at < 20; at++) servers[name('private', at)] = { mau: 25, blocksDisclosure: 'withheld' };
  for (let at = 0; at < 40; at++) servers[name('alike', at)] = { mau: 25 };
  for (let at = 0; at < 88; at++) servers[name('other', at)] = { mau: at === 0 ? 41 : 7, software: 'pleroma' };
  const rules = Array.from({ length: 6 }, (_, at): [string, string, string] => [
    name('alike', at),
    'suspend',
    'x.example',
  ]);
  return { servers, rules };
}

test('G21: twenty private lists of a weight of 500 in 2,000 take 2.9 %, twice that at most, nothing at least', () => {
  const { hiddenLists, reachOut, sentences } = assessBlocked(buildGraph(buildSnapshot(hiddenWorld())), 'x.example');
  expect(hiddenLists).toMatchObject({ servers: 20, low: 0, grade: 'D' });
  expect(hiddenLists.share).toBeCloseTo(0.029167, 6);
  expect(hiddenLists.high).toBeCloseTo(0.058333, 6);
  expect(reachOut.share).toBeCloseTo((2000 / 2150) * (1 - 0.029167), 6);
  expect(sentences.join(' ')).toContain('20 servers in reach keep their lists private');
});

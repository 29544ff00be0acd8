import { expect, test } from 'vitest';
import { backboneOf, looseWeight } from '../../../analysis/backbone.ts';
import { communitiesOf } from '../../../analysis/communities.ts';
import { groupAtScale, joinNearest } from '../../../analysis/communities-at-scale.ts';
import { buildGraph, graphOfRows } from '../../../analysis/graph.ts';
import { alone } from '../../../analysis/kernels/parallel.ts';
import { toRows } from '../../../analysis/kernels/weighted-csr.ts';
import { listCommunities } from '../../../analysis/list-communities.ts';
import { mutualTiesOf } from '../../../analysis/mutual-ties.ts';
import { makeLargeSnapshot } from '../../bench/large-snapshot.ts';

const minSize = 5;
const graph = buildGraph(makeLargeSnapshot(800, 60));
const { labels, sweep } = groupAtScale(graph, minSize, alone);

test('a group has servers that list each other, five or more', () => {
  const ties = mutualTiesOf(graph);
  const told = [...labels.keys()].filter((node) => ties.offsets[node + 1]! > ties.offsets[node]!);
  expect(told.length).toBeGreaterThan(200);
  for (const label of new Set(labels)) {
    if (label >= 0) expect(told.filter((node) => labels[node] === label).length).toBeGreaterThanOrEqual(minSize);
  }
});

test('servers of a language are mostly of a group', () => {
  expect(sweep!.stability).toBeGreaterThan(0.8);
  const inGroup = [...labels.keys()].filter((node) => labels[node]! >= 0 && graph.snapshot.hosts[node]!.language);
  const mostOf = [...new Set(labels)].map((label) => {
    const languages = inGroup
      .filter((node) => labels[node] === label)
      .map((node) => graph.snapshot.hosts[node]!.language);
    return Math.max(0, ...languages.map((one) => languages.filter((other) => other === one).length));
  });
  expect(mostOf.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0.6 * inGroup.length);
});

test('a server without a two-sided tie goes with the partner it resembles most, if that is in a group', () => {
  const ties = mutualTiesOf(graph);
  const isUntold = (node: number) => ties.offsets[node + 1] === ties.offsets[node];
  const { source, target, weight } = backboneOf(graph);
  const untold = [...labels.keys()].filter(isUntold);
  expect(untold.some((node) => labels[node]! >= 0)).toBe(true);
  for (const node of untold) {
    const nearest = [...weight.keys()]
      .filter((pair) => (source[pair] === node || target[pair] === node) && weight[pair]! > looseWeight)
      .map((pair) => ({ partner: source[pair]! + target[pair]! - node, weight: weight[pair]! }))
      .filter(({ partner }) => !isUntold(partner) && labels[partner]! >= 0)
      .sort((a, b) => b.weight - a.weight || a.partner - b.partner);
    expect(labels[node]).toBe(nearest.length === 0 ? -1 : labels[nearest[0]!.partner]);
  }
});

test('nobody goes with a server that only came along itself, nor by a tie that only holds it on the map', () => {
  const labels = Int32Array.of(-1, -1, 7, -1);
  const backbone = {
    order: 4,
    source: Uint32Array.of(0, 1, 2),
    target: Uint32Array.of(1, 2, 3),
    weight: Float64Array.of(0.9, 0.5, looseWeight),
  };
  joinNearest(labels, (node) => node !== 2, backbone);
  expect([...labels]).toEqual([-1, 7, 7, -1]);
});

test('pairs stand in the rows of both ends, ascending', () => {
  const pairs = {
    order: 4,
    source: Uint32Array.of(0, 0, 1, 2),
    target: Uint32Array.of(1, 3, 3, 3),
    weight: Float64Array.of(0.1, 0.2, 0.3, 0.4),
  };
  expect(toRows(pairs)).toEqual({
    order: 4,
    offsets: Uint32Array.of(0, 2, 4, 5, 8),
    targets: Uint32Array.of(1, 3, 0, 3, 3, 0, 1, 2),
    weights: Float64Array.of(0.1, 0.2, 0.1, 0.3, 0.4, 0.2, 0.3, 0.4),
  });
});

test('the answer says over which range the groups stay what they are', () => {
  const asked = graphOfRows(graph.snapshot, graph.ties);
  communitiesOf.tell(asked, {
    ...communitiesOf(asked),
    sweep: { resolution: 1.35, stability: 0.987, seeds: 3, plateau: { from: 1.2, to: 2 }, tried: [] },
  });
  expect(listCommunities(asked).sentences.slice(1)).toEqual([
    'Found on all ties that both servers list, at resolution 1.35: the higher it is, the smaller the groups. 0 were tried.',
    '3 runs from different starts agree to 0.99 (normalised mutual information; 1 is the same groups).',
    'From resolution 1.2 to 2 the groups stay the same, so that the choice within does not decide what they are.',
  ]);
});

/** The golden numbers of estimates: how many people a server has, and what counts of follows teach. */
import { expect, test } from 'vitest';
import { combineStatements, estimateAudience } from '../../analysis/audience.ts';
import { shrunkRatio } from '../../analysis/fit/popularity.ts';
import { fitFootprint, logPeopleAt } from '../../analysis/footprint-fit.ts';
import { fitProportions } from '../../analysis/kernels/proportional-fit.ts';
import { transpose } from '../../analysis/kernels/transpose.ts';
import { findDoubts } from '../../data/snapshot/doubts.ts';
import { rowsOf } from '../../data/snapshot/types.ts';
import { buildSnapshot, type ServerText } from './world-w1.ts';

test('G14: what a server says and its place in the network are weighed by how sure they are', () => {
  const { mean, sigma } = combineStatements([
    { mean: Math.log(400) + Math.log(1 / 4), sigma: 0.5 },
    { mean: Math.log(40), sigma: 1 },
  ]);
  expect(mean).toBeCloseTo(4.42191, 5);
  expect(Math.exp(mean)).toBeCloseTo(83.26, 2);
  expect(sigma).toBeCloseTo(0.4472, 4);
});

test('G14: the curve of how many lists name a server', () => {
  const fit = { coefficients: [-1, 0.8, 0] as const, sigma: 1 };
  expect(Math.exp(logPeopleAt(fit, 9))).toBeCloseTo(2.3212, 4);
});

/** Sixty servers; number n has ten people for each of the lists that name it, and is named by those after it. */
const name = (at: number) => `s${String(at).padStart(2, '0')}.example`;
const ranked: Record<string, ServerText> = Object.fromEntries(
  Array.from({ length: 60 }, (_, at) => [
    name(at),
    {
      mau: 10 * (60 - at),
      peers: [...Array.from({ length: at }, (_, other) => name(other)), ...(at < 40 ? [] : ['x.example'])],
    },
  ]),
);

/** x, which is on twenty lists, as it is taken once its numbers were judged. */
function judge(mau: number) {
  const servers = { ...ranked, 'x.example': { software: 'gotosocial', mau, peers: [] } };
  const snapshot = buildSnapshot({ servers });
  const doubts = new Map(findDoubts(snapshot.hosts, snapshot.peers).map(({ node, doubt }) => [node, doubt]));
  const hosts = snapshot.hosts.map((host, node) => ({ ...host, doubt: doubts.get(node) ?? null }));
  const listedBy = transpose(snapshot.peers);
  const x = hosts.findIndex(({ host }) => host === 'x.example');
  const { people, source, unused } = estimateAudience({ hosts }, rowsOf(listedBy));
  const sized = hosts.filter(({ host }) => host !== 'x.example');
  const listed = hosts.map((_, node) => listedBy.offsets[node + 1]! - listedBy.offsets[node]!);
  const curve = fitFootprint(
    sized.map((host) => listed[hosts.indexOf(host)]!),
    sized.map((host) => host.mau!),
  );
  return {
    people: people[x]!,
    source: source[x],
    unused: unused[x],
    byPlace: Math.exp(logPeopleAt(curve!, listed[x]!)),
  };
}

test.each([
  [512_345, 'baffle'],
  [0, 'zero-not-counted'],
])(
  'G14: of GoToSocial that tells of %i active people the number is %s, and its place in the network counts',
  (mau, why) => {
    const { people, source, unused, byPlace } = judge(mau);
    expect({ source, unused }).toEqual({ source: 'footprint', unused: why });
    expect(people).toBeCloseTo(byPlace, 6);
    expect(people).toBeLessThan(1000);
  },
);

test('G18: twelve follows where six were expected, with κ = 2, are 1.75 times as many', () => {
  expect(shrunkRatio(12, 6, 2)).toBe(1.75);
});

test('G18: a level with 90 counted, 60 expected and 5 pseudo-counts goes up by 95/65', () => {
  const cells = { observed: Float64Array.of(90), exposure: Float64Array.of(60) };
  const [multipliers] = fitProportions(cells, [{ levels: 1, of: Uint16Array.of(0) }], 1);
  expect(multipliers![0]).toBeCloseTo(1.461538, 6);
});

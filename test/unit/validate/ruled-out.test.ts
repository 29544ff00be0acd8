import { expect, test } from 'vitest';
import { checkRuledOut, findRuledOut } from '../../../analysis/checks/ruled-out.ts';
import { buildGraph } from '../../../analysis/graph.ts';
import { buildSnapshot, type ServerText, type WorldText } from '../../golden/world-w1.ts';
import { everybody, plantFollows, publishedWorld } from './published-world.ts';

const find = (world: WorldText) => findRuledOut(buildGraph(buildSnapshot(world)));
const x = 'x.example';
const publisher = (counts: NonNullable<ServerText['counts']>, more: ServerText = {}): ServerText => ({
  software: 'misskey',
  mau: 50,
  counts,
  ...more,
});

test('follows across a tie that a list rules out count against those that both lists know', () => {
  const servers = {
    [x]: publisher({
      'both.example': { followsOut: 60, followsIn: 30 },
      'lacks.example': { followsOut: 6, followsIn: 4 },
      'private.example': { followsOut: 100, followsIn: 0 },
      'silences.example': { followsOut: 100, followsIn: 0 },
      'nobody.example': { followsOut: 0, followsIn: 0 },
    }),
    'both.example': {},
    'lacks.example': { software: 'pixelfed', peers: [] },
    'private.example': { peers: null },
    'silences.example': {},
    'nobody.example': { peers: [] },
  };
  expect(find({ servers, rules: [['silences.example', 'silence', x]] })).toEqual({
    pairs: 2,
    violations: 1,
    share: 0.1,
    lackedBy: [{ software: 'pixelfed', pairs: 1, share: 0.1 }],
  });
});

test('a list of the publishing server itself may be the one that lacks the other', () => {
  const servers = {
    [x]: publisher(
      { 'both.example': { followsOut: 3, followsIn: 0 }, 'other.example': { followsOut: 1, followsIn: 0 } },
      {
        peers: ['both.example'],
      },
    ),
    'both.example': {},
    'other.example': {},
  };
  expect(find({ servers }).lackedBy).toEqual([{ software: 'misskey', pairs: 1, share: 0.25 }]);
});

test('an old list rules nothing out', () => {
  const counts = { 'old.example': { followsOut: 6, followsIn: 4 } };
  const old = { peers: [], listAgeMs: 40 * 24 * 3_600_000 };
  expect(find({ servers: { [x]: publisher(counts), 'old.example': old } })).toMatchObject({ pairs: 0, share: null });
});

test('the mark is 1 % of the follows, on twenty pairs or more', () => {
  const world = publishedWorld(plantFollows(1));
  expect(checkRuledOut(find(world))).toMatchObject([{ id: 'V1', value: 0, met: true, why: null }]);
  const servers = {
    ...world.servers,
    'a06.example': { ...world.servers['a06.example'], peers: everybody.slice(0, 3) },
  };
  const [check] = checkRuledOut(find({ servers }));
  expect(check!.value).toBeGreaterThan(0.01);
  expect(check!.met).toBe(false);
});

test('a figure on a single pair is shown and not judged, and one on none says why', () => {
  const servers = { [x]: publisher({ 'both.example': { followsOut: 1, followsIn: 1 } }), 'both.example': {} };
  expect(checkRuledOut(find({ servers }))).toMatchObject([
    { value: 0, met: null, rows: 1, why: 'it rests on 1 pair, and is judged from 20 on' },
  ]);
  expect(checkRuledOut(find({ servers: { [x]: {}, 'both.example': {} } }))).toMatchObject([
    { value: null, met: null, why: 'no server that publishes counts has follows with one whose peer list could tell' },
  ]);
});

import { expect, test } from 'vitest';
import { blocksFor } from '../../../analysis/checks/blocks-to-try.ts';
import { countedRow } from '../../../analysis/checks/counted-rows.ts';
import { scoreRow, scoreRows } from '../../../analysis/checks/held-out-rows.ts';
import {
  checkLosses,
  checkWorstLanguage,
  type Heard,
  scoreLosses,
  tryBlocks,
} from '../../../analysis/checks/losses.ts';
import { byPeople, byPeopleOfPeers } from '../../../analysis/checks/people-alone.ts';
import { buildGraph, findNode } from '../../../analysis/graph.ts';
import { assess } from '../../../analysis/impact.ts';
import { type ServerText, worldW1 } from '../../golden/world-w1.ts';

const counts = {
  'a.example': { followsOut: 100, followsIn: 40 },
  'b.example': { followsOut: 30, followsIn: 12 },
  'c.example': { followsOut: 70, followsIn: 8 },
};
const x: ServerText = { software: 'misskey', counts };
const graphWith = (changes: Record<string, ServerText> = {}, rules: Parameters<typeof worldW1>[1] = []) =>
  buildGraph(worldW1({ 'x.example': x, ...changes }, rules));
const graph = graphWith();
const node = (name: string) => findNode(graph, `${name}.example`);
const told = (weights: Record<string, number>) => {
  const row = new Float64Array(graph.order);
  for (const [name, weight] of Object.entries(weights)) row[node(name)] = weight;
  return { in: row, out: row };
};
const people = byPeople(graph.snapshot)(node('x'));
const heardAs = (model: Heard['model']): Heard => ({ people, 'people of peers': people, plain: people, model });

test('the share that counts give is the one people are shown of that server', () => {
  const row = countedRow(graph, node('x'));
  const block = { kind: 'a list' as const, cut: { in: [node('b'), node('d')], out: [node('b'), node('d')] } };
  const [into, out] = tryBlocks(row, heardAs(told({ b: 1, a: 4 })), [block]);
  const { lossIn, lossOut } = assess(graph, { host: 'x.example', block: ['b.example', 'd.example'] });
  expect(into!.truth).toBeCloseTo(30 / 200, 12);
  expect(out!.truth).toBeCloseTo(12 / 60, 12);
  expect([into!.truth, out!.truth]).toEqual([lossIn.share, lossOut.share]);
  expect(into!.answers.model).toEqual({ share: 0.2, low: null, high: null });
  expect(into!.answers.people.share).toBeCloseTo(700 / 2000, 12);
});

test('what does not stand today is in no share', () => {
  const cut = graphWith({ 'c.example': { liveness: 'dead' } }, [['a.example', 'suspend', 'x.example']]);
  const row = countedRow(cut, node('x'));
  expect(row.total).toEqual({ in: 30, out: 12 });
  expect([...row.contact.in]).toEqual([0, 1, 0, 1, 1, 0]);
  const quarantined = graphWith({ 'b.example': { software: 'akkoma' } }, [['b.example', 'quarantine', 'x.example']]);
  expect(countedRow(quarantined, node('x')).total).toEqual({ in: 170, out: 60 });
});

test('a model tells apart servers of known size that lists allow a tie with', () => {
  const some = graphWith({ 'a.example': { mau: null }, 'd.example': { mau: 200, peers: [] } });
  expect(countedRow(some, node('x')).tied.in).toEqual([node('b'), node('c')]);
});

test('people of peers are those on the list, and everybody where there is none', () => {
  const { snapshot, ties } = graphWith({ 'x.example': { ...x, peers: ['b.example'] } });
  expect([...byPeopleOfPeers(snapshot, ties.peers)(node('x')).in]).toEqual([0, 500, 0, 0, 0, 0]);
  expect([...byPeopleOfPeers(snapshot, ties.peers)(node('a')).in]).toEqual([0, 500, 300, 200, 0, 100]);
  const closed = graphWith({ 'x.example': { ...x, peers: null } });
  expect([...byPeopleOfPeers(closed.snapshot, closed.ties.peers)(node('x')).in]).toEqual([1000, 500, 300, 200, 0, 0]);
});

test('a row is judged on what it tells of ties, brought to the counted sum', () => {
  const row = countedRow(graph, node('x'));
  const double = scoreRow(row, told({ a: 200, b: 60, c: 140 }), 'in')!;
  expect(double).toMatchObject({ spearman: 1, overlap: 1, cells: 4 });
  expect(double.deviance).toBeCloseTo(0, 12);
  // c before a, and d, which nobody follows, before b.
  const wrong = scoreRow(row, told({ a: 50, b: 10, c: 100, d: 40 }), 'in')!;
  expect(wrong.spearman).toBeCloseTo(1 - (6 * (1 + 1 + 1 + 1)) / (4 * 15), 12);
  expect(wrong.overlap).toBeCloseTo(2 / 3, 12);
  const terms = [100 * Math.log(100 / 50), 30 * Math.log(30 / 10), 70 * Math.log(70 / 100)];
  expect(wrong.deviance).toBeCloseTo(2 * terms.reduce((sum, term) => sum + term, 0), 9);
  expect(scoreRow(row, told({}), 'in')).toBeNull();
  expect(scoreRows([double, null, wrong])).toMatchObject({ rows: 2, spearman: 0.8, deviance: wrong.deviance / 8 });
});

test('a server with fewer than thirty follows is not asked', () => {
  const few = graphWith({ 'x.example': { ...x, counts: { 'a.example': { followsOut: 30, followsIn: 29 } } } });
  const row = countedRow(few, node('x'));
  const block = { kind: 'a list' as const, cut: { in: [node('a')], out: [node('a')] } };
  const losses = tryBlocks(row, heardAs(told({ a: 1 })), [block]);
  expect(losses.map(({ direction }) => direction)).toEqual(['in']);
  expect(scoreRow(row, told({ a: 1 }), 'out')).toBeNull();
});

const fillers = Array.from({ length: 9 }, (_, at) => ({ target: `filler${at}.example`, action: 'suspend' }));

test('an imported list is tried with its own actions, in the words of the server', () => {
  const list = [...fillers, { target: 'b.example', action: 'suspend' }, { target: 'c.example', action: 'silence' }];
  const blocks = blocksFor(graph, [list])(countedRow(graph, node('x')));
  expect(blocks.find(({ kind }) => kind === 'a list')!.cut).toEqual({ in: [node('b')], out: [node('b')] });
  // Of three partners the second is the middle third.
  expect(blocks.find(({ kind }) => kind === 'a middling partner')!.cut.in).toEqual([node('c')]);
});

test('a large partner is one of the ten with the most people, however many follows there are', () => {
  const small = Object.fromEntries(
    Array.from({ length: 12 }, (_, at) => [`s${at}.example`, { followsOut: 1000, followsIn: 1000 }]),
  );
  const servers = Object.fromEntries(Object.keys(small).map((name) => [name, { mau: 1 }]));
  const people = Array.from({ length: 9 }, (_, at) => [`l${at}.example`, { mau: 5000 + at }] as const);
  const few = Object.fromEntries(people.map(([name]) => [name, { followsOut: 1, followsIn: 0 }]));
  const crowd = graphWith({
    'x.example': { ...x, counts: { ...counts, ...small, ...few } },
    ...servers,
    ...Object.fromEntries(people),
  });
  const [cut] = blocksFor(crowd, [])(countedRow(crowd, findNode(crowd, 'x.example')));
  expect(cut!.kind).toBe('a large partner');
  expect(crowd.audience.people[cut!.cut.in[0]!]).toBeGreaterThanOrEqual(1000);
});

test('without an imported list of ten rows one is tried that another server declares, and never its own', () => {
  const rules = fillers.map(({ target }) => ['a.example', 'suspend', target] as [string, string, string]);
  const own = fillers.map(({ target }) => ['x.example', 'blocked', target] as [string, string, string]);
  const declaring = graphWith({}, [
    ...rules,
    ['a.example', 'suspend', 'd.example'],
    ...own,
    ['x.example', 'blocked', 'e.example'],
  ]);
  const listOf = (imported: Parameters<typeof blocksFor>[1]) =>
    blocksFor(declaring, imported)(countedRow(declaring, node('x'))).find(({ kind }) => kind === 'a list')?.cut.in;
  expect(listOf([])).toEqual([node('d')]);
  expect(listOf([fillers])).toEqual([node('d')]);
  expect(blocksFor(graph, [])(countedRow(graph, node('x'))).map(({ kind }) => kind)).not.toContain('a list');
});

test('a server whose people follow nobody elsewhere is asked nothing', () => {
  expect(blocksFor(graph, [])(countedRow(graph, node('e')))).toEqual([]);
});

const loss = (node: number, truth: number, model: [share: number, low: number, high: number], naive: number) => {
  const [share, low, high] = model;
  const plain = { share: naive, low: null, high: null };
  const answers = {
    people: plain,
    'people of peers': { ...plain, share: naive + 0.1 },
    plain,
    model: { share, low, high },
  };
  return { node, kind: 'a list' as const, direction: 'in' as const, truth, answers };
};

test('errors are set against the better share of people, on questions that all answered', () => {
  const losses = [
    ...[1, 2, 3, 4].map((at) => loss(at, 0.2, [0.25, 0.1, 0.3], 0.4)),
    loss(5, 0.2, [0.25, 0.21, 0.3], 0.4),
    {
      ...loss(6, 0.2, [0.9, 0, 1], 0.4),
      answers: { ...loss(6, 0.2, [0.9, 0, 1], 0.4).answers, plain: { share: null, low: null, high: null } },
    },
  ];
  const score = scoreLosses(losses);
  expect(score).toMatchObject({ servers: 5, questions: 5 });
  expect(score.error.model).toBeCloseTo(5, 9);
  expect(score.error['people of peers']).toBeCloseTo(30, 9);
  const [error, coverage] = checkLosses('V5', score, 'in', 'nobody');
  expect(error).toMatchObject({ id: 'V5', met: true, rows: 5 });
  expect(error!.value).toBeCloseTo(5 / 20, 9);
  expect(coverage).toMatchObject({ value: 0.8, met: false });
});

test('a language with fewer than five servers is not the worst', () => {
  const large = scoreLosses([1, 2, 3, 4, 5].map((at) => loss(at, 0.2, [0.25, 0.1, 0.3], 0.4)));
  const small = scoreLosses([loss(9, 0.2, [0.5, 0.4, 0.6], 0.4)]);
  expect(checkWorstLanguage([large, small], 'in', 'one language')).toMatchObject([{ value: 1, met: true, rows: 5 }]);
  expect(checkWorstLanguage([small, small], 'in', 'one language')).toMatchObject([
    { value: null, met: null, why: 'no language has 5 servers to judge by' },
  ]);
  expect(checkWorstLanguage([small], 'in', 'one language')[0]!.why).toBe('one language');
});

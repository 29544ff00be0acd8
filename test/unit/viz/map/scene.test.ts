import { expect, test } from 'vitest';
import type { Tie } from '../../../../analysis/types.ts';
import type { Host } from '../../../../data/types.ts';
import { composeScene, countMarks, maxLit, strongestTies } from '../../../../viz/map/scene.ts';
import { answersFor, map } from '../app/answers.ts';

function marksOf(host: string | null, scenario: Parameters<typeof answersFor>[1] = null) {
  const scene = composeScene(map, answersFor(host, scenario));
  return Object.fromEntries(map.hosts.map((name, position) => [name, scene.marks[position]]));
}

const tie = (host: string, weight: number): Tie => ({
  host: host as Host,
  weight,
  estimate: { share: weight, low: weight, high: weight, grade: 'A' },
  evidence: 'E2',
  contact: 'open',
  audience: 1,
});

test('without a focus all is lit, and who did not answer is marked', () => {
  const scene = composeScene(map, answersFor(null));
  expect(scene).toMatchObject({ focus: null, lit: null });
  expect(marksOf(null)).toMatchObject({ 'a.example': 'kept', 'd.example': 'silent' });
});

test('from a server, what is cut today is marked, and the server itself', () => {
  expect(marksOf('x.example')).toMatchObject({ 'x.example': 'focus', 'a.example': 'kept', 'c.example': 'cut-today' });
});

test('a scenario marks what it cuts and hides, and lights it', () => {
  const marks = marksOf('x.example', { block: ['a.example'], limit: ['b.example'] });
  expect(marks).toMatchObject({ 'a.example': 'cut', 'b.example': 'hidden', 'c.example': 'cut-today' });
  const scene = composeScene(map, answersFor('x.example', { block: ['a.example'], limit: ['b.example'] }));
  expect(countMarks(scene)).toMatchObject({ cut: 1, hidden: 1, focus: 1 });
  for (const host of ['x.example', 'a.example', 'b.example']) {
    expect(scene.lit?.has(map.hosts.indexOf(host as Host))).toBe(true);
  }
});

test('touched hosts that are not drawn are counted apart', () => {
  const answers = answersFor('x.example', { block: ['a.example'] });
  const without = map.hosts.map((host) => (host === 'a.example' ? ('gone.example' as Host) : host));
  expect(composeScene({ ...map, hosts: without }, answers).undrawn).toMatchObject({ cut: 1, hidden: 0 });
});

test('what is cut or hidden today is marked without a tie too, and counted where it is not drawn', () => {
  const ties = [
    { ...tie('a.example', 0), contact: 'hidden' as const },
    { ...tie('b.example', 0), contact: 'in-only' as const },
    { ...tie('far.example', 0), contact: 'cut' as const },
  ];
  const scene = composeScene(map, { ...answersFor('x.example'), ties });
  expect(scene.marks[map.hosts.indexOf('a.example' as Host)]).toBe('hidden-today');
  expect(scene.marks[map.hosts.indexOf('b.example' as Host)]).toBe('cut-today');
  expect(scene.undrawn).toMatchObject({ 'cut-today': 1, 'hidden-today': 0, cut: 0 });
});

test('contact that the scenario opens again has a mark of its own', () => {
  const answers = answersFor('x.example', { block: ['a.example'] });
  const touched = answers.impact!.touched.map((host) => ({ ...host, status: 'opened' as const }));
  const scene = composeScene(map, { ...answers, impact: { ...answers.impact!, touched } });
  expect(countMarks(scene)).toMatchObject({ opened: 1, cut: 0 });
});

test('from a server that did not answer, nobody is drawn as cut or hidden', () => {
  const answers = answersFor('d.example', { block: ['a.example'], limit: ['b.example'] });
  const scene = composeScene(map, answers);
  expect(scene.contactKnown).toBe(false);
  expect(countMarks(scene)).toMatchObject({
    cut: 0,
    hidden: 0,
    'cut-today': 0,
    'hidden-today': 0,
    opened: 0,
    focus: 1,
  });
});

test('the lit ties are the fewest that carry 80 % of the weight', () => {
  const ties = [tie('c.example', 0.1), tie('a.example', 0.5), tie('b.example', 0.35), tie('d.example', 0.05)];
  expect(strongestTies(ties).map(({ host }) => host)).toEqual(['a.example', 'b.example']);
  expect(strongestTies([tie('a.example', 0)])).toEqual([]);
});

test('equal ties are taken by name, and no more than the picture bears', () => {
  const ties = Array.from({ length: 400 }, (_, i) => tie(`h${String(399 - i).padStart(3, '0')}.example`, 1 / 400));
  const lit = strongestTies(ties).map(({ host }) => host);
  expect(lit.length).toBe(maxLit);
  expect(lit).toEqual([...lit].sort());
});

import { expect, test } from 'vitest';
import { mapColors } from '../../../../viz/map/map-colors.ts';
import { buildMapGraph } from '../../../../viz/map/map-graph.ts';
import { looksOf, type Shown, tieLookOf } from '../../../../viz/map/map-look.ts';
import { type Mark, marksInOrder } from '../../../../viz/map/marks.ts';
import { placeOnRings } from '../../../../viz/map/ring-places.ts';
import { addTieEdges, tieLinesOf } from '../../../../viz/map/tie-lines.ts';
import { lookedFrom } from '../app/looked-from.ts';

const theme = mapColors.light;
const shown = (changes: Partial<Shown> & Pick<Shown, 'scene'>): Shown => ({
  rings: null,
  showSmall: false,
  ...changes,
});

test('what is lit has its own colour, and the rest fades towards the ground', () => {
  const { map, scene } = lookedFrom([0.6, 0.4]);
  const looks = looksOf(map, theme, shown({ scene: { ...scene, lit: new Set([0, 1]) } }));
  expect(looks.ofServer(1, 5).color).toBe(theme.communities[0]);
  expect(looks.ofServer(2, 5).color).not.toBe(theme.communities[0]);
  expect([1, 2].map((position) => looks.ofServer(position, 5).type)).toEqual(['lit', 'disc']);
});

test('marks are large enough for their shape and lie above all others', () => {
  const { map, scene } = lookedFrom([0.6, 0.4], { 1: 'cut' });
  const looks = looksOf(map, theme, shown({ scene }));
  expect(looks.ofServer(1, 1)).toMatchObject({ mark: 'cut', size: 8, type: 'mark', color: theme.cut });
  expect(looks.ofServer(0, 1)).toMatchObject({ mark: 'focus', size: 12, type: 'mark', color: theme.ink });
});

test('small servers are folded, unless they are asked for or the question is about them', () => {
  const small = [{ small: 1 }, { small: 1 }, {}];
  const { map, scene } = lookedFrom([0.5, 0.3, 0.2], { 2: 'hidden' }, small);
  const hidden = (changes: Partial<Shown>) => {
    const looks = looksOf(map, theme, shown({ scene, ...changes }));
    return [1, 2, 3].map((position) => looks.ofServer(position, 3).hidden);
  };
  expect(hidden({})).toEqual([true, false, false]);
  expect(hidden({ showSmall: true })).toEqual([false, false, false]);
  const folded = { community: 0, servers: 2, x: 0, y: 0 };
  expect(looksOf(map, theme, shown({ scene })).ofFolded(folded, 9).hidden).toBe(false);
  expect(looksOf(map, theme, shown({ scene, showSmall: true })).ofFolded(folded, 9).hidden).toBe(true);
});

test('on rings only those on them are drawn', () => {
  const { map, scene, ties } = lookedFrom([0.7, 0.2, 0]);
  const looks = looksOf(map, theme, shown({ scene, rings: placeOnRings(map, scene, ties) }));
  expect([0, 1, 3].map((position) => looks.ofServer(position, 3).hidden)).toEqual([false, false, true]);
});

test('what became of a server since an earlier snapshot is part of its look', () => {
  const { map, scene } = lookedFrom([1]);
  const looks = looksOf(map, theme, shown({ scene: { ...scene, changes: new Map([[1, 'gone']]) } }));
  expect([0, 1].map((position) => looks.ofServer(position, 3).change)).toEqual([null, 'gone']);
});

test('a tie says by its line what becomes of it', () => {
  const styles = Object.fromEntries(marksInOrder.map((mark) => [mark, tieLookOf(mark, '#0072b2', theme, 0.3).style]));
  expect(styles).toMatchObject({
    cut: 'broken',
    'cut-today': 'broken',
    hidden: 'dotted',
    kept: 'whole',
    unknown: 'dashed',
  });
});

test('ties that are cut lie on top, begin whole, and stay open when only something else changes', () => {
  const marks: Partial<Record<number, Mark>> = { 1: 'cut' };
  const { map, scene, ties } = lookedFrom([0.6, 0.4], marks);
  const looks = looksOf(map, theme, shown({ scene }));
  const first = tieLinesOf(map, scene, ties, looks, theme, new Map());
  expect([...first.values()].map(({ style, openBefore }) => [style, openBefore])).toEqual([
    ['whole', 0],
    ['broken', 0],
  ]);
  const again = tieLinesOf(map, scene, ties, looks, theme, first);
  expect([...again.values()].at(-1)!.openBefore).toBe(1);
});

test('a tie has one edge in the graph, however often one looks from its server', () => {
  const { map, scene, ties } = lookedFrom([0.6, 0.4]);
  const looks = looksOf(map, theme, shown({ scene }));
  const graph = buildMapGraph(map);
  for (let time = 0; time < 3; time++) addTieEdges(graph, tieLinesOf(map, scene, ties, looks, theme, new Map()));
  expect(graph.size).toBe(2);
});

import { expect, test } from 'vitest';
import { hasOption, toggleOption } from '../../../../viz/app/map-options.ts';
import { describeMap, describeServer } from '../../../../viz/app/map-words.ts';
import { initialState, readState, writeState } from '../../../../viz/app/state.ts';
import { nextOf, walkOrder } from '../../../../viz/map/map-walk.ts';
import { plainScene } from '../../../../viz/map/scene.ts';
import { lookedFrom } from './looked-from.ts';

const everyone = () => true;

test('the map says in words what is drawn, by mark, and where the same can be read', () => {
  const { map, scene } = lookedFrom([0.5, 0.3, 0.2], { 1: 'cut', 2: 'hidden' });
  const shown = { scene, rings: null, showSmall: false };
  expect(describeMap(map, shown)).toBe(
    `Looking from ${map.hosts[0]}, 4 servers are drawn: 1 cut by this scenario, 1 hidden by it, not cut, 1 kept. The table holds the same facts.`,
  );
  expect(describeMap(map, { ...shown, scene: plainScene(map) })).toBe(
    '4 servers are drawn. The table holds the same facts.',
  );
});

test('a server is told with its people, its community, its mark and what became of it', () => {
  const { map, scene } = lookedFrom([0.5, 0.5], { 1: 'cut' });
  const told = describeServer(map, { ...scene, changes: new Map([[1, 'new']]) }, 1);
  expect(told).toBe(`${map.hosts[1]} · about 500 people · Here · cut by this scenario · new since then`);
});

test('one walks from what the scenario touches to the strongest ties, and around again', () => {
  const { map, scene, ties } = lookedFrom([0.25, 0.6, 0.15, 0], { 4: 'cut' });
  const order = walkOrder(map, scene, ties, everyone);
  expect(order).toEqual([4, 2, 1]);
  expect([nextOf(order, null, 1), nextOf(order, 4, 1), nextOf(order, 4, -1), nextOf(order, null, -1)]).toEqual([
    4, 2, 1, 1,
  ]);
  expect(nextOf([], null, 1)).toBeNull();
});

test('while nobody is looked from, the largest server is the first', () => {
  const { map } = lookedFrom([0.2, 0.5]);
  expect(walkOrder(map, plainScene(map), [], everyone)).toEqual([0, 2, 1]);
  expect(walkOrder(map, plainScene(map), [], (position) => position !== 0)).toEqual([2, 1]);
});

test('how the map is drawn is part of the link', () => {
  const on = toggleOption('rings')(initialState);
  expect(hasOption(on, 'rings')).toBe(true);
  expect(writeState(on)).toBe('?rings=1');
  const { state, problems } = readState('?rings=1&small=1');
  expect([hasOption(state, 'rings'), hasOption(state, 'small'), problems]).toEqual([true, true, []]);
  expect(writeState(toggleOption('small')(state))).toBe('?rings=1');
});

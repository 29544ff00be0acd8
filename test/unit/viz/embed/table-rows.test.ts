import { expect, test } from 'vitest';
import { mostRows, tableRows } from '../../../../viz/embed/table-rows.ts';
import { composeScene, plainScene } from '../../../../viz/map/scene.ts';
import { mapOf } from '../../../fixtures/maps.ts';
import { answersFor, map } from '../app/answers.ts';

test('first the server looked from, then what the question does something to, then its strong ties, then the largest', () => {
  const scene = composeScene(map, answersFor('a.example', { block: ['b.example'] }));
  const rows = tableRows(map, scene);
  expect(rows[0]).toMatchObject({ host: 'a.example', mark: 'focus' });
  expect(rows[1]).toMatchObject({ host: 'b.example', mark: 'cut' });
  expect(rows.map(({ host }) => host).sort()).toEqual(map.hosts.filter((_, at) => map.small[at] === 0));
});

test('a map of many has the largest, without the small ones, and the name and rank of each community', () => {
  const servers = Array.from({ length: 40 }, (_, at) => ({ audience: at, small: at < 10 ? 1 : 0, community: at % 2 }));
  const many = mapOf({ servers, communities: ['one', 'two'] });
  const rows = tableRows(many, plainScene(many));
  expect(rows).toHaveLength(mostRows);
  expect(rows[0]).toEqual({ host: 's00039.example', people: 39, community: { name: 'two', rank: 1 }, mark: 'kept' });
  expect(rows.map(({ people }) => people)).toEqual(Array.from({ length: mostRows }, (_, at) => 39 - at));
});

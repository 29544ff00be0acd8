import { expect, test } from 'vitest';
import { cutPairsOf, noneArrive, noneLeave } from '../../../analysis/cut-pairs.ts';
import { buildGraph, findNode } from '../../../analysis/graph.ts';
import { buildSnapshot, type ServerText, type WorldText } from '../../golden/world-w1.ts';

/** What is cut between a server and the others, by name. */
function cutsOf(servers: Record<string, ServerText>, rules: WorldText['rules'] & object, name: string) {
  const graph = buildGraph(buildSnapshot({ servers, rules }));
  const { offsets, targets, bits } = cutPairsOf(graph);
  const node = findNode(graph, name);
  const row: Record<string, number> = {};
  for (let at = offsets[node]!; at < offsets[node + 1]!; at++)
    row[graph.snapshot.hosts[targets[at]!]!.host] = bits[at]!;
  return row;
}

test.each([
  ['mastodon', 'suspend', noneArrive | noneLeave],
  ['pleroma', 'reject', noneArrive],
  ['akkoma', 'quarantined_instances', noneLeave],
])(
  'a %s server that declares %s cuts in its own directions, and the other side sees the reverse',
  (software, action, cut) => {
    const servers = { 'a.example': { software }, 'b.example': {} };
    const turned = ((cut & noneArrive) !== 0 ? noneLeave : 0) | ((cut & noneLeave) !== 0 ? noneArrive : 0);
    expect(cutsOf(servers, [['a.example', action, 'b.example']], 'a.example')).toEqual({ 'b.example': cut });
    expect(cutsOf(servers, [['a.example', action, 'b.example']], 'b.example')).toEqual({ 'a.example': turned });
  },
);

test('an action that only hides cuts nothing', () => {
  expect(cutsOf({ 'a.example': {}, 'b.example': {} }, [['a.example', 'silence', 'b.example']], 'a.example')).toEqual(
    {},
  );
});

test('of several Mastodon rules the longest decides', () => {
  const servers = { 'a.example': {}, 'd.example': {}, 's.d.example': {} };
  const rules: WorldText['rules'] = [
    ['a.example', 'suspend', 'd.example'],
    ['a.example', 'noop', 's.d.example'],
  ];
  expect(Object.keys(cutsOf(servers, rules, 'a.example'))).toEqual(['d.example']);
});

test('what one server did leaves no trace in the next', () => {
  const servers = { 'a.example': {}, 'b.example': {}, 'd.example': {}, 's.d.example': {} };
  const rules: WorldText['rules'] = [
    ['a.example', 'noop', 's.d.example'],
    ['b.example', 'suspend', 'd.example'],
  ];
  expect(Object.keys(cutsOf(servers, rules, 'b.example'))).toEqual(['d.example', 's.d.example']);
});

test('an exception of GoToSocial keeps a server from its own block', () => {
  const servers = {
    'a.example': { software: 'gotosocial', allows: ['s.d.example'] },
    'b.example': { software: 'gotosocial' },
    'd.example': {},
    's.d.example': {},
  };
  const rules: WorldText['rules'] = [
    ['a.example', 'suspend', 'd.example'],
    ['b.example', 'suspend', 'd.example'],
  ];
  expect(Object.keys(cutsOf(servers, rules, 'a.example'))).toEqual(['d.example']);
  expect(Object.keys(cutsOf(servers, rules, 'b.example'))).toEqual(['d.example', 's.d.example']);
});

test('a name told by its digest is cut under its plain name', () => {
  const servers = { 'a.example': {}, 'x.example': {} };
  expect(cutsOf(servers, [['a.example', 'suspend', 'x.e****le', 'x.example']], 'x.example')).toEqual({
    'a.example': noneArrive | noneLeave,
  });
});

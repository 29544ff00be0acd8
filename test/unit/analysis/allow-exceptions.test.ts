/** GoToSocial publishes allows in both of its modes and says nowhere which one is on. */
import { expect, test } from 'vitest';
import { assessBlocked } from '../../../analysis/blocked.ts';
import { buildGraph } from '../../../analysis/graph.ts';
import { assess } from '../../../analysis/impact.ts';
import { type ServerText, type WorldText, worldW1 } from '../../golden/world-w1.ts';

const x = 'x.example';
const graphOf = (allowlistMode: boolean | null, allows: string[], rules: WorldText['rules'] = [], more = {}) => {
  const c: ServerText = { mau: 300, software: 'gotosocial', allowlistMode, allows };
  return buildGraph(worldW1({ 'c.example': c, ...more }, rules));
};

test('allows of a server that does not say it is in allowlist mode shut nobody out', () => {
  expect(assessBlocked(graphOf(null, ['a.example']), x).cutNow.withAllowlists.hosts).toBe(0);
  expect(assessBlocked(graphOf(false, ['a.example']), x).cutNow.withAllowlists.hosts).toBe(0);
  expect(assessBlocked(graphOf(true, ['a.example']), x).cutNow.withAllowlists.hosts).toBe(1);
});

test('they are exceptions to its own blocks, and not to its limits', () => {
  const rules: WorldText['rules'] = [
    ['c.example', 'suspend', 'x.example'],
    ['c.example', 'limit', 'x.example'],
  ];
  const blocked = assessBlocked(graphOf(null, [x], rules), x);
  expect(blocked.by).toEqual([]);
  expect(blocked.limitedBy).toMatchObject([{ source: 'c.example', action: 'limit' }]);
  expect(assessBlocked(graphOf(true, [x], rules), x).by).toMatchObject([{ source: 'c.example', action: 'suspend' }]);
});

test('a block of its own, new or old, does not touch what it allows', () => {
  const below = { 'social.d.example': { mau: 70 } };
  const graph = graphOf(null, ['social.d.example'], [], below);
  const impact = assess(graph, { host: 'c.example', block: ['d.example'] });
  expect(impact.touched.map(({ host }) => host)).toEqual(['d.example']);
  const named = assess(graph, { host: 'c.example', block: ['social.d.example'] });
  expect(named.entries).toMatchObject([{ status: 'kept', shareIn: 0 }]);
  const asked = assess(graphOf(null, [x]), { host: x, blockedBy: ['c.example'] });
  expect(asked.touched).toEqual([]);
});

test('other software that publishes an allowlist is in allowlist mode', () => {
  const graph = buildGraph(worldW1({ 'c.example': { mau: 300, software: 'lemmy', allows: ['a.example'] } }));
  expect(assessBlocked(graph, x).cutNow.withAllowlists.hosts).toBe(1);
});

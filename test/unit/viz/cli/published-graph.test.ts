/** What is answered where blocks and allowlists are not shown. */
import { expect, test } from 'vitest';
import { assess } from '../../../../analysis/impact.ts';
import { listTies } from '../../../../analysis/ties-of.ts';
import { siteGraph } from '../../../../viz/cli/publish/site-graph.ts';
import { publishedGraph } from '../../../../viz/cli/published-graph.ts';
import { buildSnapshot } from '../../../golden/world-w1.ts';

const people = { mau: 100, users: 400 };
const snapshot = buildSnapshot({
  servers: {
    'a.example': { ...people, peers: ['b.example', 'c.example'] },
    'b.example': people,
    'c.example': { ...people, allows: ['small.example'], allowlistMode: true },
    'small.example': { mau: 2, users: 3 },
  },
  rules: [['a.example', 'suspend', 'b.example']],
});

const contacts = (graph: Parameters<typeof listTies>[0]) =>
  Object.fromEntries(listTies(graph, 'a.example').map(({ host, contact }) => [host, contact]));

test('no rule stands, of nobody: neither a block nor an allowlist whose names are not there', () => {
  const graph = publishedGraph(snapshot);
  expect(contacts(graph)).toEqual({ 'b.example': 'open', 'c.example': 'open' });
  const { limits } = assess(graph, { host: 'a.example', block: ['b.example'] });
  expect(limits[1]).toContain('without the blocks that stand');
});

test('with pairs they stand, also an allowlist of servers that are not shown', () => {
  const { graph, sumsOf } = siteGraph(snapshot, 'full');
  expect(contacts(graph)).toEqual({ 'b.example': 'cut', 'c.example': 'cut' });
  expect(sumsOf(0)).toBeNull();
  expect(JSON.stringify(graph.snapshot)).not.toContain('small.example');
});

test('what is told of blocks rests on five servers at least', () => {
  const { sumsOf } = siteGraph(snapshot, 'aggregates');
  expect(sumsOf(0)).toEqual({ declares: null, declaredOn: 0, inForce: null });
});

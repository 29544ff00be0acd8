/** Servers left out, as V3 to V5 ask of them. */
import { expect, test } from 'vitest';
import { countedServers } from '../../../analysis/checks/counted-rows.ts';
import { groupByLanguage, groupEvenly, predictLeftOut } from '../../../analysis/checks/left-out.ts';
import { followModelOf } from '../../../analysis/follow-model.ts';
import { buildGraph, findNode, type Graph, hostOf } from '../../../analysis/graph.ts';
import { buildSnapshot } from '../../golden/world-w1.ts';
import { type Follows, languageOf, plantFollows, publishedWorld, publishers } from './published-world.ts';

const follows = plantFollows(1);
const graphOf = (told?: (publisher: string) => Follows): Graph =>
  buildGraph(buildSnapshot(publishedWorld(follows, told)));
const graph = graphOf();
const hostsOf = (nodes: readonly number[]) => nodes.map((node) => hostOf(graph, node) as string);

test('servers that publish counts and answered are asked', () => {
  expect(hostsOf(countedServers(graph))).toEqual(publishers);
});

test('every server is in one of four parts', () => {
  const parts = groupEvenly(countedServers(graph));
  expect(parts.map((part) => part.length)).toEqual([3, 3, 3, 3]);
  expect(hostsOf(parts.flat()).sort()).toEqual(publishers);
  expect(groupEvenly([7])).toEqual([[7]]);
});

test('servers of one language are left out together', () => {
  const groups = groupByLanguage(graph, countedServers(graph));
  expect(groups.map(({ language }) => language).sort()).toEqual(['en', 'ja']);
  for (const { language, servers } of groups) {
    expect(hostsOf(servers)).toEqual(publishers.filter((name) => languageOf(name) === language));
  }
});

test('what is told of a server does not hang on anything its group publishes, and does on what others do', () => {
  const [first, second] = [publishers[0]!, publishers[1]!];
  const group = [first, publishers[4]!, publishers[8]!];
  const others = publishers.filter((name) => !group.includes(name));
  const tell = (changed: Graph) => {
    const nodes = (names: readonly string[]) => names.map((name) => findNode(changed, name));
    const told = predictLeftOut(changed, [nodes(group), nodes(others)])(findNode(changed, first));
    const base = told.in;
    return { in: told.in, out: told.out, interval: told.measure!('in', base)([findNode(changed, second)]) };
  };
  const nonsense: Follows = (reader, author) => (reader.length * 31 + author.charCodeAt(1) * 7) % 50;
  const usual = tell(graph);
  expect(followModelOf(graph).kind).toBe('fitted');
  expect(tell(graphOf((name) => (group.includes(name) ? nonsense : follows)))).toEqual(usual);
  expect(tell(graphOf((name) => (others.includes(name) ? nonsense : follows))).in).not.toEqual(usual.in);
});

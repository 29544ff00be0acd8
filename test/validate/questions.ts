/** What is asked about one server: blocks of one partner, of many that have nothing in common, of many that have. */
import type { Graph } from '../../analysis/graph.ts';
import type { Server, World } from '../../data/world/types.ts';
import type { QuestionKind } from './plan.ts';
import type { Planted } from './planted.ts';

export interface Question {
  kind: QuestionKind;
  block: string[];
}

/** A list with fewer rows is no list that anybody would take over. */
const fewestRows = 10;
const mostAtRandom = 100;

export function questionsFor(graph: Graph, world: World, planted: Planted, random: () => number): Question[] {
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)];
  const others = world.servers.filter((other) => other !== planted.server && hasContact(graph, planted, other));
  const follows = ({ host }: Server) => {
    const node = graph.names.find(host)!;
    return planted.follows.in[node]! + planted.follows.out[node]!;
  };
  const partners = others.filter((other) => follows(other) > 0).sort((a, b) => follows(b) - follows(a));
  const large = [...partners].sort((a, b) => b.people - a.people || a.index - b.index).slice(0, 10);
  const third = Math.ceil(partners.length / 3);
  const lists = world.servers.filter(
    ({ index, blocks }) => index !== planted.server.index && blocks.length >= fewestRows,
  );
  const model = pick(partners);
  const group = pick(partners);
  const blocks: Record<QuestionKind, string[]> = {
    'a large partner': hostsOf([pick(large)]),
    'a middling partner': hostsOf([pick(partners.slice(third, 2 * third))]),
    "another server's list": (pick(lists)?.blocks ?? []).map(({ target }) => target),
    'a tenth at random': hostsOf(drawSome(others, Math.min(mostAtRandom, Math.floor(others.length / 10)), random)),
    'a language': hostsOf(others.filter(({ language }) => language === model?.language)),
    'a community': hostsOf(
      others.filter(({ language, topic }) => language === group?.language && topic === group.topic),
    ),
  };
  return (Object.entries(blocks) as [QuestionKind, string[]][])
    .map(
      ([kind, block]) =>
        [kind, block.filter((name) => name !== planted.server.host && name !== planted.server.handleHost)] as const,
    )
    .filter(([, block]) => block.length > 0)
    .map(([kind, block]) => ({ kind, block }));
}

/** @returns a list to go through, half of it drawn by how many people there are and half at random, as nodes */
export function listToReview(
  graph: Graph,
  world: World,
  planted: Planted,
  count: number,
  random: () => number,
): number[] {
  const others = world.servers.filter((other) => other !== planted.server && hasContact(graph, planted, other));
  const bySize = drawSome(others, count / 2, random, ({ people }) => people);
  const taken = new Set(bySize);
  const rest = drawSome(
    others.filter((other) => !taken.has(other)),
    count / 2,
    random,
  );
  return [...bySize, ...rest].map(({ host }) => graph.names.find(host)!).sort((a, b) => a - b);
}

/**
 * Without replacement, with chances in proportion to the weight.
 * P. S. Efraimidis, P. G. Spirakis. Weighted random sampling with a reservoir. Inf. Process. Lett. 97(5), 2006, 181–185.
 */
function drawSome<Item>(
  items: readonly Item[],
  count: number,
  random: () => number,
  weigh: (item: Item) => number = () => 1,
): Item[] {
  const keyed = items.map((item, at) => ({ item, at, key: Math.log(1 - random()) / weigh(item) }));
  return keyed
    .sort((a, b) => b.key - a.key || a.at - b.at)
    .slice(0, count)
    .map(({ item }) => item);
}

function hasContact({ names }: Graph, { contact, node }: Planted, { host }: Server): boolean {
  const other = names.find(host);
  return other !== undefined && other !== node && contact.in[other]! + contact.out[other]! > 0;
}

function hostsOf(servers: readonly (Server | undefined)[]): string[] {
  return servers.flatMap((server) => (server === undefined ? [] : [server.host]));
}

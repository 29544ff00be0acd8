/**
 * The figures against the planted truth of simulated fediverses: how often the 90 % interval holds it, and how far off
 * the estimate is beside the plain one, active people of the blocked over all active people.
 *
 * In these worlds seven follows in ten stay within a language, of which the weights know nothing: the last kind of
 * question is the hardest there is for them.
 */
import { beforeAll, expect, test } from 'vitest';
import { buildGraph, type Graph } from '../../analysis/graph.ts';
import { assess } from '../../analysis/impact.ts';
import { weighTies } from '../../analysis/weights.ts';
import { seededRandom } from '../../data/random.ts';
import type { SnapshotHost } from '../../data/snapshot/types.ts';
import type { Server, World } from '../../data/world/types.ts';
import { sharedWorld } from './shared-world.ts';

const kinds = ['any one server', 'one large neighbour', "another server's list", 'a whole language'] as const;
type Kind = (typeof kinds)[number];

interface Question {
  kind: Kind;
  block: string[];
}

interface Answer {
  kind: Kind;
  /** Planted share of the host's standing follows that goes to what is newly cut. */
  truth: number;
  share: number;
  low: number;
  high: number;
  /** The plain estimate. */
  plain: number;
}

/** Fewer standing follows make no share. */
const fewestFollows = 30;
const answers: Answer[] = [];

beforeAll(async () => {
  for (const seed of [1, 2]) answers.push(...(await interview({ hosts: 300, seed })));
  for (const kind of kinds) console.log(describeKind(kind));
});

test('the 90 % interval holds at least 80 % of the planted shares', () => {
  expect(answers.length).toBeGreaterThan(2000);
  expect(coverageOf(answers)).toBeGreaterThan(0.8);
});

test.each(kinds.map((kind) => ({ kind, least: kind === 'a whole language' ? 0.75 : 0.85 })))(
  'of the questions after $kind it holds at least $least',
  ({ kind, least }) => {
    const asked = ofKind(kind);
    expect(asked.length).toBeGreaterThan(100);
    expect(coverageOf(asked)).toBeGreaterThan(least);
  },
);

test('over all pairs of servers, sizes and known ties come nearer to the planted shares than sizes alone', () => {
  const asked = ofKind('any one server');
  expect(errorOf(asked, ({ share }) => share)).toBeLessThan(errorOf(asked, ({ plain }) => plain));
});

async function interview(options: { hosts: number; seed: number }): Promise<Answer[]> {
  const { world, snapshot, remove } = await sharedWorld(options);
  await remove();
  const graph = buildGraph(snapshot);
  const random = seededRandom(options.seed);
  return world.servers.flatMap((server) => {
    const node = graph.names.find(server.host);
    if (node === undefined || !hasAnswered(snapshot.hosts[node]!) || weighTies(graph, node).exact) return [];
    const truth = plantedFollows(graph, world, server);
    if (truth.reduce((sum, follows) => sum + follows, 0) < fewestFollows) return [];
    return questionsFor(graph, world, server, random).flatMap((question) => ask(graph, server, truth, question));
  });
}

function questionsFor(graph: Graph, world: World, server: Server, random: () => number): Question[] {
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!;
  const weights = weighTies(graph, graph.names.find(server.host)!).in;
  const weigh = ({ host }: Server) => weights[graph.names.find(host) ?? 0]!;
  const others = world.servers.filter((other) => other !== server && isLive(graph, other));
  const neighbours = others.filter((other) => weigh(other) > 0);
  if (neighbours.length < 10) return [];
  const large = [...neighbours].sort((a, b) => weigh(b) - weigh(a)).slice(0, 10);
  const lists = world.servers.filter(({ index, blocks }) => index !== server.index && blocks.length >= 20);
  const languages = [...new Set(neighbours.map(({ language }) => language))].sort();
  const language = pick(languages);
  const speakers = neighbours.filter((other) => other.language === language);
  return [
    ...times(15, (): Question => ({ kind: 'any one server', block: [pick(others).host] })),
    ...times(2, (): Question => ({ kind: 'one large neighbour', block: [pick(large).host] })),
    ...times(
      2,
      (): Question => ({ kind: "another server's list", block: pick(lists).blocks.map(({ target }) => target) }),
    ),
    { kind: 'a whole language', block: speakers.map(({ host }) => host) },
  ];
}

function ask(graph: Graph, server: Server, truth: Float64Array, { kind, block }: Question): Answer[] {
  // As an import, which may name the server itself.
  const blocklist = block.map((target) => ({ target, action: 'suspend' }));
  const { lossIn, touched } = assess(graph, { host: server.host, blocklist });
  const { share, low, high } = lossIn;
  const cut = touched.filter(({ direction }) => direction === 'in' || direction === 'both');
  if (cut.length === 0 || share === null || low === null || high === null) return [];
  const nodes = cut.map(({ host }) => graph.names.find(host)!);
  const people = graph.snapshot.hosts.map(({ mau }) => mau ?? 0);
  const planted = shareOf(truth, nodes);
  return [{ kind, truth: planted, share, low, high, plain: shareOf(people, nodes) }];
}

/** Per node, the follows from people on the server that stand, towards servers that answer. */
function plantedFollows(graph: Graph, world: World, server: Server): Float64Array {
  const follows = new Float64Array(graph.order);
  for (const other of world.servers) {
    const node = graph.names.find(other.host);
    if (other === server || node === undefined || !isLive(graph, other)) continue;
    follows[node]! += world.followsBetween(server.index, other.index);
  }
  return follows;
}

/** It said what it runs, and not only that we should stay away. */
function hasAnswered({ liveness, software }: SnapshotHost): boolean {
  return liveness === 'alive' && software !== null;
}

function isLive({ names, live }: Graph, { host }: Server): boolean {
  const node = names.find(host);
  return node !== undefined && live[node] === 1;
}

function times<Value>(count: number, make: () => Value): Value[] {
  return Array.from({ length: count }, make);
}

function ofKind(kind: Kind): Answer[] {
  return answers.filter((answer) => answer.kind === kind);
}

function shareOf(values: ArrayLike<number>, nodes: readonly number[]): number {
  const total = Array.from(values).reduce((sum, value) => sum + value, 0);
  return nodes.reduce((sum, node) => sum + values[node]!, 0) / total;
}

function coverageOf(asked: readonly Answer[]): number {
  return asked.filter(({ truth, low, high }) => low <= truth && truth <= high).length / asked.length;
}

/** Mean absolute error, a share. */
function errorOf(asked: readonly Answer[], read: (answer: Answer) => number): number {
  return asked.reduce((sum, answer) => sum + Math.abs(read(answer) - answer.truth), 0) / asked.length;
}

function describeKind(kind: Kind): string {
  const asked = ofKind(kind);
  const percent = (share: number) => (share * 100).toFixed(1);
  const mean = asked.reduce((sum, { truth }) => sum + truth, 0) / asked.length;
  const error = percent(errorOf(asked, ({ share }) => share));
  const plain = percent(errorOf(asked, (answer) => answer.plain));
  return `${kind}: ${asked.length} questions, mean planted share ${percent(mean)} %, interval holds ${percent(coverageOf(asked))} %, mean error ${error} points (sizes alone: ${plain})`;
}

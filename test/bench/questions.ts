/**
 * What questions to a snapshot cost once it is loaded, for servers of four sizes: with a list that counts, in the middle,
 * small, and one that shows no list, which may know everybody who shows none.
 *
 * The baseline is what an answer cannot do without: reading the weight of every tie of the servers that are named, by a
 * bare loop over the same rows.
 */
import { buildGraph, type Graph, hostOf } from '../../analysis/graph.ts';
import { assess } from '../../analysis/impact.ts';
import { perGraph } from '../../analysis/per-graph.ts';
import { prepare } from '../../analysis/prepare.ts';
import { tiedPairs } from '../../analysis/tied-pairs.ts';
import type { Scenario } from '../../analysis/types.ts';
import type { Csr } from '../../data/snapshot/types.ts';
import { makeLargeSnapshot } from './large-snapshot.ts';
import { compare, type Row } from './measure.ts';

const listed = 2_000;
const lines = 1_000;
/** Each asks first about a server that was not asked about before. */
const askers = 5;

/** @param size servers of the snapshot and mean length of their lists */
export async function questionRows({ hosts, meanPeers }: { hosts: number; meanPeers: number }): Promise<Row[]> {
  const snapshot = makeLargeSnapshot(hosts, meanPeers);
  const edges = snapshot.peers.targets.length;
  let graph = buildGraph(snapshot);
  const loaded = await compare(
    1,
    () => {
      graph = prepare(buildGraph(snapshot));
    },
    () => sumRows(snapshot.peers, everybody(hosts), new Float64Array(hosts)),
  );
  const ranked = rankHosts(graph);
  const rows: Row[] = [
    {
      what: `load ${hosts} hosts: the graph and all that no question changes`,
      unit: 'edges',
      amount: edges,
      measured: loaded.measured,
      baseline: { what: 'a bare loop over the listed peers', measured: loaded.baseline! },
    },
  ];
  const large = ranked.telling.slice(0, 2 * listed);
  const blocklist = large.slice(0, listed).map((node) => ({ target: hostOf(graph, node), action: 'suspend' }));
  assess(graph, { host: hostOf(graph, large[0]!), blocklist }); // compiles the code
  for (const [size, nodes] of Object.entries(pickAskers(ranked))) {
    rows.push(...(await sizeRows(graph, size, nodes, large, blocklist)));
  }
  const host = hostOf(graph, large[0]!);
  const scenarios = Array.from({ length: Math.min(lines, large.length - 1) }, (_, at): Scenario => {
    return { host, block: [hostOf(graph, large[at + 1]!)] };
  });
  const file = await compare(
    1,
    () => scenarios.forEach((scenario) => void assess(graph, scenario)),
    () => scenarios.forEach((_, at) => void gather(graph, large[0]!, [large[at + 1]!])),
  );
  rows.push({
    what: `${scenarios.length} scenarios of one server`,
    unit: 'answers',
    amount: scenarios.length,
    measured: file.measured,
    baseline: { what: 'bare gather loop', measured: file.baseline! },
  });
  return rows;
}

async function sizeRows(
  graph: Graph,
  size: string,
  nodes: readonly number[],
  large: readonly number[],
  blocklist: NonNullable<Scenario['blocklist']>,
): Promise<Row[]> {
  const named = large.slice(0, blocklist.length);
  const rows: Row[] = [];
  const blocks = (at: number, turn: number) => large.find((node, rank) => rank >= 10 * turn && node !== nodes[at])!;
  const ask = async (what: string, times: number, scenario: (run: number) => Scenario, gathered: number[][]) => {
    let [run, bare] = [0, 0];
    const { measured, baseline } = await compare(
      times,
      () => assess(graph, scenario(run++)),
      () => gather(graph, nodes[bare % nodes.length]!, gathered[bare++ % gathered.length]!),
    );
    rows.push({
      what: `${what}, ${size}`,
      unit: 'answers',
      amount: 1,
      measured,
      baseline: { what: 'bare gather loop', measured: baseline! },
    });
  };
  const hosts = nodes.map((node) => hostOf(graph, node));
  const one = (at: number, turn: number): Scenario => {
    return { host: hosts[at]!, block: [hostOf(graph, blocks(at, turn))] };
  };
  await ask(
    'one block, first question',
    nodes.length,
    (run) => one(run, 1),
    nodes.map((_, at) => [blocks(at, 1)]),
  );
  const last = nodes.length - 1;
  await ask('one block, asked again', askers, (run) => one(last, 2 + run), [[blocks(last, 2)]]);
  await ask(`list of ${blocklist.length}`, nodes.length, (run) => ({ host: hosts[run]!, blocklist }), [named]);
  return rows;
}

/** Mastodon servers, the largest first, by whether they show their peers. */
function rankHosts({ snapshot, audience, ties }: Graph): { telling: number[]; silent: number[] } {
  const mastodon = snapshot.hosts.flatMap(({ software }, node) => (software === 'mastodon' ? [node] : []));
  mastodon.sort((a, b) => audience.people[b]! - audience.people[a]! || a - b);
  return {
    telling: mastodon.filter((node) => ties.tells[node] === 1),
    silent: mastodon.filter((node) => ties.tells[node] === 0),
  };
}

function pickAskers({ telling, silent }: { telling: number[]; silent: number[] }): Record<string, number[]> {
  const around = (nodes: number[], share: number) => {
    const from = Math.min(Math.floor(share * nodes.length), nodes.length - askers);
    return nodes.slice(from, from + askers);
  };
  return {
    'largest servers': around(telling, 0),
    'larger than 95 % of all': around(telling, 0.05),
    'of middle size': around(telling, 0.5),
    'without a list': around(silent, 0.05),
  };
}

const pairsOf = perGraph(({ ties }) => tiedPairs(ties));

/** Weight of all ties of the servers named, and of the server that asks. */
function gather(graph: Graph, asker: number, named: readonly number[]): number {
  return sumRows(pairsOf(graph), [asker, ...named], graph.audience.people);
}

function sumRows({ offsets, targets }: Csr, nodes: ArrayLike<number>, weight: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < nodes.length; at++) {
    for (let edge = offsets[nodes[at]!]!; edge < offsets[nodes[at]! + 1]!; edge++) sum += weight[targets[edge]!]!;
  }
  return sum;
}

function everybody(order: number): Uint32Array {
  return Uint32Array.from({ length: order }, (_, node) => node);
}

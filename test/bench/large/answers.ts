/**
 * What questions cost once a snapshot is prepared, for servers of four sizes: with a list that counts, larger than most, in
 * the middle, and one that shows no list, which may know everybody who shows none.
 *
 * The baseline is what an answer cannot do without: reading the weight of every tie of the servers that are named, by a
 * bare loop over the same rows.
 */
import { assessBlocked } from '../../../analysis/blocked.ts';
import { assessDirectly } from '../../../analysis/direct-loss.ts';
import { type Graph, hostOf } from '../../../analysis/graph.ts';
import { assess } from '../../../analysis/impact.ts';
import { perGraph } from '../../../analysis/per-graph.ts';
import { prepare } from '../../../analysis/prepare.ts';
import { tiedNodes } from '../../../analysis/tied-pairs.ts';
import { listTies } from '../../../analysis/ties-of.ts';
import type { Scenario } from '../../../analysis/types.ts';
import { openGraph } from '../../../viz/cli/open-graph.ts';
import { compare, type Rival, type Row } from '../measure.ts';
import type { Context } from '../stage.ts';

const listed = 2_000;
const lines = 100;
/** Each asks first about a server that was not asked about before. */
const askers = 5;
const gathering = 'a bare loop over the ties';

export async function* answerRows({ file, runs, quick }: Context): AsyncIterable<Row> {
  const graph = prepare(await openGraph(file, undefined));
  const ranked = rankHosts(graph);
  const large = ranked.telling.slice(0, Math.min(2 * listed, Math.floor(ranked.telling.length / 2)));
  const blocklist = large.slice(0, listed).map((node) => ({ target: hostOf(graph, node), action: 'suspend' }));
  assess(graph, { host: hostOf(graph, large[0]!), blocklist }); // compiles the code
  for (const [size, nodes] of Object.entries(pickAskers(ranked, quick ? 1 : askers))) {
    yield* sizeRows({ graph, size, nodes, large, blocklist });
  }
  yield await scenariosRow(graph, large.slice(0, quick ? 20 : lines + 1), runs);
}

/** Rows of ties, held for the baseline alone. */
const rowsHeld = perGraph((graph) => {
  const { row } = tiedNodes(graph.ties);
  const held = new Map<number, Uint32Array>();
  return (node: number) => {
    const known = held.get(node) ?? row(node).slice();
    held.set(node, known);
    return known;
  };
});

function gather(graph: Graph, nodes: readonly number[]): number {
  const { people } = graph.audience;
  const read = rowsHeld(graph);
  let sum = 0;
  for (const node of nodes) for (const other of read(node)) sum += people[other]!;
  return sum;
}

interface Asked {
  graph: Graph;
  size: string;
  nodes: readonly number[];
  large: readonly number[];
  blocklist: NonNullable<Scenario['blocklist']>;
}

async function* sizeRows({ graph, size, nodes, large, blocklist }: Asked): AsyncIterable<Row> {
  const hosts = nodes.map((node) => hostOf(graph, node));
  const last = nodes.length - 1;
  const named = large.slice(0, blocklist.length);
  const other = (at: number, turn: number) => large.find((node, rank) => rank >= 10 * turn && node !== nodes[at])!;
  const one = (at: number, turn: number) => ({ host: hosts[at]!, block: [hostOf(graph, other(at, turn))] });
  const ask = async (what: string, answer: (run: number) => unknown, gathered: (run: number) => number[]) => {
    let [run, bare] = [0, 0];
    for (const at of nodes.keys()) gather(graph, gathered(at));
    const loop: Rival = () => gather(graph, gathered(bare++));
    const asked = await compare(nodes.length, () => answer(run++), { [gathering]: loop });
    return { what: `${what}, ${size}`, unit: 'answers', amount: 1, ...asked };
  };
  const first = await ask(
    'one block, first question',
    (at) => assess(graph, one(at, 1)),
    (at) => [nodes[at]!, other(at, 1)],
  );
  yield { ...first, judged: { 'S.whole': first.measured.medianMs } };
  yield await ask(
    'direct loss of one block, asked again',
    (run) => assessDirectly(graph, one(last, 20 + run)),
    (run) => [nodes[last]!, other(last, 20 + run)],
  );
  const again = (run: number) => assess(graph, one(last, 2 + run));
  yield await ask('one block, asked again', again, (run) => [nodes[last]!, other(last, 2 + run)]);
  const list = (at: number) => assess(graph, { host: hosts[at]!, blocklist });
  const long = await ask('a long blocklist', list, (at) => [nodes[at]!, ...named]);
  const note = `a list of ${blocklist.length}`;
  yield { ...long, judged: { 'S.list': long.measured.medianMs / 1000 }, note };
  yield await ask(
    'who cuts it off',
    (at) => assessBlocked(graph, hosts[at]!),
    (at) => [nodes[at]!],
  );
  yield await ask(
    'its ties',
    (at) => listTies(graph, hosts[at]!),
    (at) => [nodes[at]!],
  );
}

/** A file of scenarios of one server, as `impact --scenarios` answers it. */
async function scenariosRow(graph: Graph, large: readonly number[], runs: number): Promise<Row> {
  const [asker, ...others] = large;
  const host = hostOf(graph, asker!);
  const answerAll = () => {
    for (const node of others) assess(graph, { host, block: [hostOf(graph, node)] });
  };
  const file = await compare(runs, answerAll, {
    [gathering]: () => others.map((node) => gather(graph, [asker!, node])),
  });
  return { what: 'scenarios of one server, one after the other', unit: 'answers', amount: others.length, ...file };
}

/** The largest first, by whether they show their peers. */
function rankHosts({ order, audience: { people }, ties: { tells } }: Graph): { telling: number[]; silent: number[] } {
  const nodes = Array.from({ length: order }, (_, node) => node).filter((node) => people[node]! > 0);
  nodes.sort((a, b) => people[b]! - people[a]! || a - b);
  return {
    telling: nodes.filter((node) => tells[node] === 1),
    silent: nodes.filter((node) => tells[node] === 0),
  };
}

function pickAskers({ telling, silent }: { telling: number[]; silent: number[] }, count: number) {
  const around = (nodes: number[], share: number) => {
    const from = Math.max(0, Math.min(Math.floor(share * nodes.length), nodes.length - count));
    return nodes.slice(from, from + count);
  };
  const picked = {
    'largest servers': around(telling, 0),
    'larger than 95 % of all': around(telling, 0.05),
    'of middle size': around(telling, 0.5),
    'without a list': around(silent, 0.05),
  };
  return Object.fromEntries(Object.entries(picked).filter(([, nodes]) => nodes.length > 0));
}

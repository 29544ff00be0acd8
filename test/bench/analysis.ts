import { DirectedGraph } from 'graphology';
import { assessBlocked } from '../../analysis/blocked.ts';
import { buildGraph } from '../../analysis/graph.ts';
import { assess } from '../../analysis/impact.ts';
import { transpose } from '../../analysis/kernels/transpose.ts';
import { packMap } from '../../analysis/map-file.ts';
import type { Csr } from '../../data/snapshot/types.ts';
import { compare, type Row } from './measure.ts';
import type { BenchWorld } from './world.ts';

const questions = 100;

export async function analysisRows({ snapshot, world }: BenchWorld, runs: number): Promise<Row[]> {
  const { peers } = snapshot;
  const edges = peers.targets.length;
  const turned = await compare(runs, () => transpose(peers), {
    'building it in graphology': () => graphologyOf(peers),
  });
  const built = await compare(runs, () => buildGraph(snapshot));
  const drawn = await compare(Math.min(runs, 3), () => packMap(buildGraph(snapshot)));

  const graph = buildGraph(snapshot);
  const hosts = snapshot.hosts
    .filter(({ software }) => software !== null)
    .slice(0, questions)
    .map(({ host }) => host);
  const block = [world.seedHosts[0]!];
  assess(graph, { host: hosts[1]!, block }); // the communities are found once
  const asked = await compare(runs, () =>
    hosts.filter((host) => host !== block[0]).map((host) => assess(graph, { host, block })),
  );
  const listed = snapshot.hosts.slice(0, 1_000).map(({ host }) => host as string);
  const unheard = listed.map((host) => `unheard.${host}`);
  const blocklist = [...listed, ...unheard].map((target) => ({ target, action: 'suspend' }));
  const imported = await compare(runs, () => hosts.map(() => assess(graph, { host: hosts[1]!, blocklist })));
  const blocked = await compare(runs, () => hosts.map((host) => assessBlocked(graph, host)));
  return [
    { what: 'turn the peer graph round', unit: 'edges', amount: edges, ...turned },
    { what: 'snapshot to graph', unit: 'edges', amount: edges, ...built },
    { what: 'snapshot to map: communities and layout', unit: 'hosts', amount: graph.order, ...drawn },
    {
      what: `${hosts.length} questions "what if we block"`,
      unit: 'answers',
      amount: hosts.length,
      ...asked,
    },
    {
      what: `${hosts.length} questions "what if we import ${blocklist.length} entries", of one host`,
      unit: 'answers',
      amount: hosts.length,
      ...imported,
    },
    {
      what: `${hosts.length} questions "who cuts us off"`,
      unit: 'answers',
      amount: hosts.length,
      ...blocked,
    },
  ];
}

function graphologyOf({ order, offsets, targets }: Csr) {
  const graph = new DirectedGraph();
  for (let node = 0; node < order; node++) graph.addNode(node);
  for (let node = 0; node < order; node++) {
    for (let edge = offsets[node]!; edge < offsets[node + 1]!; edge++) graph.addDirectedEdge(node, targets[edge]);
  }
  return graph;
}

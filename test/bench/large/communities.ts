/**
 * What finding communities costs on a planted world, and whether the planted ones are found: Leiden on the ties that both
 * sides list beside igraph, the choice of the resolution, and the backbone by shared peers beside a scalar loop.
 */

import { backboneOf, findBackbone } from '../../../analysis/backbone.ts';
import { nearestAtScale } from '../../../analysis/backbone-at-scale.ts';
import { groupAtScale } from '../../../analysis/communities-at-scale.ts';
import { buildGraph, type Graph } from '../../../analysis/graph.ts';
import type { WeightedPairs } from '../../../analysis/graphology.ts';
import { leiden } from '../../../analysis/kernels/leiden.ts';
import { mutualPairs } from '../../../analysis/kernels/mutual-merge.ts';
import type { Parallel } from '../../../analysis/kernels/parallel.ts';
import { insertPartner } from '../../../analysis/kernels/partner-slots.ts';
import { type PeerSets, packSets } from '../../../analysis/kernels/peer-sets.ts';
import { openWords } from '../../../analysis/kernels/shared-bits/shared-bits.ts';
import { emptySlots, nearestBySharedPeers, phiCoefficient } from '../../../analysis/kernels/shared-peers.ts';
import { toRows } from '../../../analysis/kernels/weighted-csr.ts';
import { mutualTiesOf } from '../../../analysis/mutual-ties.ts';
import { twoThreads } from '../../../analysis/parallel/two-threads.ts';
import { tiedNodes } from '../../../analysis/tied-pairs.ts';
import type { Csr } from '../../../data/snapshot/types.ts';
import { plantedTruth } from '../../../data/world/large/plant.ts';
import { compare, type Row, summarise, timeOf, timesAsFast } from '../measure.ts';
import { writeCsr } from '../python.ts';
import type { Context } from '../stage.ts';
import { snapshotOf } from './frozen.ts';
import { agreementOn, leidenRow } from './leiden-rows.ts';

const partnersPerNode = 5;
const maxColumns = 4096;
const minSize = 5;
/** The scalar loop takes one row in so many. */
const sampledRows = 16;
const scalar = 'a scalar loop, one thread';
const oneThread = 'one thread alone';

export async function* communityRows({ file, folder, size, runs, quick }: Context): AsyncIterable<Row> {
  const parallel = twoThreads();
  try {
    const snapshot = await snapshotOf(file);
    const graph = buildGraph({ ...snapshot, peers: share(snapshot.peers, parallel) }, { parallel });
    const ties = mutualPairs(graph.ties.peers.all(), graph.ties.listedBy.all(), parallel);
    mutualTiesOf.tell(graph, ties);
    const tied = Uint32Array.from({ length: ties.order }, (_, node) => node).filter(
      (node) => ties.offsets[node + 1]! > ties.offsets[node]!,
    );
    const community = plantedOf(graph, size);
    const csr = writeCsr(folder, 'ties', ties);

    yield await sharedPeersRow(graph, ties, parallel, runs);
    const drawn = await backboneRow(graph, ties, parallel, community);
    yield drawn.row;
    const grouped = await groupRow(graph, parallel);
    const { labels, sweep } = grouped.groups;
    const onBackbone = leiden(toRows(drawn.told), { seed: 1 }).labels;
    yield { ...grouped.row, judged: { 'T8.communities': agreementOn(tied, onBackbone, ofEach(labels)) } };
    const seeds = quick ? [1] : [1, 2, 3];
    const resolution = sweep?.resolution ?? 1.35;
    const leidenAt = { ties, csr, tied, seeds };
    const chosen = await leidenRow({
      ...leidenAt,
      resolution,
      what: 'Leiden on two-sided ties, at the resolution chosen',
    });
    const planted = agreementOn(tied, ofEach(labels), community);
    yield { ...chosen.row, judged: { ...chosen.row.judged, 'T7.planted': planted } };
    yield (await leidenRow({ ...leidenAt, resolution: 1, what: 'Leiden on two-sided ties, at resolution 1' })).row;
  } finally {
    await parallel.close();
  }
}

async function sharedPeersRow(graph: Graph, ties: Csr, parallel: Parallel, runs: number): Promise<Row> {
  const rows = tiedNodes(graph.ties);
  const told = Array.from({ length: ties.order }, (_, node) => node).filter(
    (node) => ties.offsets[node + 1]! > ties.offsets[node]!,
  );
  const count = Math.min(told.length, maxColumns);
  const columns = Uint32Array.from({ length: count }, (_, at) => told[Math.floor((at * told.length) / count)]!);
  const sets = packSets(rows, columns, parallel);
  const found = await compare(runs, () => nearestBySharedPeers(ties, sets, partnersPerNode, parallel), {
    [oneThread]: () => nearestBySharedPeers(ties, sets, partnersPerNode),
    [scalar]: { work: () => scalarNearest(ties, sets), runs: 1, amount: pairsOf(ties, sampledRows) },
  });
  const what = `shared peers of all two-sided pairs, over ${maxColumns} columns`;
  const row = { what, unit: 'pairs', amount: pairsOf(ties, 1), ...found };
  const beside = row.baselines.find((baseline) => baseline.what === scalar)!;
  return { ...row, judged: { 'T8.scalar': timesAsFast(row, beside), 'T8.time': row.measured.medianMs / 1000 } };
}

function scalarNearest(ties: Csr, sets: PeerSets): void {
  const common = openWords(sets);
  const { partners, phi } = emptySlots(ties.order, partnersPerNode);
  for (let node = 0; node < ties.order; node += sampledRows) {
    const others = ties.targets.subarray(ties.offsets[node], ties.offsets[node + 1]).filter((other) => other > node);
    const shared = common.count(node, others);
    others.forEach((other, at) => {
      const value = phiCoefficient(sets.total, sets.counts[node]!, sets.counts[other]!, shared[at]!);
      insertPartner(partners, phi, partnersPerNode, node, other, value);
      insertPartner(partners, phi, partnersPerNode, other, node, value);
    });
  }
}

function pairsOf({ order, offsets, targets }: Csr, step: number): number {
  let pairs = 0;
  for (let node = 0; node < order; node += step) {
    for (let edge = offsets[node]!; edge < offsets[node + 1]!; edge++) if (targets[edge]! > node) pairs++;
  }
  return pairs;
}

/** With the servers that publish no list; below the size from which it is used, so that the small world shows it as well. */
async function backboneRow(graph: Graph, ties: Csr, parallel: Parallel, community: Uint32Array) {
  const options = { partnersPerNode, maxColumns, parallel };
  const ms = await timeOf(() => nearestAtScale(tiedNodes(graph.ties), ties, options));
  const backbone = findBackbone(graph, parallel);
  backboneOf.tell(graph, backbone);
  const told = betweenTold(backbone, ties);
  const row: Row = {
    what: 'nearest partners of every host, with those that publish no list',
    unit: 'hosts',
    amount: graph.order,
    measured: summarise([ms]),
    baselines: [],
    judged: { 'T8.intra': shareWithin(told, community) },
    note: `edges between hosts with a two-sided tie are judged; of all, ${shareWithin(backbone, community).toFixed(3)} lie within a planted community`,
  };
  return { row, told };
}

function betweenTold({ order, ...pairs }: WeightedPairs, { offsets }: Csr): WeightedPairs {
  const isTold = (node: number) => offsets[node + 1]! > offsets[node]!;
  const kept = (_: number, pair: number) => isTold(pairs.source[pair]!) && isTold(pairs.target[pair]!);
  const { source, target, weight } = pairs;
  return { order, source: source.filter(kept), target: target.filter(kept), weight: weight.filter(kept) };
}

function shareWithin({ source, target }: WeightedPairs, community: Uint32Array): number {
  const within = source.reduce((count, a, pair) => count + Number(community[a] === community[target[pair]!]), 0);
  return within / source.length;
}

async function groupRow(graph: Graph, parallel: Parallel) {
  let groups: ReturnType<typeof groupAtScale> | undefined;
  const ms = await timeOf(() => {
    groups = groupAtScale(graph, minSize, parallel);
  });
  const { plateau, resolution, stability } = groups!.sweep!;
  const range = plateau === null ? 'no plateau' : `plateau ${plateau.from} to ${plateau.to}`;
  const row: Row = {
    what: 'communities, with the choice of the resolution',
    unit: 'edges',
    amount: mutualTiesOf(graph).targets.length / 2,
    measured: summarise([ms]),
    baselines: [],
    note: `γ ${resolution}, ${range}, seeds agree to ${stability.toFixed(3)}`,
  };
  return { row, groups: groups! };
}

/** Servers in none each by themselves. */
function ofEach(labels: Int32Array): Uint32Array {
  return Uint32Array.from(labels, (label, node) => (label < 0 ? labels.length + node : label));
}

function plantedOf({ snapshot }: Graph, size: Context['size']): Uint32Array {
  const { hosts, community } = plantedTruth({ size, seed: 1, days: 2 });
  const byHost = new Map(hosts.map((host, at) => [host, community[at]!]));
  return Uint32Array.from(snapshot.hosts, ({ host }) => byHost.get(host) ?? 0xff);
}

function share({ order, offsets, targets }: Csr, parallel: Parallel): Csr {
  const shared = { order, offsets: parallel.uint32(offsets.length), targets: parallel.uint32(targets.length) };
  shared.offsets.set(offsets);
  shared.targets.set(targets);
  return shared;
}

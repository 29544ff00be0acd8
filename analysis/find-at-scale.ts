/**
 * What is found once a snapshot and takes long where it is large, with a second thread: two-sided ties, backbone and
 * communities. Whoever asks for these afterwards is told. On what is not large nothing is done beforehand.
 */
import { backboneOf, findBackbone } from './backbone.ts';
import { communitiesOf, findCommunities } from './communities.ts';
import type { Graph } from './graph.ts';
import { mutualPairs } from './kernels/mutual-merge.ts';
import type { Parallel } from './kernels/parallel.ts';
import { mutualTiesOf } from './mutual-ties.ts';

/** To be said before any of them is asked for. */
export function findAtScale(graph: Graph, parallel: Parallel): void {
  if (graph.atScale === undefined || communitiesOf.isTold(graph)) return;
  mutualTiesOf.tell(graph, mutualPairs(graph.ties.peers.all(), graph.ties.listedBy.all(), parallel));
  backboneOf.tell(graph, findBackbone(graph, parallel));
  communitiesOf.tell(graph, findCommunities(graph, parallel));
}

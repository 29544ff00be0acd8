/**
 * What every question to a snapshot needs and no question changes, found before the first is asked, so that no question
 * waits for it: the model of follows, communities, who can reach whom, and how much each server is read.
 */
import { communitiesOf } from './communities.ts';
import { findAtScale } from './find-at-scale.ts';
import { dispersionOf } from './follow-model.ts';
import type { Graph } from './graph.ts';
import { strengthsOf } from './in-strength.ts';
import { alone, type Parallel } from './kernels/parallel.ts';
import { largestComponentOf } from './mutual-component.ts';
import { pairConnectivityOf } from './pair-connectivity.ts';
import { weakestSeamOf } from './seam.ts';

/** Some seconds for tens of thousands of servers, a minute or two for the whole fediverse. @returns the graph given */
export function prepare(graph: Graph, parallel: Parallel = alone): Graph {
  findAtScale(graph, parallel);
  dispersionOf(graph);
  communitiesOf(graph);
  strengthsOf(graph);
  pairConnectivityOf(graph);
  largestComponentOf(graph);
  weakestSeamOf(graph);
  return graph;
}

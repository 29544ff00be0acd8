/** Which model of follows a graph is read with, made when first asked. */

import type { FollowModel } from './follows.ts';
import type { Graph } from './graph.ts';
import { perGraph } from './per-graph.ts';
import { evidenceNames } from './ties.ts';

export const followModelOf = perGraph(plainFollows);

/** M0: sizes × known ties, where nothing published speaks of more. */
function plainFollows({ audience, order }: Graph): FollowModel {
  const people = audience.people.map((value) => (Number.isNaN(value) ? 0 : value));
  return {
    kind: 'plain',
    reader: people,
    author: people,
    group: new Uint16Array(order),
    groupCount: 1,
    affinity: new Float64Array([1]),
    community: new Int32Array(order).fill(-1),
    kinship: new Float64Array(3).fill(1),
    evidence: new Float64Array(evidenceNames.length).fill(1),
  };
}

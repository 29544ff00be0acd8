/** Two estimates that need no model, as anybody could work them out: shares of monthly active people, as published. */
import type { Rows, SnapshotFacts } from '../../data/snapshot/types.ts';
import type { Predict } from './predict.ts';

/** Follows go where people are. */
export function byPeople({ hosts }: Pick<SnapshotFacts, 'hosts'>): Predict {
  const people = Float64Array.from(hosts, ({ mau }) => mau ?? 0);
  return (node) => without(people, node);
}

/** As `byPeople`, within the server's peer list; of a server that keeps its list to itself, everybody's. */
export function byPeopleOfPeers({ hosts }: Pick<SnapshotFacts, 'hosts'>, peers: Rows): Predict {
  const people = Float64Array.from(hosts, ({ mau }) => mau ?? 0);
  return (node) => {
    const listed = peers.row(node);
    if (listed.length === 0) return without(people, node);
    const weight = new Float64Array(people.length);
    for (const peer of listed) weight[peer] = people[peer]!;
    return without(weight, node);
  };
}

function without(people: Float64Array, node: number) {
  const others = people.slice();
  others[node] = 0;
  return { in: others, out: others };
}

/** The allows that name a server: by its own name, or by a pattern that takes it. */
import { eachMatch, readTarget } from './matching.ts';
import { append } from './multimap.ts';
import { perGraph } from './per-graph.ts';
import { vocabularyOf } from './rules.ts';

/** By node the positions in `snapshot.allows`, ascending. */
export const allowsOnOf = perGraph(({ snapshot: { hosts, allows }, names }): ReadonlyMap<number, readonly number[]> => {
  const byNode = new Map<number, number[]>();
  allows.forEach(({ source, target }, at) => {
    const { matching } = vocabularyOf(hosts[source]!.software).allowlist;
    const taken = new Set<number>();
    eachMatch(readTarget(target, matching), names, (node) => taken.add(node));
    for (const node of taken) append(byNode, node, at);
  });
  return byNode;
});

/** Which of the hosts nobody had heard of a run goes on to visit. */
import { readHost } from '../data/host.ts';
import type { Host, Visit } from '../data/types.ts';

/**
 * A list of generated names must not become the work of a run: each visit may add so many hosts, the first it names.
 * @param discovered hosts that these visits were the first to name
 * @returns those within the budget of a visit that names them, in the order of `discovered`
 */
export function admit(visits: readonly Visit[], discovered: readonly Host[], maxNewHostsPerVisit: number): Host[] {
  // Each of them is named by one of these visits, and no visit can name too many.
  if (discovered.length <= maxNewHostsPerVisit) return [...discovered];
  const unheardOf = new Set(discovered);
  const admitted = new Set<Host>();
  for (const visit of visits) {
    let left = maxNewHostsPerVisit;
    for (const host of namedBy(visit)) {
      if (left === 0) break;
      // Most lists name nobody new: they are read until the last of the new is found.
      if (admitted.size === unheardOf.size) return [...discovered];
      if (!unheardOf.has(host) || admitted.has(host)) continue;
      admitted.add(host);
      left -= 1;
    }
  }
  return discovered.filter((host) => admitted.has(host));
}

function* namedBy({ aliases, peers, blocks, allows, counts }: Visit): Generator<Host> {
  yield* aliases;
  yield* peers.entries;
  for (const target of [...blocks.entries.map((block) => block.target), ...allows.entries]) {
    const host = readHost(target);
    if (host !== undefined) yield host;
  }
  for (const { target } of counts.entries) yield target;
}

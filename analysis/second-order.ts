/**
 * What a scenario takes beyond the ties it cuts: replies and boosts that came through third servers, servers that are
 * met through others alone, gateways and relays, and how much less of the fediverse can talk.
 *
 * The figures of threads and boosts are of what stays in sight and never add up with the direct loss, nor over parts of
 * a scenario: they are of the whole set of servers cut.
 */
import { lookAmongOthers } from './among-others.ts';
import type { Change } from './change.ts';
import { closeGateways, closeRelays } from './gateways.ts';
import type { Graph } from './graph.ts';
import type { Plan } from './scenario.ts';
import { type AmongOthers, type SecondOrder, threadLengths } from './second-order-types.ts';
import { unknownShare } from './shares.ts';
import type { Scatter } from './through-others.ts';
import type { Weights } from './weights.ts';

/** @param scatter relative variance of the follows of a server's ties; the usual one when left out */
export function assessSecondOrder(
  graph: Graph,
  plan: Plan,
  change: Change,
  weights: Weights,
  scatter?: Scatter,
): SecondOrder {
  return {
    ...(graph.whole ? lookAmongOthers(graph, change, weights, scatter) : nothingTold),
    gateways: closeGateways(graph, plan, change),
    relays: closeRelays(graph, change, weights),
  };
}

/** What hangs on what others do among themselves, where the graph does not hold that. */
const nothingTold: AmongOthers = {
  threads: unknownShare,
  holes: threadLengths.map((replies) => ({ replies, chance: unknownShare })),
  boosts: unknownShare,
  leaks: [],
  doorways: null,
  doorwaysSkipped: 'needs-whole-snapshot',
  connectivity: {
    before: null,
    after: null,
    estimate: unknownShare,
    fall: unknownShare,
    islands: null,
    largest: null,
    seam: null,
  },
};

/** Shares of one server's contact that a change touches; not known when nothing of what is touched has a known size. */
import { type Change, isHidden } from './change.ts';
import type { Graph } from './graph.ts';
import { type Shares, unknownShare } from './shares.ts';
import type { Today } from './today.ts';
import type { Estimate } from './types.ts';
import { isUnsized } from './weights.ts';

export type Direction = 'in' | 'out';

export interface Question {
  graph: Graph;
  today: Today;
  change: Change;
  /** The host answered, and some name of the scenario belongs to a known server. */
  known: boolean;
}

/** Share of the ties that work today and are cut. */
export function estimateLoss(ask: Question, direction: Direction): Estimate {
  const { contactBefore, contactAfter } = ask.change;
  return estimateShare(ask, direction, (node) => contactBefore[direction][node]! > contactAfter[direction][node]!);
}

/** Share of the follows that work today and go to servers newly hidden. */
export function estimateHidden(ask: Question): Estimate {
  return estimateShare(ask, 'in', (node) => isHidden(ask.change, node));
}

/** Share of the ties that work today, with those of the servers that change for which `isPart` holds. */
export function estimateShare(ask: Question, direction: Direction, isPart: (node: number) => boolean): Estimate {
  return shareOf(ask, ask.today.reach[direction], ask.change.nodes.filter(isPart));
}

/** Share of all ties with servers that answer which do not work after. */
export function estimateCumulative(ask: Question, direction: Direction): Estimate {
  const { graph, today, change } = ask;
  const after = change.contactAfter[direction];
  const lost: number[] = [];
  for (let node = 0; node < graph.order; node++) {
    if (after[node] === 0 && graph.live[node] === 1 && node !== today.node) lost.push(node);
  }
  return shareOf(ask, today.free[direction], lost);
}

function shareOf({ graph, today, known }: Question, shares: Shares, part: readonly number[]): Estimate {
  if (!known) return unknownShare;
  const estimate = shares.of(part);
  const blind = estimate.share === 0 && part.some((node) => isUnsized(graph, today.weights, node));
  return blind ? unknownShare : estimate;
}

/** 1 − Σ F V¹ / Σ F over servers that answer. */
export function cumulativeLoss({ graph, today, change, known }: Question, direction: Direction): number | null {
  const weight = today.weights[direction];
  const after = change.contactAfter[direction];
  let all = 0;
  let left = 0;
  for (let node = 0; node < graph.order; node++) {
    all += weight[node]! * graph.live[node]!;
    left += weight[node]! * after[node]!;
  }
  return all === 0 || !known ? null : 1 - left / all;
}

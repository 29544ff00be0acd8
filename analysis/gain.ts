/**
 * What opens again when rules are lifted, or a longer rule overrides a shorter one.
 *
 * With F the tie weights and V⁰, V¹ who gets whose posts before and after: gain = Σ F (1 − V⁰) V¹ / Σ F V⁰.
 */
import { type Change, followsBefore, isShown } from './change.ts';
import { cutEitherWay } from './effects.ts';
import type { Graph } from './graph.ts';
import { type Direction, estimateShare, type Question } from './loss.ts';
import type { Plan } from './scenario.ts';
import { unknownShare } from './shares.ts';
import type { Estimate, Gain } from './types.ts';
import { isUnsized } from './weights.ts';

export function assessGain(ask: Question, plan: Plan): Gain {
  const { graph, change } = ask;
  // Where we do not know whether there was a rule to lift, nothing that opens is not the same as nothing.
  const untold = plan.entries.some((entry) => entry.untold);
  const told = (estimate: Estimate) => (untold && estimate.share === 0 ? unknownShare : estimate);
  return {
    in: told(estimateGain(ask, 'in')),
    out: told(estimateGain(ask, 'out')),
    shown: told(estimateShare(ask, 'in', (node) => isShown(change, node))),
    needsBoth: countNeedingBoth(graph, change),
    follows: followsBefore(graph, plan, change),
  };
}

function estimateGain({ graph, today, change, known }: Question, direction: Direction): Estimate {
  const { weights, contact, reach } = today;
  const after = change.contactAfter[direction];
  const opened = change.nodes.filter((node) => after[node]! > contact[direction][node]!);
  const estimate = reach[direction].gain(
    opened,
    opened.map((node) => weights[direction][node]!),
  );
  if (!known || estimate.share === null) return unknownShare;
  const blind = estimate.share === 0 && opened.some((node) => isUnsized(graph, weights, node));
  return blind ? unknownShare : estimate;
}

/** Servers that answer, of which one side stops cutting, and nothing opens, because the other side cuts as well. */
function countNeedingBoth({ live }: Graph, { before, after, contactBefore, contactAfter, nodes }: Change): number {
  let count = 0;
  for (const node of nodes) {
    const opens =
      contactAfter.in[node]! > contactBefore.in[node]! || contactAfter.out[node]! > contactBefore.out[node]!;
    if (opens || live[node] === 0 || live[before.node] === 0) continue;
    const [ours, theirs] = [after.ours[node]!, after.theirs[node]!];
    const weLift = (before.ours[node]! & ~ours & cutEitherWay) !== 0;
    const theyLift = (before.theirs[node]! & ~theirs & cutEitherWay) !== 0;
    if ((weLift && (theirs & cutEitherWay) !== 0) || (theyLift && (ours & cutEitherWay) !== 0)) count++;
  }
  return count;
}

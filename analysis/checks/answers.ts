/** Shares as told, with their intervals, beside the shares that are true: a few numbers by which estimators are compared. */
import type { Interval } from '../intervals.ts';
import { sum } from '../sum.ts';
import { spearman } from './ranks.ts';

export interface AnsweredShare {
  /** 0-1. */
  truth: number;
  /** 0-1; without bounds where the estimator has none. */
  answer: Interval;
}

/** null for what cannot be measured. */
export interface AnswerScore {
  questions: number;
  /** Questions to which a share was given; the other figures are over these. */
  answered: number;
  /** Mean absolute error and mean error (estimate − truth), in points of percent. */
  error: number | null;
  bias: number | null;
  /** Over the questions of a group, mean of groups. */
  spearman: number | null;
  /** Share of questions whose interval holds the truth, over all and in the group where it is least. */
  coverage: number | null;
  worst: number | null;
  /** Mean width of the intervals, in points. */
  width: number | null;
}

export function scoreAnswers(groups: readonly (readonly AnsweredShare[])[]): AnswerScore {
  const answered = groups.map((pairs) => pairs.filter(({ answer }) => answer.share !== null));
  const all = answered.flat();
  const errors = all.map(({ truth, answer }) => (answer.share! - truth) * 100);
  const ranged = answered.map((pairs) => pairs.filter(({ answer }) => answer.low !== null && answer.high !== null));
  const held = ranged.map((pairs) => meanOf(pairs.map((pair) => (holds(pair) ? 1 : 0))));
  const known = held.filter((share) => share !== null);
  return {
    questions: groups.flat().length,
    answered: all.length,
    error: meanOf(errors.map(Math.abs)),
    bias: meanOf(errors),
    spearman: meanOf(
      answered.map((pairs) =>
        spearman(
          pairs.map(({ truth }) => truth),
          pairs.map(({ answer }) => answer.share!),
        ),
      ),
    ),
    coverage: meanOf(ranged.flat().map((pair) => (holds(pair) ? 1 : 0))),
    worst: known.length === 0 ? null : Math.min(...known),
    width: meanOf(ranged.flat().map(({ answer }) => (answer.high! - answer.low!) * 100)),
  };
}

/** Bounds are sums of many numbers: a share of all that is cut may miss 1 by the last digit. */
const rounding = 1e-9;

function holds({ truth, answer }: AnsweredShare): boolean {
  return answer.low! - rounding <= truth && truth <= answer.high! + rounding;
}

/** @returns mean of what is known; null where nothing is */
export function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : sum(known) / known.length;
}

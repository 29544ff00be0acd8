/** From answers beside the truth to the few numbers by which estimators are compared. */
import { spearman } from '../../analysis/checks/ranks.ts';
import {
  type Answer,
  type Direction,
  type EstimatorName,
  estimatorNames,
  type Judged,
  type QuestionKind,
  questionKinds,
  type WorldResult,
} from './plan.ts';

/** null for what cannot be measured. */
export interface Score {
  questions: number;
  /** Questions it gave a share for. The other figures are over those to which every estimator gave one. */
  answered: number;
  /** Mean absolute error and mean error (estimate − truth), in points of percent. */
  error: number | null;
  bias: number | null;
  /** Over the questions of a world, mean of worlds. */
  spearman: number | null;
  /** Over the partners of one server, mean of servers. */
  within: number | null;
  overlap: number | null;
  caught: number | null;
  /** Share of questions whose interval holds the truth, over all and in the worst world. */
  coverage: number | null;
  worst: number | null;
  /** Mean width of the intervals, in points. */
  width: number | null;
}

export function scoreOf(results: readonly WorldResult[], name: EstimatorName, direction: Direction): Score {
  const byWorld = results.map(({ questions }) => questions.filter((asked) => asked.direction === direction));
  const rows = results.flatMap((result) => result.rows.filter((row) => row.direction === direction));
  return {
    ...scorePairs(byWorld.map((questions) => pairsOf(questions, name))),
    questions: byWorld.flat().length,
    answered: byWorld.flat().filter(({ answers }) => answers[name].share !== null).length,
    within: meanOf(rows.map((row) => row.spearman[name])),
    overlap: meanOf(rows.map((row) => row.overlap[name])),
    caught: meanOf(rows.map((row) => row.caught[name])),
  };
}

export type ReachScore = Omit<Score, 'within' | 'overlap' | 'caught'>;

export function scoreReach(results: readonly WorldResult[], of: 'threads' | 'boosts'): ReachScore {
  return scorePairs(results.map(({ reach }) => reach.filter((row) => row.of === of)));
}

/** Of one kind of question: mean truth and, by estimator, mean absolute error in points and coverage. */
export interface KindScore {
  kind: QuestionKind;
  questions: number;
  truth: number | null;
  error: Record<EstimatorName, number | null>;
  bias: number | null;
  coverage: number | null;
  width: number | null;
}

export function scoreKinds(results: readonly WorldResult[], direction: Direction): KindScore[] {
  const asked = results.flatMap(({ questions }) => questions.filter((question) => question.direction === direction));
  return questionKinds.map((kind) => {
    const own = asked.filter((question) => question.kind === kind);
    const scores = estimatorNames.map((name) => [name, scorePairs([pairsOf(own, name)])] as const);
    const { bias, coverage, width } = scores.at(-1)![1];
    return {
      kind,
      questions: own.length,
      truth: meanOf(own.map(({ truth }) => truth * 100)),
      error: Object.fromEntries(scores.map(([name, { error }]) => [name, error])) as KindScore['error'],
      bias,
      coverage,
      width,
    };
  });
}

interface Pair {
  truth: number;
  answer: Answer;
}

function pairsOf(questions: readonly Judged[], name: EstimatorName): Pair[] {
  return questions
    .filter(({ answers }) => estimatorNames.every((other) => answers[other].share !== null))
    .map(({ truth, answers }) => ({ truth, answer: answers[name] }));
}

function scorePairs(byWorld: readonly Pair[][]): ReachScore {
  const answered = byWorld.map((pairs) => pairs.filter(({ answer }) => answer.share !== null));
  const all = answered.flat();
  const errors = all.map(({ truth, answer }) => (answer.share! - truth) * 100);
  const ranged = answered.map((pairs) => pairs.filter(({ answer }) => answer.low !== null && answer.high !== null));
  const held = ranged.map((pairs) => meanOf(pairs.map((pair) => (holds(pair) ? 1 : 0))));
  const known = held.filter((share) => share !== null);
  return {
    questions: byWorld.flat().length,
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

function holds({ truth, answer }: Pair): boolean {
  return answer.low! - rounding <= truth && truth <= answer.high! + rounding;
}

/** @returns mean of what is known; null where nothing is */
export function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

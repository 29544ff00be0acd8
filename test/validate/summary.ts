/** From answers beside the truth to the few numbers by which estimators are compared. */
import { type AnsweredShare, type AnswerScore, meanOf, scoreAnswers } from '../../analysis/checks/answers.ts';
import type { Direction } from '../../analysis/checks/counted-rows.ts';
import {
  type EstimatorName,
  estimatorNames,
  type Judged,
  type QuestionKind,
  questionKinds,
  type WorldResult,
} from './plan.ts';

/** Questions are compared where every estimator gave a share. */
export interface Score extends AnswerScore {
  /** Over the partners of one server, mean of servers. */
  within: number | null;
  overlap: number | null;
  caught: number | null;
  caughtByKin: number | null;
}

export function scoreOf(results: readonly WorldResult[], name: EstimatorName, direction: Direction): Score {
  const byWorld = results.map(({ questions }) => questions.filter((asked) => asked.direction === direction));
  const rows = results.flatMap((result) => result.rows.filter((row) => row.direction === direction));
  return {
    ...scoreAnswers(byWorld.map((questions) => pairsOf(questions, name))),
    questions: byWorld.flat().length,
    answered: byWorld.flat().filter(({ answers }) => answers[name].share !== null).length,
    within: meanOf(rows.map((row) => row.spearman[name])),
    overlap: meanOf(rows.map((row) => row.overlap[name])),
    caught: meanOf(rows.map((row) => row.caught[name])),
    caughtByKin: meanOf(rows.map((row) => row.caughtByKin)),
  };
}

export function scoreReach(results: readonly WorldResult[], of: 'threads' | 'boosts'): AnswerScore {
  return scoreAnswers(results.map(({ reach }) => reach.filter((row) => row.of === of)));
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
    const scores = estimatorNames.map((name) => [name, scoreAnswers([pairsOf(own, name)])] as const);
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

function pairsOf(questions: readonly Judged[], name: EstimatorName): AnsweredShare[] {
  return questions
    .filter(({ answers }) => estimatorNames.every((other) => answers[other].share !== null))
    .map(({ truth, answers }) => ({ truth, answer: answers[name] }));
}

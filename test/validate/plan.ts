/** What a validation asks of one planted world, and what comes back: plain values, to cross between processes. */
import type { Direction } from '../../analysis/checks/counted-rows.ts';

/** From the plainest to the whole model; the last three are read from a graph. */
export const estimatorNames = ['mau', 'mau-of-peers', 'plain', 'gravity', 'full'] as const;
export type EstimatorName = (typeof estimatorNames)[number];
export type PerEstimator<Value> = Record<EstimatorName, Value>;

export const questionKinds = [
  'a large partner',
  'a middling partner',
  "another server's list",
  'a tenth at random',
  'a language',
  'a community',
] as const;
export type QuestionKind = (typeof questionKinds)[number];

export interface WorldPlan {
  hosts: number;
  seed: number;
  /** Servers that publish counts are mostly of one language, so that what is fitted on them is asked of others. */
  shift: boolean;
  /** Share, 0-1, of servers that declare a language they do not speak. */
  wrongLanguageShare: number;
  /** Servers asked. */
  asked: number;
  /** Folder that keeps crawled snapshots from run to run; null for none. */
  cache: string | null;
}

/** Shares 0-1; null for what is not known. */
export interface Answer {
  share: number | null;
  low: number | null;
  high: number | null;
}

/** One question in one direction. */
export interface Judged {
  kind: QuestionKind;
  direction: Direction;
  /** Planted share. */
  truth: number;
  answers: PerEstimator<Answer>;
}

/** One server's partners in one direction, ordered by each estimator against the truth; null where nothing tells. */
export interface JudgedRow {
  direction: Direction;
  spearman: PerEstimator<number | null>;
  overlap: PerEstimator<number | null>;
  caught: PerEstimator<number | null>;
  /** The same by what was planted for servers of the same kind: more nobody can foresee. */
  caughtByKin: number | null;
}

/** A figure that only the whole model gives: replies in threads, boosts. */
export interface JudgedReach {
  of: 'threads' | 'boosts';
  truth: number;
  answer: Answer;
}

export interface WorldResult {
  plan: WorldPlan;
  /** Servers asked, and of the world those that publish counts. */
  asked: number;
  publishing: number;
  questions: Judged[];
  rows: JudgedRow[];
  reach: JudgedReach[];
}

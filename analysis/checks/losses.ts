/**
 * V4, V5: the shares people are shown, L_in and L_out of a block, told by something that has not seen the server's counts
 * beside the share that the counts give. All that is counted is in that share, also what no model can tell: follows on ties
 * that lists rule out, and on servers of unknown size.
 */
import type { Interval } from '../intervals.ts';
import { sum } from '../sum.ts';
import { type AnswerScore, meanOf, scoreAnswers } from './answers.ts';
import type { BlockKind, TriedBlock } from './blocks-to-try.ts';
import { atLeast, atMost, type Check, restOn, within } from './check.ts';
import { type CountedRow, type Direction, directions, fewestFollows, fewestServers } from './counted-rows.ts';
import type { Told } from './predict.ts';

/** From what anybody could work out to the whole model. */
export const contenders = ['people', 'people of peers', 'plain', 'model'] as const;
export type Contender = (typeof contenders)[number];

/** One block of one server, in one direction. */
export interface TriedLoss {
  node: number;
  kind: BlockKind;
  direction: Direction;
  truth: number;
  answers: Record<Contender, Interval>;
}

/** What each contender tells of one server. */
export type Heard = Record<Contender, Told>;

/** The blocks tried on one server, each as its counts answer and as the contenders do. */
export function tryBlocks(row: CountedRow, heard: Heard, blocks: readonly TriedBlock[]): TriedLoss[] {
  return directions
    .filter((direction) => row.total[direction] >= fewestFollows)
    .flatMap((direction) => {
      const shares = contenders.map((name) => [name, sharesOf(row, heard[name], direction)] as const);
      return blocks
        .filter(({ cut }) => cut[direction].length > 0)
        .map(({ kind, cut }): TriedLoss => {
          const answers = Object.fromEntries(shares.map(([name, share]) => [name, share(cut[direction])]));
          const truth = sumOver(row.follows[direction], cut[direction]) / row.total[direction];
          return { node: row.node, kind, direction, truth, answers: answers as TriedLoss['answers'] };
        });
    });
}

/** Over the questions to which all contenders gave a share. */
export interface LossScore {
  servers: number;
  questions: number;
  /** Mean counted share, in points of percent. */
  truth: number | null;
  error: Record<Contender, number | null>;
  /** Of the model. */
  model: AnswerScore;
}

export function scoreLosses(losses: readonly TriedLoss[]): LossScore {
  const answered = losses.filter(({ answers }) => contenders.every((name) => answers[name].share !== null));
  const score = (name: Contender) =>
    scoreAnswers([answered.map(({ truth, answers }) => ({ truth, answer: answers[name] }))]);
  return {
    servers: new Set(answered.map(({ node }) => node)).size,
    questions: answered.length,
    truth: meanOf(answered.map(({ truth }) => truth * 100)),
    error: Object.fromEntries(contenders.map((name) => [name, score(name).error])) as LossScore['error'],
    model: score('model'),
  };
}

/** @param without why there is no figure, where there is none */
export function checkLosses(
  id: 'V4' | 'V5',
  { servers, error, model }: LossScore,
  direction: Direction,
  without: string,
): Check[] {
  const naive = [error.people, error['people of peers']].filter((value) => value !== null);
  const best = Math.min(...naive);
  const ratio = model.error === null || best === 0 ? null : model.error / best;
  return restOn({ id, rows: servers, unit: 'server', fewest: fewestServers, without }, [
    atMost(`error of L_${direction} over that of the better share of people`, ratio, 0.5),
    within(`coverage of L_${direction}`, model.coverage, 0.85, 0.95),
  ]);
}

/** Intervals have to hold where nobody who speaks the language was there to learn from; of a language with too few servers chance decides. */
export function checkWorstLanguage(languages: readonly LossScore[], direction: Direction, without: string): Check[] {
  const large = languages.filter(({ servers, model }) => servers >= fewestServers && model.coverage !== null);
  const worst = large.length === 0 ? null : Math.min(...large.map(({ model }) => model.coverage!));
  const rows = large.reduce((sum, { servers }) => sum + servers, 0);
  const why = languages.length < 2 ? without : `no language has ${fewestServers} servers to judge by`;
  return restOn({ id: 'V4', rows, unit: 'server', fewest: fewestServers, without: why }, [
    atLeast(`coverage of L_${direction}, worst language`, worst, 0.85),
  ]);
}

function sharesOf({ contact }: CountedRow, told: Told, direction: Direction): (cut: readonly number[]) => Interval {
  const base = told[direction].map((weight, node) => weight * contact[direction][node]!);
  const all = sum(base);
  const measure = told.measure?.(direction, base);
  return (cut) => {
    if (measure !== undefined) return measure(cut);
    return { share: all === 0 ? null : sumOver(base, cut) / all, low: null, high: null };
  };
}

function sumOver(values: Float64Array, nodes: readonly number[]): number {
  return nodes.reduce((sum, node) => sum + values[node]!, 0);
}

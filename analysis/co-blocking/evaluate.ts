/**
 * How well the past tells what comes: fitted on the blocks from a first time to a second, judged on those from the second
 * to a third, beside a model that knows only how often a server is named (and so what any list of the most blocked knows).
 */
import { type Scores, scoreChances } from '../kernels/scores.ts';
import { popularityOnly } from './features.ts';
import { type CoBlockModel, chancesOf, fitCoBlocking } from './fit.ts';
import type { Moment } from './list-table.ts';
import { observeBlocks } from './pairs.ts';

export type CoBlockEvaluation =
  | {
      /** New blocks fitted on, and new blocks judged by. */
      newBlocks: { fitted: number; judged: number };
      full: Scores;
      popularity: Scores;
    }
  | { reason: 'few-new-blocks' | 'not-converged' };

export function evaluateCoBlocking(first: Moment, second: Moment, third: Moment): CoBlockEvaluation {
  const past = observeBlocks(first, second);
  const next = observeBlocks(second, third);
  if (next.pairs.newBlocks === 0) return { reason: 'few-new-blocks' };
  const [full, popularity] = [fitCoBlocking(past), fitCoBlocking(past, popularityOnly)];
  if (full.model === null) return { reason: full.reason };
  if (popularity.model === null) return { reason: popularity.reason };
  const score = (model: CoBlockModel) => scoreChances(chancesOf(model, next), next.pairs.outcome, next.pairs.weight);
  return {
    newBlocks: { fitted: past.pairs.newBlocks, judged: next.pairs.newBlocks },
    full: score(full.model),
    popularity: score(popularity.model),
  };
}

/** What the whole model must reach on worlds with shift, and whether it does. */
import type { AnswerScore } from '../../analysis/checks/answers.ts';
import { atLeast, atMost, type Bar, within } from '../../analysis/checks/check.ts';
import { directions } from '../../analysis/checks/counted-rows.ts';
import type { WorldResult } from './plan.ts';
import { scoreOf, scoreReach } from './summary.ts';

export function barsOf(results: readonly WorldResult[]): Bar[] {
  const shifted = results.filter(({ plan }) => plan.shift);
  const loss = directions.flatMap((direction) => {
    const full = scoreOf(shifted, 'full', direction);
    const against = (name: 'mau' | 'plain') => ratio(full, scoreOf(shifted, name, direction));
    return [
      atMost(`error of L_${direction} over that of all people`, against('mau'), 0.45, 'aim 0.3'),
      atMost(`error of L_${direction} over that of the plain model`, against('plain'), 0.7, 'aim 0.5'),
      atLeast(`Spearman of L_${direction}`, full.spearman, 0.88),
      atLeast(`loss caught by 10 of 100, ${direction}`, full.caught, 0.93, `ceiling ${full.caughtByKin?.toFixed(3)}`),
      within(`coverage of L_${direction}`, full.coverage, 0.88, 0.97),
      atLeast(`coverage of L_${direction} in the worst world`, full.worst, 0.85),
    ];
  });
  const reach = (['threads', 'boosts'] as const).map((of) =>
    atLeast(`Spearman of ${of}`, scoreReach(shifted, of).spearman, 0.85),
  );
  return [...loss, ...reach];
}

function ratio({ error }: AnswerScore, other: AnswerScore): number | null {
  return error === null || other.error === null || other.error === 0 ? null : error / other.error;
}

/** What the whole model must reach on worlds with shift, and whether it does. */
import { directions, type WorldResult } from './plan.ts';
import { type Score, scoreOf, scoreReach } from './summary.ts';

export interface Bar {
  what: string;
  /** What was measured; null where it could not be. */
  value: number | null;
  /** The pass mark, in words. */
  mark: string;
  /** null where nothing was measured. */
  met: boolean | null;
}

export function barsOf(results: readonly WorldResult[]): Bar[] {
  const shifted = results.filter(({ plan }) => plan.shift);
  const loss = directions.flatMap((direction) => {
    const full = scoreOf(shifted, 'full', direction);
    const against = (name: 'mau' | 'plain') => ratio(full, scoreOf(shifted, name, direction));
    return [
      atMost(`error of L_${direction} over that of all people`, against('mau'), 0.45, 'aim 0.3'),
      atMost(`error of L_${direction} over that of the plain model`, against('plain'), 0.7, 'aim 0.5'),
      atLeast(`Spearman of L_${direction}`, full.spearman, 0.88),
      atLeast(`loss caught by 10 of 100, ${direction}`, full.caught, 0.93),
      within(`coverage of L_${direction}`, full.coverage, 0.88, 0.97),
      atLeast(`coverage of L_${direction} in the worst world`, full.worst, 0.85),
    ];
  });
  const reach = (['threads', 'boosts'] as const).map((of) =>
    atLeast(`Spearman of ${of}`, scoreReach(shifted, of).spearman, 0.85),
  );
  return [...loss, ...reach];
}

function ratio({ error }: Score, other: Score): number | null {
  return error === null || other.error === null || other.error === 0 ? null : error / other.error;
}

function atMost(what: string, value: number | null, limit: number, aim: string): Bar {
  return { what, value, mark: `at most ${limit} (${aim})`, met: value === null ? null : value <= limit };
}

function atLeast(what: string, value: number | null, limit: number): Bar {
  return { what, value, mark: `at least ${limit}`, met: value === null ? null : value >= limit };
}

function within(what: string, value: number | null, low: number, high: number): Bar {
  return { what, value, mark: `${low} to ${high}`, met: value === null ? null : value >= low && value <= high };
}

/**
 * Figures on the page, in the words of every report; an estimate also taken apart, so that its value can stand large
 * and its interval beside it. The page's one door to the report's own rules.
 */
import { classOf, showShare } from '../../analysis/report/figures.ts';
import type { Estimate, Grade } from '../../analysis/types.ts';

export { showCount, showPeople, showShare } from '../../analysis/report/figures.ts';

export interface EstimateText {
  /** `12 %`, or a class such as `large`, or `not known`. */
  value: string;
  /** `6–21 %`; '' where the figure is exact or there is none. */
  interval: string;
  /** false where the interval is too wide for a number. */
  precise: boolean;
}

/** The rules of impact model §3.4: no number without its interval, and a class where the bounds lie far apart. */
export function splitEstimate({ share, low, high, grade }: Estimate): EstimateText {
  if (share === null) return { value: 'not known', interval: '', precise: false };
  if (share === 0 && (high === null || high < 0.001)) return { value: 'none', interval: '', precise: true };
  if (grade === 'A' || low === null || high === null || low === high)
    return { value: showShare(share), interval: '', precise: true };
  const interval = `${showBound(low)}–${showBound(high)} %`;
  if (grade === 'D' || high > 10 * low)
    return { value: classOf(share).replace(/ \(.*\)$/, ''), interval, precise: false };
  return { value: showShare(share), interval, precise: true };
}

function showBound(share: number): string {
  return showShare(share).replace('less than ', '<').replace('more than ', '>').replace(/ %$/, '');
}

export const gradeWords: Record<Grade, string> = {
  A: 'exact counts',
  B: 'two-sided and trusted',
  C: 'mixed evidence',
  D: 'mostly inferred',
};

/** @returns `2026-11-20`, UTC */
export function formatDate(time: number | string): string {
  return new Date(time).toISOString().slice(0, 10);
}

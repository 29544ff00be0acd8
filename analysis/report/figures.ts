/** Figures as words: at most two significant digits, never a share of 0.00 %, "not known" where nothing is known. */
import type { Estimate } from '../types.ts';

/** @param share 0-1 */
export function showShare(share: number | null): string {
  if (share === null) return 'not known';
  const percent = share * 100;
  if (percent === 0) return '0 %';
  if (Math.abs(percent) < 0.1) return percent > 0 ? 'less than 0.1 %' : 'a gain of less than 0.1 %';
  if (percent > 99.9 && percent < 100) return 'more than 99.9 %';
  if (percent > 99 && percent < 100) return `${percent.toFixed(1)} %`;
  return `${Number(percent.toPrecision(2))} %`;
}

/** The estimate with its 90 % interval, or only its class where the evidence carries no more. */
export function showEstimate({ share, low, high, grade }: Estimate): string {
  if (share === null) return 'not known';
  if (grade === 'A' || low === null || high === null || low === high) return showShare(share);
  const range = `${showBound(low)}–${showBound(high)} %`;
  const wide = grade === 'D' || (low > 0 ? high / low > 10 : share > 0);
  return wide ? `${classOf(share)}, uncertain: ${range}` : `about ${showShare(share)} (${range})`;
}

/** Size classes for figures too uncertain for a number. */
export function classOf(share: number): string {
  if (share === 0) return 'none known';
  if (share < 0.01) return 'small (<1 %)';
  if (share < 0.05) return 'noticeable (1–5 %)';
  return share <= 0.2 ? 'large (5–20 %)' : 'very large (>20 %)';
}

/** Two significant digits, with thin groups of thousands. */
export function showPeople(people: number | null): string {
  if (people === null) return 'not known';
  return showCount(people < 100 ? people : Number(people.toPrecision(2)));
}

export function showCount(value: number): string {
  return value.toLocaleString('en-US');
}

function showBound(share: number): string {
  const percent = share * 100;
  if (percent > 99 && percent < 100) return percent.toFixed(1);
  return String(percent < 0.1 && percent > 0 ? 0.1 : Number(percent.toPrecision(2)));
}

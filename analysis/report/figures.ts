/**
 * Figures as words: at most two significant digits, never a share of 0.00 %, no estimate without its interval, "not
 * known" where nothing is known. Reports, page and command line all take theirs from here.
 */
import type { Estimate, Evidence, Grade } from '../types.ts';

/** What each class of evidence means, from the best known. */
export const evidenceWords: Readonly<Record<Evidence, string>> = {
  X: 'exact counts',
  E2: 'both servers list each other',
  E1: 'one lists the other',
  E0: 'neither can tell',
  'E-': 'a list that would name it does not',
};

/** @returns the class in words; a word of a strange answer as it is */
export function showEvidence(evidence: Evidence | null): string {
  return evidence === null ? '' : (evidenceWords[evidence] ?? evidence);
}

export const gradeWords: Readonly<Record<Grade, string>> = {
  A: 'exact counts',
  B: 'two-sided and trusted',
  C: 'mixed evidence',
  D: 'mostly inferred',
};

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

/** A share as people count: `1 in 8`, `7 in 10`, `nearly all`. */
export function showOneIn(share: number): string {
  if (share >= 0.95) return 'nearly all';
  if (share >= 0.45) return `${Math.round(share * 10)} in 10`;
  return `1 in ${showCount(Math.round(1 / share))}`;
}

/** An estimate taken apart, so that its value can stand large and its interval beside it. */
export interface EstimateText {
  /** `12 %`, or a class such as `large`, or `none`, or `not known`. */
  value: string;
  /** `6–21 %`; '' where the figure is exact or there is none. */
  interval: string;
}

/** Below this no share is told from none. */
const noShare = 0.001;

export function splitEstimate(estimate: Estimate): EstimateText {
  const { share, low, high, grade } = estimate;
  if (share === null) return { value: 'not known', interval: '' };
  if (share === 0 && (high === null || high < noShare)) return { value: 'none', interval: '' };
  if (high !== null && high < noShare) return { value: showShare(share), interval: '' };
  if (grade === 'A' || low === null || high === null || low === high) return { value: showShare(share), interval: '' };
  const value = isWide(estimate) ? classOf(share).replace(/ \(.*\)$/, '') : showShare(share);
  return { value, interval: `${showBound(low)}–${showBound(high)} %` };
}

/** The estimate with its 90 % interval, or only its class where the evidence carries no more. */
export function showEstimate(estimate: Estimate): string {
  const { value, interval } = splitEstimate(estimate);
  if (interval === '') return value;
  return isWide(estimate) ? `${classOf(estimate.share!)}, uncertain: ${interval}` : `about ${value} (${interval})`;
}

/** The same for a cell of a table: `12 % (6–21 %)`, `large (1–40 %)`. */
export function showEstimateShort(estimate: Estimate): string {
  const { value, interval } = splitEstimate(estimate);
  return interval === '' ? value : `${value} (${interval})`;
}

/** Whether the evidence carries a class and no number. */
function isWide({ low, high, grade }: Estimate): boolean {
  return grade === 'D' || (low !== null && high !== null && high > 10 * low);
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

/** A bound as `showShare` says it, short: `<0.1`, `12`, `>99.9`. */
function showBound(share: number): string {
  return showShare(share).replace('less than ', '<').replace('more than ', '>').replace(/ %$/, '');
}

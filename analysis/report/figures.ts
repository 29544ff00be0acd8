/**
 * Figures as words: at most two significant digits, never a share of 0.00 %, no estimate without its interval and its
 * grade, "not known" where nothing is known, nothing about so few people that it would be about one of them. Reports,
 * page and command line all take theirs from here.
 */
import type { Amount, Estimate, Evidence, Grade } from '../types.ts';

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

/** How the marks behind shares are to be read; stands with the limits of every report. */
export const gradeLegend = `A share stands with its 90 % interval and a grade: ${Object.entries(gradeWords)
  .map(([grade, words]) => `${grade} ${words}`)
  .join(', ')}. Where the evidence carries no number, the class of its size stands alone.`;

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

/** An estimate taken apart, so that its value can stand large and its interval beside it. */
export interface EstimateText {
  /** `12 %`, or a class such as `large`, or `none`, or `not known`; of people `1,900`. */
  value: string;
  /** `6–21 %`, `1,700–2,100`; '' where the figure is exact or there is none. */
  interval: string;
  /** null where there is no figure to grade. */
  grade: Grade | null;
}

/** Below this no share is told from none. */
const noShare = 0.001;

export function splitEstimate(estimate: Estimate): EstimateText {
  const { share, low, high, grade } = estimate;
  const bare = { interval: '', grade: null };
  if (share === null) return { value: 'not known', ...bare };
  if (share === 0 && (high === null || high < noShare)) return { value: 'none', ...bare };
  if (high !== null && high < noShare) return { value: showShare(share), ...bare };
  if (grade === 'A' || low === null || high === null || low === high) {
    return { value: showShare(share), interval: '', grade };
  }
  const value = isWide(estimate) ? classOf(share).replace(/ \(.*\)$/, '') : showShare(share);
  return { value, interval: `${showBound(low)}–${showBound(high)} %`, grade };
}

/** For a sentence: `about 12 %, 1 in 8 (6–21 %, mixed evidence)`, or only its class where the evidence carries no more. */
export function showEstimate(estimate: Estimate): string {
  const { value, interval, grade } = splitEstimate(estimate);
  if (grade === null && interval === '') return value;
  const known = [interval, grade === null ? '' : gradeWords[grade]].filter(Boolean).join(', ');
  if (interval === '') return `${value} (${known})`;
  if (isWide(estimate)) return showClass(estimate.share!, `uncertain: ${known}`);
  const often = showFrequency(estimate.share!);
  return `about ${value}${often === '' ? '' : `, ${often}`} (${known})`;
}

/** The same for a cell of a table: `12 % (6–21 %, C)`, `large (1–40 %, D)`. */
export function showEstimateShort(estimate: Estimate): string {
  const { value, interval, grade } = splitEstimate(estimate);
  const known = [interval, grade ?? ''].filter(Boolean).join(', ');
  return known === '' ? value : `${value} (${known})`;
}

/** Largest denominator that is still seen at a glance, and how far it may be off. */
const mostParts = 10;
const frequencyError = 0.01;

/** @returns a share as people out of a few: `1 in 8`, `2 in 3`, `all but 1 in 20`; '' for none and for all */
export function showFrequency(share: number): string {
  if (share <= 0 || share >= 1) return '';
  if (share < 1 / mostParts) return `1 in ${showRounded(1 / share)}`;
  if (share > 1 - 1 / mostParts) return `all but 1 in ${showRounded(1 / (1 - share))}`;
  let best = { count: 1, parts: mostParts, error: Number.POSITIVE_INFINITY };
  for (let parts = 2; parts <= mostParts && best.error > frequencyError; parts++) {
    const count = Math.round(share * parts);
    const error = Math.abs(count / parts - share);
    if (count > 0 && count < parts && error < best.error) best = { count, parts, error };
  }
  return `${best.count} in ${best.parts}`;
}

/** Fewest people a figure about two servers may rest on, and fewest servers on the other side of a sum over smaller ones. */
const fewest = 5;

/**
 * Whether a figure about one server and another may be shown: the tie of a server with one person is personal data.
 * @param people monthly active people on each side; null where not known
 * @param follows how many follows the figure stands for; null where it is a share
 * @param servers on the other side; a sum over five or more may always be shown
 */
export function mayShowPair(people: readonly (number | null)[], follows: number | null = null, servers = 1): boolean {
  if (servers >= fewest) return true;
  return people.every((count) => count !== null && count >= fewest) && (follows === null || follows >= fewest);
}

/** An estimate about one server and `servers` others, in the form of `show`; no figure where it would be about single people. */
export function showPair(
  estimate: Estimate,
  people: readonly (number | null)[],
  servers = 1,
  show: (estimate: Estimate) => string = showEstimateShort,
): string {
  const text = splitPair(estimate, people, servers);
  return text.value === tooFew ? text.value : show(estimate);
}

/** The same taken apart. */
export function splitPair(estimate: Estimate, people: readonly (number | null)[], servers = 1): EstimateText {
  const text = splitEstimate(estimate);
  const hidden = text.grade !== null && !mayShowPair(people, null, servers);
  return hidden ? { value: tooFew, interval: '', grade: null } : text;
}

const tooFew = 'too few people to show';

/** Whether the evidence carries a class and no number. */
function isWide({ low, high, grade }: Estimate): boolean {
  return grade === 'D' || (low !== null && high !== null && high > 10 * low);
}

/** `large (5–20 %, uncertain: 1–40 %, mostly inferred)` */
function showClass(share: number, known: string): string {
  const [word, range] = classOf(share).split(/ \((.*)\)$/);
  return `${word} (${range === undefined ? '' : `${range}, `}${known})`;
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
  return people === null ? 'not known' : showRounded(people);
}

/** Estimated people with their 90 % interval: `1,900 (1,700–2,100)`. */
export function showPeopleBetween(people: { value: number; low: number; high: number } | null): string {
  if (people === null) return 'not known';
  const { value, low, high } = people;
  return low === high ? showRounded(value) : `${showRounded(value)} (${showRounded(low)}–${showRounded(high)})`;
}

/** Estimated people taken apart. */
export function splitPeople({ value, low, high, grade }: Amount): EstimateText {
  const bare = value === null || value === 0 || low === null || high === null;
  if (bare) return { value: showPeople(value), interval: '', grade: null };
  return { value: showPeople(value), interval: low === high ? '' : `${showPeople(low)}–${showPeople(high)}`, grade };
}

/** Parts put together for a sentence: `1,900 (1,700–2,100, mixed evidence)`. */
export function joinEstimate({ value, interval, grade }: EstimateText): string {
  const known = [interval, grade === null ? '' : gradeWords[grade]].filter(Boolean).join(', ');
  return known === '' ? value : `${value} (${known})`;
}

/** How many communities of one size would be as varied: `5.2 (4.9–5.4)`, and the grade where it has one. */
export function showVariety(communities: (Omit<Amount, 'grade'> & Partial<Amount>) | null): string {
  if (communities === null || communities.value === null) return 'not known';
  const { value, low, high, grade = null } = communities;
  const interval = low === null || high === null || low === high ? '' : `${low.toFixed(1)}–${high.toFixed(1)}`;
  const known = [interval, grade ?? ''].filter(Boolean).join(', ');
  return `${value.toFixed(1)}${known === '' ? '' : ` (${known})`}`;
}

function showRounded(count: number): string {
  return showCount(count < 100 ? Math.round(count) : Number(count.toPrecision(2)));
}

export function showCount(value: number): string {
  return value.toLocaleString('en-US');
}

/** Two counts: `3–7`, or one where they are the same. */
export function showRange({ low, high }: { low: number; high: number }): string {
  return low === high ? showCount(low) : `${showCount(low)}–${showCount(high)}`;
}

/** A count of which only the upper end is known: `0–0.1`, `0–12`, `none`, `fewer than 0.1`. */
export function showUpTo(high: number): string {
  if (high === 0) return 'none';
  if (high < 0.05) return 'fewer than 0.1';
  return `0–${high < 10 ? high.toFixed(1) : showCount(Number(high.toPrecision(2)))}`;
}

/** A bound as `showShare` says it, short: `<0.1`, `12`, `>99.9`. */
function showBound(share: number): string {
  return showShare(share).replace('less than ', '<').replace('more than ', '>').replace(/ %$/, '');
}

/**
 * Figures as words: at most two significant digits, never a share of 0.00 %, no estimate without its interval and its
 * grade, "not known" where nothing is known, nothing about so few people that it would be about one of them. Reports,
 * page and command line all take theirs from here, each in its language.
 */
import type { Amount, Estimate, Evidence, Grade } from '../types.ts';
import { mayShowPair } from './few-people.ts';
import type { FigureWords } from './figure-words.ts';
import { frequencyOf, isWide, noShare, sizeClassOf, twoDigits } from './rounding.ts';

/** An estimate taken apart, so that its value can stand large and its interval beside it. */
export interface EstimateText {
  /** What `value` says, whatever the language. */
  kind: 'figure' | 'class' | 'none' | 'not-known' | 'too-few';
  /** `12 %`, or a class such as `large`, or `none`, or `not known`; of people `1,900`. */
  value: string;
  /** `6–21 %`, `1,700–2,100`; '' where the figure is exact or there is none. */
  interval: string;
  /** null where there is no figure to grade. */
  grade: Grade | null;
}

export type FigureWriter = ReturnType<typeof figureWriter>;

export function figureWriter(words: FigureWords) {
  const { notKnown, count: showCount, decimal } = words;
  const bare = { interval: '', grade: null };
  const unknown: EstimateText = { kind: 'not-known', value: notKnown, ...bare };
  const nothing: EstimateText = { kind: 'none', value: words.none, ...bare };
  const tooFew: EstimateText = { kind: 'too-few', value: words.tooFew, ...bare };

  /** @returns the class in words; a word of a strange answer as it is */
  function showEvidence(evidence: Evidence | null): string {
    return evidence === null ? '' : (words.evidence[evidence] ?? evidence);
  }

  /** @param share 0-1 */
  function showShare(share: number | null): string {
    if (share === null) return notKnown;
    const percent = share * 100;
    if (percent === 0) return '0 %';
    const least = words.lessThan(`${decimal('0.1')} %`);
    if (Math.abs(percent) < 0.1) return percent > 0 ? least : words.aGainOf(least);
    if (percent > 99.9 && percent < 100) return words.moreThan(`${decimal('99.9')} %`);
    if (percent > 99 && percent < 100) return `${decimal(percent.toFixed(1))} %`;
    return `${decimal(String(twoDigits(percent)))} %`;
  }

  /** A bound as `showShare` says it, short: `<0.1`, `12`, `>99.9`. */
  function showBound(share: number): string {
    const percent = share * 100;
    const least = `<${decimal('0.1')}`;
    if (percent !== 0 && Math.abs(percent) < 0.1) return percent > 0 ? least : words.aGainOf(least);
    if (percent > 99.9 && percent < 100) return `>${decimal('99.9')}`;
    return showShare(share).replace(/ %$/, '');
  }

  function splitEstimate(estimate: Estimate): EstimateText {
    const { share, low, high, grade } = estimate;
    if (share === null) return unknown;
    if (share === 0 && (high === null || high < noShare)) return nothing;
    const figure = { kind: 'figure', value: showShare(share) } as const;
    if (high !== null && high < noShare) return { ...figure, ...bare };
    if (grade === 'A' || low === null || high === null || low === high) return { ...figure, interval: '', grade };
    const interval = `${showBound(low)}–${showBound(high)} %`;
    if (!isWide(estimate)) return { ...figure, interval, grade };
    return { kind: 'class', value: words.classes[sizeClassOf(share)].word, interval, grade };
  }

  /** For a sentence: `about 12 %, 1 in 8 (6–21 %, mixed evidence)`, or only its class where the evidence carries no more. */
  function showEstimate(estimate: Estimate): string {
    const { value, interval, grade } = splitEstimate(estimate);
    if (grade === null && interval === '') return value;
    const known = listKnown(interval, grade === null ? '' : words.grades[grade]);
    if (interval === '') return `${value} (${known})`;
    if (isWide(estimate)) return showClass(estimate.share!, words.uncertain(known));
    const often = showFrequency(estimate.share!);
    return `${words.about(value)}${often === '' ? '' : `, ${often}`} (${known})`;
  }

  /** `large (5–20 %, uncertain: 1–40 %, mostly inferred)` */
  function showClass(share: number, known: string): string {
    const { word, range } = words.classes[sizeClassOf(share)];
    return `${word} (${range === '' ? '' : `${range}, `}${known})`;
  }

  /** The same for a cell of a table: `12 % (6–21 %, C)`, `large (1–40 %, D)`. */
  function showEstimateShort(estimate: Estimate): string {
    const { value, interval, grade } = splitEstimate(estimate);
    return inBrackets(value, listKnown(interval, grade));
  }

  /** @returns a share as people out of a few: `1 in 8`, `2 in 3`, `all but 1 in 20`; '' for none and for all */
  function showFrequency(share: number): string {
    const often = frequencyOf(share);
    if (often === null) return '';
    if ('allButOneIn' in often) return words.allButOneIn(showRounded(often.allButOneIn));
    return words.oneIn(String(often.count), showRounded(often.parts));
  }

  /** An estimate about one server and `servers` others, in the form of `show`; no figure where it would be about single people. */
  function showPair(
    estimate: Estimate,
    people: readonly (number | null)[],
    servers = 1,
    show: (estimate: Estimate) => string = showEstimateShort,
  ): string {
    const text = splitPair(estimate, people, servers);
    return text === tooFew ? text.value : show(estimate);
  }

  /** The same taken apart. */
  function splitPair(estimate: Estimate, people: readonly (number | null)[], servers = 1): EstimateText {
    const text = splitEstimate(estimate);
    return text.grade !== null && !mayShowPair(people, null, servers) ? tooFew : text;
  }

  /** Size classes for figures too uncertain for a number: `large (5–20 %)`. */
  function classOf(share: number): string {
    const { word, range } = words.classes[sizeClassOf(share)];
    return inBrackets(word, range);
  }

  /** Two significant digits, with groups of thousands. */
  function showPeople(people: number | null): string {
    return people === null ? notKnown : showRounded(people);
  }

  /** Estimated people with their 90 % interval: `1,900 (1,700–2,100)`. */
  function showPeopleBetween(people: { value: number; low: number; high: number } | null): string {
    if (people === null) return notKnown;
    const { value, low, high } = people;
    return inBrackets(showRounded(value), low === high ? '' : `${showRounded(low)}–${showRounded(high)}`);
  }

  /** Estimated people taken apart. */
  function splitPeople({ value, low, high, grade }: Amount): EstimateText {
    if (value === null) return unknown;
    const figure = { kind: 'figure', value: showPeople(value) } as const;
    if (value === 0 || low === null || high === null) return { ...figure, ...bare };
    return { ...figure, interval: low === high ? '' : `${showPeople(low)}–${showPeople(high)}`, grade };
  }

  /** Parts put together for a sentence: `1,900 (1,700–2,100, mixed evidence)`. */
  function joinEstimate({ value, interval, grade }: EstimateText): string {
    return inBrackets(value, listKnown(interval, grade === null ? '' : words.grades[grade]));
  }

  /** How many communities of one size would be as varied: `5.2 (4.9–5.4)`, and the grade where it has one. */
  function showVariety(communities: (Omit<Amount, 'grade'> & Partial<Amount>) | null): string {
    if (communities === null || communities.value === null) return notKnown;
    const { value, low, high, grade = null } = communities;
    const tenths = (amount: number) => decimal(amount.toFixed(1));
    const interval = low === null || high === null || low === high ? '' : `${tenths(low)}–${tenths(high)}`;
    return inBrackets(tenths(value), listKnown(interval, grade));
  }

  function showRounded(count: number): string {
    return showCount(count < 100 ? Math.round(count) : twoDigits(count));
  }

  /** Two counts: `3–7`, or one where they are the same. */
  function showRange({ low, high }: { low: number; high: number }): string {
    return low === high ? showCount(low) : `${showCount(low)}–${showCount(high)}`;
  }

  /** A count of which only the upper end is known: `0–0.1`, `0–12`, `none`, `fewer than 0.1`. */
  function showUpTo(high: number): string {
    if (high === 0) return words.none;
    if (high < 0.05) return words.fewerThan(decimal('0.1'));
    return `0–${high < 10 ? decimal(high.toFixed(1)) : showCount(twoDigits(high))}`;
  }

  return {
    unknown,
    nothing,
    showEvidence,
    showShare,
    splitEstimate,
    showEstimate,
    showEstimateShort,
    showFrequency,
    showPair,
    splitPair,
    classOf,
    showPeople,
    showPeopleBetween,
    splitPeople,
    joinEstimate,
    showVariety,
    showCount,
    showRange,
    showUpTo,
  };
}

function listKnown(interval: string, grade: string | null): string {
  return [interval, grade ?? ''].filter(Boolean).join(', ');
}

function inBrackets(value: string, known: string): string {
  return known === '' ? value : `${value} (${known})`;
}

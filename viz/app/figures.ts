/** Figures on the page, in the words of every report: the page's one door to the report's own rules. */
import { type EstimateText, showPeople, splitPeople } from '../../analysis/report/figures.ts';
import type { Coverage, Impact } from '../../analysis/types.ts';

export {
  type EstimateText,
  evidenceWords,
  gradeWords,
  joinEstimate,
  mayShowPair,
  showCount,
  showEstimateShort,
  showPeople,
  showShare,
  showVariety,
  splitEstimate,
  splitPair,
  splitPeople,
} from '../../analysis/report/figures.ts';

/** @returns `2026-11-20`, UTC */
export function formatDate(time: number | string): string {
  return new Date(time).toISOString().slice(0, 10);
}

type Unit = Coverage['audience']['unit'];

/** What a size counts: people active in a month, unless the snapshot has registered accounts only. */
export function peopleWords(unit: Unit): string {
  return unit === 'registered' ? 'registered people' : 'people';
}

export function describePeople(people: number | null, unit: Unit): string {
  return people === null ? `${peopleWords(unit)} not known` : `about ${showPeople(people)} ${peopleWords(unit)}`;
}

/** Heading of a column of sizes, each an estimate whose interval stands on the card of its server. */
export function audienceHeading(unit: Unit): string {
  return unit === 'registered' ? 'Registered, about' : 'People, about';
}

/** A loss on servers of which some have no known size is a lower bound. */
export function splitLost(people: Impact['people']): EstimateText {
  const { lost, lostLow, lostHigh, grade, lostUnsized } = people;
  const bare = { interval: '', grade: null };
  if (lost === null || (lost === 0 && lostUnsized > 0)) return { value: 'not known', ...bare };
  if (lost === 0) return { value: 'none', ...bare };
  const text = splitPeople({ value: lost, low: lostLow, high: lostHigh, grade });
  return lostUnsized > 0 ? { ...text, value: `at least ${text.value}` } : text;
}

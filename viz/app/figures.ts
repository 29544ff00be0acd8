/** Figures on the page, in the words of every report: the page's one door to the report's own rules. */
import { showPeople } from '../../analysis/report/figures.ts';
import type { Coverage, Impact } from '../../analysis/types.ts';

export {
  evidenceWords,
  gradeWords,
  showCount,
  showPeople,
  showShare,
  splitEstimate,
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
  return people === null ? `${peopleWords(unit)} not known` : `${showPeople(people)} ${peopleWords(unit)}`;
}

/** A loss on servers of which some have no known size is a lower bound. */
export function showLost({ lost, lostUnsized }: Pick<Impact['people'], 'lost' | 'lostUnsized'>): string {
  if (lost === null || (lost === 0 && lostUnsized > 0)) return 'not known';
  if (lost === 0) return 'none';
  return lostUnsized > 0 ? `at least ${showPeople(lost)}` : showPeople(lost);
}

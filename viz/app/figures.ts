/** Figures on the page in the reader's language: the page's one door to the rules of every report. */
import { type EstimateText, type FigureWriter, figureWriter } from '../../analysis/report/figure-writer.ts';
import type { Amount, Coverage, Estimate, Evidence, Grade, Impact } from '../../analysis/types.ts';
import { type Language, theLanguage, words } from './words/words.ts';

export { mayShowPair } from '../../analysis/report/few-people.ts';
export type { EstimateText };

const writers = new Map<Language, FigureWriter>();

function writer(): FigureWriter {
  const language = theLanguage();
  const made = writers.get(language) ?? figureWriter(words().figures.writing);
  writers.set(language, made);
  return made;
}

export const showCount = (value: number) => writer().showCount(value);
export const showPeople = (people: number | null) => writer().showPeople(people);
export const showShare = (share: number | null) => writer().showShare(share);
export const showEstimateShort = (estimate: Estimate) => writer().showEstimateShort(estimate);
export const showVariety = (communities: Amount | null) => writer().showVariety(communities);
export const splitEstimate = (estimate: Estimate) => writer().splitEstimate(estimate);
export const splitPeople = (amount: Amount) => writer().splitPeople(amount);
export const joinEstimate = (text: EstimateText) => writer().joinEstimate(text);
export const splitPair = (estimate: Estimate, people: readonly (number | null)[], servers?: number) =>
  writer().splitPair(estimate, people, servers);

/** Read at each use, since the language is chosen after this file is loaded. */
export const evidenceWords = inLanguage<Evidence>(['X', 'E2', 'E1', 'E0', 'E-'], (key) => writing().evidence[key]);
export const gradeWords = inLanguage<Grade>(['A', 'B', 'C', 'D'], (key) => writing().grades[key]);

/** @returns `2026-11-20`, or as the language writes it; UTC */
export function formatDate(time: number | string): string {
  return words().figures.date(new Date(time).toISOString().slice(0, 10));
}

type Unit = Coverage['audience']['unit'];

/** What a size counts: people active in a month, unless the snapshot has registered accounts only. */
export function peopleWords(unit: Unit): string {
  return words().figures.people[unit];
}

export function describePeople(people: number | null, unit: Unit): string {
  const { peopleUnknown, aboutPeople } = words().figures;
  return people === null ? peopleUnknown[unit] : aboutPeople[unit](showPeople(people));
}

/** Heading of a column of sizes, each an estimate whose interval stands on the card of its server. */
export function audienceHeading(unit: Unit): string {
  return words().figures.peopleHeading[unit];
}

/** A loss on servers of which some have no known size is a lower bound. */
export function splitLost(people: Impact['people']): EstimateText {
  const { lost, lostLow, lostHigh, grade, lostUnsized } = people;
  if (lost === null || (lost === 0 && lostUnsized > 0)) return writer().unknown;
  if (lost === 0) return writer().nothing;
  const text = splitPeople({ value: lost, low: lostLow, high: lostHigh, grade });
  return lostUnsized > 0 ? { ...text, value: words().figures.atLeast(text.value) } : text;
}

function writing() {
  return words().figures.writing;
}

function inLanguage<Key extends string>(keys: readonly Key[], read: (key: Key) => string) {
  const table = {} as Readonly<Record<Key, string>>;
  for (const key of keys) Object.defineProperty(table, key, { enumerable: true, get: () => read(key) });
  return table;
}

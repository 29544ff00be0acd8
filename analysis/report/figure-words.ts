/** How a language writes figures. The rules of `figure-writer.ts` are one for all; a report takes the English table. */
import type { Evidence, Grade } from '../types.ts';

export interface FigureWords {
  /** What each class of evidence means, from the best known. */
  evidence: Readonly<Record<Evidence, string>>;
  grades: Readonly<Record<Grade, string>>;
  /** What a share is called by its size alone; `range` is what the word stands for. */
  classes: Readonly<Record<SizeClass, { word: string; range: string }>>;
  notKnown: string;
  /** Of a share or of people. */
  none: string;
  /** In place of a figure that would be about one of a few people. */
  tooFew: string;
  /** With the thousands in groups. */
  count(value: number): string;
  /** @param digits a number as JavaScript writes it */
  decimal(digits: string): string;
  lessThan(text: string): string;
  moreThan(text: string): string;
  fewerThan(text: string): string;
  aGainOf(text: string): string;
  about(text: string): string;
  uncertain(text: string): string;
  oneIn(count: string, parts: string): string;
  allButOneIn(parts: string): string;
}

const sizeClasses = ['none', 'small', 'noticeable', 'large', 'very-large'] as const;
export type SizeClass = (typeof sizeClasses)[number];

export const englishFigures: FigureWords = {
  evidence: {
    X: 'exact counts',
    E2: 'both servers list each other',
    E1: 'one lists the other',
    E0: 'neither can tell',
    'E-': 'a list that would name it does not',
  },
  grades: {
    A: 'exact counts',
    B: 'two-sided and trusted',
    C: 'mixed evidence',
    D: 'mostly inferred',
  },
  classes: {
    none: { word: 'none known', range: '' },
    small: { word: 'small', range: '<1 %' },
    noticeable: { word: 'noticeable', range: '1–5 %' },
    large: { word: 'large', range: '5–20 %' },
    'very-large': { word: 'very large', range: '>20 %' },
  },
  notKnown: 'not known',
  none: 'none',
  tooFew: 'too few people to show',
  count: (value) => value.toLocaleString('en-US'),
  decimal: (digits) => digits,
  lessThan: (text) => `less than ${text}`,
  moreThan: (text) => `more than ${text}`,
  fewerThan: (text) => `fewer than ${text}`,
  aGainOf: (text) => `a gain of ${text}`,
  about: (text) => `about ${text}`,
  uncertain: (text) => `uncertain: ${text}`,
  oneIn: (count, parts) => `${count} in ${parts}`,
  allButOneIn: (parts) => `all but 1 in ${parts}`,
};

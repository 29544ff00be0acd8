/** Figures as the reports and the command line write them: in English. */
import { englishFigures } from './figure-words.ts';
import { figureWriter } from './figure-writer.ts';

export { mayShowPair } from './few-people.ts';
export type { EstimateText } from './figure-writer.ts';

export const { evidence: evidenceWords, grades: gradeWords } = englishFigures;

/** How the marks behind shares are to be read; stands with the limits of every report. */
export const gradeLegend = `A share stands with its 90 % interval and a grade: ${Object.entries(gradeWords)
  .map(([grade, words]) => `${grade} ${words}`)
  .join(', ')}. Where the evidence carries no number, the class of its size stands alone.`;

export const {
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
} = figureWriter(englishFigures);

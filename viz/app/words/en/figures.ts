/** Numbers, shares, sizes and dates. */
import { englishFigures, type FigureWords } from '../../../../analysis/report/figure-words.ts';

export const figures = {
  writing: englishFigures as FigureWords,
  /** @param date `2026-11-20` */
  date: (date: string) => date,
  people: { active: 'people', registered: 'registered people' },
  aboutPeople: {
    active: (count: string) => `about ${count} people`,
    registered: (count: string) => `about ${count} registered people`,
  },
  peopleUnknown: { active: 'people not known', registered: 'registered people not known' },
  /** Heading of a column of sizes, each an estimate whose interval stands on the card of its server. */
  peopleHeading: { active: 'People, about', registered: 'Registered, about' },
  atLeast: (count: string) => `at least ${count}`,
};

/** Figures of an embedded map in its language: two significant digits, as everywhere. */
import { peopleAt } from '../../analysis/map-reading.ts';
import type { Coverage, MapFile } from '../../analysis/types.ts';
import type { MapSpeech } from '../map/map-drawing.ts';
import type { EmbedLanguage, EmbedWords } from './words/embed-words.ts';

export class EmbedFigures {
  readonly #count: Intl.NumberFormat;
  readonly #people: Intl.NumberFormat;
  readonly #share: Intl.NumberFormat;

  constructor(language: EmbedLanguage) {
    this.#count = new Intl.NumberFormat(language);
    this.#people = new Intl.NumberFormat(language, { maximumSignificantDigits: 2 });
    this.#share = new Intl.NumberFormat(language, { maximumSignificantDigits: 2 });
  }

  count(value: number): string {
    return this.#count.format(value);
  }

  people(value: number): string {
    return this.#people.format(value);
  }

  /** @param share 0-1 */
  share(share: number): string {
    return `${this.#share.format(share * 100)} %`;
  }
}

/** Of when the map is and how much of it was seen: `snapshot 2026-11-20 · 71 % of servers answered`. */
export function describeSnapshot(
  { snapshot, coverage }: Pick<MapFile, 'snapshot' | 'coverage'>,
  words: EmbedWords,
  figures: EmbedFigures,
): string {
  return `${words.snapshot(words.date(snapshot.asOf.slice(0, 10)))} · ${describeAnswered(coverage, words, figures)}`;
}

function describeAnswered({ visited, hosts }: Coverage, words: EmbedWords, figures: EmbedFigures): string {
  return visited === 0 ? words.noneVisited : words.answered(figures.share(visited / hosts));
}

/** What is written on the map itself. */
export function embedSpeech(words: EmbedWords, figures: EmbedFigures): MapSpeech {
  return {
    about(map, position) {
      const people = peopleAt(map, position);
      return people === null ? words.unknownPeople : words.about(figures.people(people));
    },
    folded: (servers) => words.folded(figures.count(servers), servers === 1),
    withinRing: (share) => figures.share(share),
  };
}

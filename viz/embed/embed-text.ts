/** The words below an embedded map: what it shows, what its marks mean, the table, and where it comes from. */
import type { MapFile } from '../../analysis/types.ts';
import { countMarks, type Scene } from '../app/scene.ts';
import type { Question } from '../shared/link.ts';
import { communityRanks } from '../shared/map-colors.ts';
import { marksInOrder } from '../shared/marks.ts';
import { build } from './build.ts';
import { describeSnapshot, type EmbedFigures } from './embed-figures.ts';
import { communitySwatch, markSymbol } from './mark-symbol.ts';
import { serverTable } from './server-table.ts';
import { describeQuestion, describeScene } from './summary.ts';
import type { EmbedWords } from './words/embed-words.ts';

export interface Said {
  map: MapFile;
  scene: Scene;
  question: Question;
  /** Sentences of the analysis, in English; none while they are not in. */
  sentences: readonly string[];
  /** The answers about the server looked from are in. */
  answered: boolean;
  /** What went wrong, in one sentence. */
  problem: string | null;
}

/** Keeps the table open or closed while the rest is said anew. */
export class EmbedText {
  /** What is seen as far as there is room. */
  readonly words = build('div', { class: 'words' });
  /** What is always seen: where the map comes from, of when it is, how much was seen. */
  readonly source = build('p', { class: 'source' });
  readonly #asked = build('p', { class: 'asked' });
  readonly #sentences = build('div', { lang: 'en' });
  readonly #scene = build('p', { class: 'muted' });
  readonly #problem = build('p', { role: 'status' });
  readonly #legend = build('ul', { class: 'legend' });
  readonly #rows = build('div', { class: 'rows' });
  readonly #words: EmbedWords;
  readonly #figures: EmbedFigures;

  constructor(words: EmbedWords, figures: EmbedFigures, signal: AbortSignal) {
    this.#words = words;
    this.#figures = figures;
    const table = build('details', {}, build('summary', {}, words.table), this.#rows);
    // The room for words is small: what was opened comes into it.
    table.addEventListener('toggle', () => table.open && this.words.scrollTo({ top: table.offsetTop }), { signal });
    const live = build('div', { 'aria-live': 'polite' }, this.#asked, this.#sentences, this.#scene);
    this.words.append(live, this.#problem, this.#legend, table);
  }

  /** @param fullMap address of the map with the same question */
  say({ map, scene, question, sentences, answered, problem }: Said, fullMap: string): void {
    const [words, figures] = [this.#words, this.#figures];
    fill(this.#asked, describeQuestion(question, words));
    this.#sentences.replaceChildren(...sentences.map((sentence) => build('p', {}, sentence)));
    this.#sentences.hidden = sentences.length === 0;
    // That nothing is known of contact, the sentences of the analysis say too.
    const isSaid = problem !== null || (sentences.length > 0 && !scene.contactKnown);
    fill(this.#scene, isSaid ? null : describeScene(map, scene, question, answered, words, figures));
    fill(this.#problem, problem);
    this.#legend.replaceChildren(...(scene.focus === null ? communitiesOf(map) : marksOf(scene, words)));
    this.#rows.replaceChildren(serverTable(map, scene, words, figures));
    const link = build('a', { href: fullMap, target: '_blank', rel: 'noopener', title: words.fullMap }, 'Faultline');
    this.source.replaceChildren(link, ` · ${describeSnapshot(map, words, figures)}`);
  }
}

/** Those with a colour of their own, the largest first. */
function communitiesOf({ communities }: MapFile): HTMLElement[] {
  const ranks = communityRanks(communities);
  return communities
    .map(({ name }, id) => ({ name, rank: ranks[id]! }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .map(({ name, rank }) => build('li', {}, communitySwatch(rank), name));
}

/** Of the marks that are on the map, what each means. */
function marksOf(scene: Scene, words: EmbedWords): HTMLElement[] {
  const counts = countMarks(scene);
  return marksInOrder
    .filter((mark) => counts[mark] > 0)
    .map((mark) => build('li', {}, markSymbol(mark), words.marks[mark]));
}

function fill(element: HTMLElement, text: string | null): void {
  element.textContent = text;
  element.hidden = text === null;
}

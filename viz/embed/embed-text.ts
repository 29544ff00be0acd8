/** The words below an embedded map: what it shows, what its marks mean, the table, and where it comes from. */
import type { MapFile } from '../../analysis/types.ts';
import { communityRanks } from '../map/map-colors.ts';
import { marksInOrder } from '../map/marks.ts';
import { countMarks, type Scene } from '../map/scene.ts';
import type { Question } from '../shared/question.ts';
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

/** A sandboxed frame, which belongs to no origin, may open no tab; there a link leads on within the frame. */
const linkTarget = origin === 'null' ? {} : { target: '_blank', rel: 'noopener' };

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
  readonly #table = build('details');
  readonly #rows = build('div', { class: 'rows' });
  #said: Pick<Said, 'map' | 'scene'> | undefined;
  readonly #words: EmbedWords;
  readonly #figures: EmbedFigures;

  constructor(words: EmbedWords, figures: EmbedFigures, signal: AbortSignal) {
    this.#words = words;
    this.#figures = figures;
    const table = this.#table;
    table.append(build('summary', {}, words.table), this.#rows);
    table.addEventListener('toggle', () => this.#fillTable(), { signal });
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
    this.#said = { map, scene };
    if (this.#table.open) this.#fillTable();
    const link = build('a', { href: fullMap, title: words.fullMap, ...linkTarget }, 'Faultline');
    this.source.replaceChildren(link, ` · ${describeSnapshot(map, words, figures)}`);
  }

  /** Made when it is opened: of tens of thousands of servers it takes as long as the rest of the words. */
  #fillTable(): void {
    if (!this.#table.open || this.#said === undefined) return;
    const { map, scene } = this.#said;
    this.#rows.replaceChildren(serverTable(map, scene, this.#words, this.#figures));
    // The room for words is small: what was opened comes into it.
    this.words.scrollTo({ top: this.#table.offsetTop });
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

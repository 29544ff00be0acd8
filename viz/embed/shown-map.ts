/** One map from when it is first seen until it is taken away: its picture, its words, and the answers to its question. */
import type { Impact, MapFile, Tie } from '../../analysis/types.ts';
import { composeScene, plainScene, type Scene } from '../map/scene.ts';
import { writeLink } from '../shared/link.ts';
import { type Question, toScenario } from '../shared/question.ts';
import { build } from './build.ts';
import { type Drawing, loadDrawing } from './drawing.ts';
import { EmbedFigures, embedSpeech } from './embed-figures.ts';
import { type EmbedSource, type HostAnswers, openSource } from './embed-source.ts';
import { EmbedText } from './embed-text.ts';
import { mapStage } from './map-stage.ts';
import { createPalette } from './palette.ts';
import { describeMap } from './summary.ts';
import { type EmbedLanguage, type EmbedWords, embedWords } from './words/embed-words.ts';

/** Servers of the question whose names are set in any case. */
const mostNamed = 8;
/** Of the report, the sentences that stand with the map: follows cut, followers cut. */
const sentencesSaid = 2;

interface Parts {
  map: MapFile;
  source: EmbedSource;
  drawing: Drawing;
  text: EmbedText;
}

export class ShownMap {
  readonly #root: ShadowRoot;
  readonly #src: URL;
  readonly #words: EmbedWords;
  readonly #figures: EmbedFigures;
  readonly #ending = new AbortController();
  #question: Question;
  #parts: Parts | undefined;
  #asked = 0;

  constructor(root: ShadowRoot, src: URL, question: Question, language: EmbedLanguage) {
    this.#root = root;
    this.#src = src;
    this.#question = question;
    this.#words = embedWords(language);
    this.#figures = new EmbedFigures(language);
  }

  /** Rejects where the map does not come; what was there before then stays. */
  async start(): Promise<void> {
    const { signal } = this.#ending;
    const [draw, { source, stage, text, palette, map, title }] = await Promise.all([loadDrawing(signal), this.#open()]);
    if (signal.aborted) return;
    const drawing = draw({
      container: stage.container,
      map,
      theme: palette.read(),
      title,
      speech: embedSpeech(this.#words, this.#figures),
    });
    stage.endPreview();
    this.#parts = { map, source, drawing, text };
    if (drawing.steer !== undefined) stage.steerBy(drawing.steer);
    await this.ask(this.#question);
  }

  /** The room with a still picture in it, where there is one, while the map is on its way. */
  async #open() {
    const { signal } = this.#ending;
    const source = await openSource(this.#src, signal);
    const title = describeMap(this.#question, this.#words);
    const stage = mapStage(title, this.#words, signal);
    const text = new EmbedText(this.#words, this.#figures, signal);
    const palette = createPalette(() => this.#parts?.drawing.setTheme(palette.read()), signal);
    const section = build(
      'section',
      { class: 'embed', 'aria-label': title },
      stage.element,
      text.words,
      text.source,
      palette.element,
    );
    const show = () => {
      if (!signal.aborted && !section.isConnected) this.#root.replaceChildren(section);
    };
    if (source.picture !== null) {
      stage.preview(source.picture);
      show();
    }
    const map = await source.getMap();
    show();
    return { source, stage, text, palette, map, title };
  }

  /** Shows at once what is known, and the rest when it comes; answers to an earlier question are dropped. */
  async ask(question: Question): Promise<void> {
    this.#question = question;
    const turn = ++this.#asked;
    const parts = this.#parts;
    if (parts === undefined) return;
    const { map, source } = parts;
    this.#show(parts, focusOnly(map, question), [], { answered: question.host === null });
    if (question.host === null) return;
    const scenario = toScenario(question);
    try {
      const [about, impact] = await Promise.all([
        source.getHost(question.host),
        scenario === null ? null : source.assess(scenario),
      ]);
      if (turn === this.#asked && !this.#ending.signal.aborted) this.#answer(parts, about, impact);
    } catch (reason) {
      if (turn !== this.#asked || this.#ending.signal.aborted) return;
      const problem = reason instanceof Error && 'hint' in reason ? reason.message : this.#words.noAnswer;
      this.#show(parts, focusOnly(map, question), [], { answered: true, problem });
    }
  }

  kill(): void {
    this.#ending.abort();
    this.#parts?.drawing.kill();
    this.#parts = undefined;
  }

  #answer(parts: Parts, { card, ties }: HostAnswers, impact: Impact | null): void {
    const scene = composeScene(parts.map, { card, ties, impact, changes: null });
    this.#show(parts, scene, ties, { answered: true, sentences: impact?.sentences.slice(0, sentencesSaid) ?? [] });
  }

  #show(
    { map, drawing, text }: Parts,
    scene: Scene,
    ties: readonly Tie[],
    { answered, sentences = [], problem = null }: { answered: boolean; sentences?: string[]; problem?: string | null },
  ): void {
    const question = this.#question;
    const named = [...question.block, ...question.limit, ...question.blockedBy].slice(0, mostNamed);
    drawing.show({ map, shown: { scene, rings: null, showSmall: false }, ties, named });
    const fullMap = new URL(writeLink(question) || '.', this.#src).href;
    text.say({ map, scene, question, sentences, answered, problem }, fullMap);
  }
}

/** The server looked from, before anything is known of its contact. */
function focusOnly(map: MapFile, { host }: Question): Scene {
  const scene = plainScene(map);
  if (host === null) return scene;
  const position = map.hosts.indexOf(host as MapFile['hosts'][number]);
  const marks = scene.marks.map((mark, at) => (at === position ? 'focus' : mark));
  return { ...scene, focus: host, marks };
}

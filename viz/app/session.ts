/**
 * Holds the state, keeps the address bar in step with it, and asks the server whenever the question changes.
 * Answers that arrive after the question moved on are dropped.
 */
import type { Blocked, DirectLoss, HostCard, Impact, MapFile, Tie } from '../../analysis/types.ts';
import { toHostName } from '../shared/host-name.ts';
import { type GivenList, type Question, toScenario } from '../shared/question.ts';
import type { SnapshotChanges } from '../shared/snapshot-changes.ts';
import { addLists } from './list-changes.ts';
import { readLists } from './list-link.ts';
import { type DroppedFile, readFiles } from './read-files.ts';
import { type Answer, type AnswerSource, type Problem, theSource } from './source.ts';
import { initialState, type Producer, readState, type ViewState, writeState } from './state.ts';
import { step } from './steps.ts';
import { Timeline } from './timeline.ts';
import { words } from './words/words.ts';

/** What the server said about the present question; null while it was not asked or has not answered. */
export interface Answers {
  map: MapFile | null;
  card: HostCard | null;
  ties: readonly Tie[];
  blocked: Blocked | null;
  impact: Impact | null;
  /** What became of servers since the snapshot that this one is compared with. */
  changes: SnapshotChanges | null;
}

interface Surroundings {
  location: Pick<Location, 'search' | 'pathname'> & { hash?: string };
  history: Pick<History, 'pushState'>;
}

/** What is asked once a host, whatever the scenario. */
interface HostAnswers extends Pick<Answers, 'card' | 'blocked'> {
  ties: readonly Tie[] | null;
  /** There are more: those that the picture shows came first. */
  isPartial: boolean;
  /** There is an answer about blocks; `blocked` is null in it where they are not published. */
  blockedKnown: boolean;
}

/** From so many servers on, what others do among themselves takes longer than a person waits without a word. */
const manyServers = 5_000;

const noHostAnswers = { card: null, ties: [], blocked: null, impact: null };

export class Session {
  state: ViewState = initialState;
  answers: Answers = { map: null, changes: null, ...noHostAnswers };
  /** What is known of the present question's answer while the whole is on its way. */
  direct: DirectLoss | null = null;
  /** The answer to the question that the present one is compared with. */
  otherImpact: Impact | null = null;
  /** Who declares what on the host is answered; `answers.blocked` is null then where it is not published. */
  blockedKnown = false;
  readonly timeline = new Timeline();
  /** Sentences about what went wrong, newest question only. */
  problems: Problem[] = [];
  loading = true;
  readonly #surroundings: Surroundings;
  readonly #listeners = new Set<() => void>();
  #asked = 0;
  /** The host of which every answer is in. */
  #complete: string | null = null;
  /** Answers by question: one that comes back by undo or by comparing is not asked again. */
  #impacts = new WeakMap<Question, Impact>();
  /** Every list this page was given: not each fits into a link. */
  readonly #lists: GivenList[] = [];

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async start(): Promise<void> {
    this.loading = true;
    this.problems = [];
    this.#tell();
    await this.restore();
  }

  /** Takes the state from the address bar, as on load and on the browser's Back. */
  async restore(): Promise<void> {
    const turn = ++this.#asked;
    const { location } = this.#surroundings;
    const { state, problems } = readState(location.search);
    const { lists, otherLists, problems: unread } = await readLists(location.hash ?? '', this.#lists);
    if (turn !== this.#asked) return;
    const read = {
      ...state,
      question: { ...state.question, lists },
      other: state.other && { ...state.other, lists: otherLists },
    };
    const before = this.state;
    if (before === initialState) this.state = read;
    else if (writeState(read) !== writeState(before)) {
      this.state = step(({ past, future }) => ({ ...read, past, future }))(before);
    }
    const all = [...problems, ...unread];
    await this.#ask(all.map((error) => ({ error, hint: words().scenario.linkHint })));
  }

  /** Asks again what was not answered. */
  async retry(): Promise<void> {
    await (this.answers.map === null ? this.start() : this.#ask([]));
  }

  async update(producer: Producer): Promise<void> {
    await this.#move(producer, []);
  }

  /** Adds the lists that the files hold to the question; what cannot be read is told, and nothing else changes. */
  async importFiles(files: readonly DroppedFile[]): Promise<void> {
    const { host, lists: before } = this.state.question;
    if (host === null) return this.#complain([words().scenario.listNeedsHost]);
    const { lists, problems } = await readFiles(
      files,
      before.map(({ name }) => name),
    );
    if (lists.length === 0) return this.#complain(problems);
    this.#lists.push(...lists);
    await this.#move(addLists(lists), problems);
  }

  #complain(problems: Problem[]): void {
    this.problems = problems;
    this.#tell();
  }

  async #move(producer: Producer, problems: Problem[]): Promise<void> {
    const before = this.state;
    this.state = step(producer)(before);
    const link = writeState(this.state);
    if (link !== writeState(before)) {
      this.#surroundings.history.pushState(null, '', `${this.#surroundings.location.pathname}${link}`);
    }
    const { question, other, kept } = this.state;
    if (question === before.question && other === before.other && this.timeline.isAt(kept)) return this.#tell();
    await this.#ask(problems);
  }

  async #ask(problems: Problem[]): Promise<void> {
    const turn = ++this.#asked;
    const { question, other, kept } = this.state;
    if (!this.timeline.isAt(kept)) {
      this.loading = true;
      this.#tell();
      problems.push(...(await this.timeline.move(kept)));
      if (turn !== this.#asked) return;
      if (this.timeline.map !== this.answers.map) this.#forget();
    }
    const { map, changes } = this.timeline;
    const { map: _, changes: __, ...before } = this.answers;
    const host = question.host === null ? null : (toHostName(question.host) ?? question.host);
    const sameHost = host !== null && host === this.#complete;
    if (!sameHost) this.#complete = null;
    this.answers = { map, changes, ...(sameHost ? before : noHostAnswers) };
    this.otherImpact = other === null ? null : (this.#impacts.get(other) ?? null);
    this.problems = problems;
    this.direct = null;
    this.loading = host !== null && map !== null;
    this.#tell();
    if (host === null || map === null) return;

    if (map.hosts.length >= manyServers) void this.#assessDirectly(question, turn);
    const [about, impact, otherImpact] = await Promise.all([
      sameHost ? { ...before, blockedKnown: true, isPartial: false } : askAbout(host, problems),
      this.#assess(question, problems),
      other === null ? null : this.#assess(other, problems),
    ]);
    if (turn !== this.#asked) return;
    const { card, blocked, blockedKnown, isPartial } = about;
    let { ties } = about;
    this.blockedKnown = blockedKnown;
    this.otherImpact = otherImpact;
    this.direct = null;
    if (isPartial && ties !== null) {
      this.answers = { map, changes, card, ties, blocked, impact };
      this.#tell();
      ties = await keep(theSource().getTies(host), problems);
      if (turn !== this.#asked) return;
    }
    if (card !== null && ties !== null && blockedKnown) this.#complete = host;
    this.answers = { map, changes, card, ties: ties ?? [], blocked, impact };
    this.problems = withoutRepeats(problems);
    this.loading = false;
    this.#tell();
  }

  /** Another snapshot answers anew. */
  #forget(): void {
    this.#complete = null;
    this.#impacts = new WeakMap();
  }

  async #assess(question: Question, problems: Problem[]): Promise<Impact | null> {
    const known = this.#impacts.get(question);
    if (known !== undefined) return known;
    const scenario = toScenario(question);
    if (scenario === null) return null;
    const impact = await keep(theSource().assess(scenario), problems);
    if (impact !== null) this.#impacts.set(question, impact);
    return impact;
  }

  /** A refusal is left to the whole answer. */
  async #assessDirectly(question: Question, turn: number): Promise<void> {
    const scenario = toScenario(question);
    const source = theSource();
    if (scenario === null || source.assessDirectly === undefined || this.#impacts.has(question)) return;
    const { value } = await source.assessDirectly(scenario);
    if (turn !== this.#asked || this.#impacts.has(question)) return;
    this.direct = value;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

async function askAbout(host: string, problems: Problem[]): Promise<HostAnswers> {
  const source = theSource();
  const [card, ties, blocked] = await Promise.all([
    keep(source.getCard(host), problems),
    askTies(source, host, problems),
    source.getBlocked(host),
  ]);
  if (blocked.problem !== null) problems.push(blocked.problem);
  return { card, ...ties, blocked: blocked.value, blockedKnown: blocked.problem === null };
}

async function askTies(source: AnswerSource, host: string, problems: Problem[]) {
  if (source.getStrongestTies === undefined)
    return { ties: await keep(source.getTies(host), problems), isPartial: false };
  const strongest = await keep(source.getStrongestTies(host), problems);
  return { ties: strongest?.ties ?? null, isPartial: strongest !== null && strongest.rest.servers > 0 };
}

async function keep<Value>(answer: Promise<Answer<Value>>, problems: Problem[]): Promise<Value | null> {
  const { value, problem } = await answer;
  if (problem !== null) problems.push(problem);
  return value;
}

function withoutRepeats(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [problem.error, problem])).values()];
}

/**
 * Holds the state, keeps the address bar in step with it, and asks the server whenever the question changes.
 * Answers that arrive after the question moved on are dropped.
 */
import type { Blocked, HostCard, Impact, MapFile, Tie } from '../../analysis/types.ts';
import { toHostName } from '../shared/host-name.ts';
import { toScenario } from '../shared/link.ts';
import type { SnapshotChanges } from '../shared/snapshot-changes.ts';
import { type Answer, type Problem, theSource } from './source.ts';
import { initialState, type Producer, readState, type ViewState, writeState } from './state.ts';
import { Timeline } from './timeline.ts';

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
  location: Pick<Location, 'search' | 'pathname'>;
  history: Pick<History, 'pushState'>;
}

/** What is asked once a host, whatever the scenario. */
type HostAnswers = Pick<Answers, 'card' | 'ties' | 'blocked'>;

const noHostAnswers = { card: null, ties: [], blocked: null, impact: null };

export class Session {
  state: ViewState = initialState;
  answers: Answers = { map: null, changes: null, ...noHostAnswers };
  readonly timeline = new Timeline();
  /** Sentences about what went wrong, newest question only. */
  problems: Problem[] = [];
  loading = true;
  readonly #surroundings: Surroundings;
  readonly #listeners = new Set<() => void>();
  #asked = 0;
  /** The host of which every answer is in. */
  #complete: string | null = null;

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
    const { state, problems } = readState(this.#surroundings.location.search);
    this.state = state;
    await this.#ask(problems.map((error) => ({ error, hint: 'Check the link, or start from the search field.' })));
  }

  /** Asks again what was not answered. */
  async retry(): Promise<void> {
    await (this.answers.map === null ? this.start() : this.#ask([]));
  }

  async update(producer: Producer): Promise<void> {
    const before = this.state;
    this.state = producer({ ...before, refusal: null });
    const link = writeState(this.state);
    if (link !== writeState(before)) {
      this.#surroundings.history.pushState(null, '', `${this.#surroundings.location.pathname}${link}`);
    }
    if (this.state.question === before.question && this.state.kept === before.kept) return this.#tell();
    await this.#ask([]);
  }

  async #ask(problems: Problem[]): Promise<void> {
    const turn = ++this.#asked;
    const { question, kept } = this.state;
    if (!this.timeline.isAt(kept)) {
      this.loading = true;
      this.#tell();
      problems.push(...(await this.timeline.move(kept)));
      if (turn !== this.#asked) return;
      if (this.timeline.map !== this.answers.map) this.#complete = null;
    }
    const { map, changes } = this.timeline;
    const { map: _, changes: __, ...before } = this.answers;
    const host = question.host === null ? null : (toHostName(question.host) ?? question.host);
    const sameHost = host !== null && host === this.#complete;
    if (!sameHost) this.#complete = null;
    this.answers = { map, changes, ...(sameHost ? before : noHostAnswers) };
    this.problems = problems;
    this.loading = host !== null && map !== null;
    this.#tell();
    if (host === null || map === null) return;

    const scenario = toScenario(question);
    const [about, impact] = await Promise.all([
      sameHost ? before : this.#askAbout(host, problems),
      scenario === null ? null : keep(theSource().assess(scenario), problems),
    ]);
    if (turn !== this.#asked) return;
    const { card, ties, blocked } = about;
    if (card !== null && ties !== null && blocked !== null) this.#complete = host;
    this.answers = { map, changes, card, ties: ties ?? [], blocked, impact };
    this.problems = withoutRepeats(problems);
    this.loading = false;
    this.#tell();
  }

  async #askAbout(
    host: string,
    problems: Problem[],
  ): Promise<{ [Name in keyof HostAnswers]: HostAnswers[Name] | null }> {
    const [card, ties, blocked] = await Promise.all([
      keep(theSource().getCard(host), problems),
      keep(theSource().getTies(host), problems),
      keep(theSource().getBlocked(host), problems),
    ]);
    return { card, ties, blocked };
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

async function keep<Value>(answer: Promise<Answer<Value>>, problems: Problem[]): Promise<Value | null> {
  const { value, problem } = await answer;
  if (problem !== null) problems.push(problem);
  return value;
}

function withoutRepeats(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [problem.error, problem])).values()];
}

/**
 * The state of the page as one value, and the producers that make the next one. Everything a link restores is here;
 * what the server answered is in `session.ts`.
 */
import { isSameHost } from '../shared/host-name.ts';
import { comparisonKeys, maxNames, readLink, readOther, writeComparison, writeLink } from '../shared/link.ts';
import { type ChangeKind, changeKinds, type NameKind, noQuestion, type Question } from '../shared/question.ts';
import { writeLists } from './list-link.ts';
import { mapOptions } from './map-options.ts';
import { words } from './words/words.ts';

/** What undo brings back. */
export type Step = Pick<ViewState, 'question' | 'other' | 'side'>;

export interface ViewState {
  question: Question;
  /** What the question is compared with; null while nothing is compared. */
  other: Question | null;
  /** Which of the two `question` is: the one that was there first is a. Map, table and report show `question`. */
  side: 'a' | 'b';
  view: 'map' | 'table';
  /** What the next added server becomes. */
  kind: ChangeKind;
  /** A click on the map adds a server instead of looking from it. */
  picking: boolean;
  /** Why the last step did not do what was asked; null when it did. */
  refusal: string | null;
  /** Questions before this one, and those that were undone; the nearest last, and first. */
  past: readonly Step[];
  future: readonly Step[];
  /** Parts of the link that belong to the page as a whole. */
  kept: Readonly<Record<string, string>>;
}

export type Producer = (state: ViewState) => ViewState;

export const initialState: ViewState = {
  question: noQuestion,
  other: null,
  side: 'a',
  view: 'map',
  kind: 'block',
  picking: false,
  refusal: null,
  past: [],
  future: [],
  kept: {},
};

/** What a question can do to a server in one way only. */
const instead: Record<NameKind, readonly NameKind[]> = {
  block: ['limit', 'lift'],
  limit: ['block'],
  lift: ['block'],
  blockedBy: ['liftedBy'],
  liftedBy: ['blockedBy'],
  allowlist: [],
  except: [],
};

export function focusOn(host: string | null): Producer {
  return (state) => ({ ...state, question: { ...noQuestion, host }, other: null, side: 'a', picking: false });
}

/** Adds a server to the scenario; it leaves the lists that do the opposite, or less. */
export function addChange(kind: NameKind, host: string): Producer {
  return (state) => {
    const { question } = state;
    if (question.host === null || findName(question[kind], host) !== undefined) return state;
    if (kind !== 'except' && isSameHost(host, question.host)) return state;
    if (question[kind].length >= maxNames) return { ...state, refusal: words().scenario.tooMany(maxNames, host) };
    const left = instead[kind].map((other) => [other, question[other].filter((name) => !isSameHost(name, host))]);
    return {
      ...state,
      question: { ...question, ...Object.fromEntries(left), [kind]: [...question[kind], host] },
    };
  };
}

export function removeChange(kind: NameKind, host: string): Producer {
  return (state) => ({
    ...state,
    question: { ...state.question, [kind]: state.question[kind].filter((name) => name !== host) },
  });
}

export const clearChanges: Producer = (state) => ({
  ...state,
  question: { ...noQuestion, host: state.question.host },
});

/** A click on a server of the map: looks from it, or adds or removes it while picking. */
export function pick(host: string): Producer {
  return (state) => {
    if (!state.picking || state.question.host === null) return focusOn(host)(state);
    const { kind, question } = state;
    const name = findName(question[kind], host);
    return (name === undefined ? addChange(kind, host) : removeChange(kind, name))(state);
  };
}

export function chooseKind(kind: ChangeKind): Producer {
  return (state) => ({ ...state, kind });
}

export function setPicking(picking: boolean): Producer {
  return (state) => ({ ...state, picking, view: picking ? 'map' : state.view });
}

/** Picking needs the map, so the table ends it. */
export function showView(view: ViewState['view']): Producer {
  return (state) => ({ ...state, view, picking: view === 'map' && state.picking });
}

/** Keys of a link that are no part of a question. */
const keptKeys = ['lang', 'snapshot', 'from', ...mapOptions];
const pageKeys = ['view', 'side', ...keptKeys, ...comparisonKeys];

/** @returns the state a query string stands for, imported lists left out, and one sentence for each part that cannot be read */
export function readState(search: string): { state: ViewState; problems: string[] } {
  const { question, problems } = readLink(search, pageKeys);
  const parameters = new URLSearchParams(search);
  const view = parameters.get('view');
  if (view !== null && view !== 'map' && view !== 'table') problems.push(words().scenario.unknownView);
  const kind = changeKinds.find((name) => question[name].length > 0) ?? initialState.kind;
  const kept = keptKeys.flatMap((key) => {
    const value = parameters.get(key);
    return value === null ? [] : [[key, value] as const];
  });
  const compared = readCompared(search, question.host, problems);
  return {
    state: {
      ...initialState,
      ...compared,
      question,
      view: view === 'table' ? 'table' : 'map',
      kind,
      kept: Object.fromEntries(kept),
    },
    problems,
  };
}

function readCompared(search: string, host: string | null, problems: string[]): Pick<ViewState, 'other' | 'side'> {
  const side = new URLSearchParams(search).get('side');
  if (side === null || host === null) return { other: null, side: 'a' };
  if (side !== 'a' && side !== 'b') problems.push(words().scenario.unknownSide);
  const { other, problems: unread } = readOther(search, host);
  problems.push(...unread);
  return { other, side: side === 'b' ? 'b' : 'a' };
}

/** @returns query and fragment */
export function writeState({ question, other, side, view, kept }: ViewState): string {
  const shown = view === 'table' ? { view, ...kept } : kept;
  const query = other === null ? writeLink(question, shown) : writeComparison(question, other, { side, ...shown });
  return `${query}${writeLists({ lists: question.lists, otherLists: other?.lists ?? [] })}`;
}

/** @returns the name in the list, in its own writing, that means the host */
function findName(names: readonly string[], host: string): string | undefined {
  return names.find((name) => isSameHost(name, host));
}

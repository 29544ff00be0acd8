/**
 * The state of the page as one value, and the producers that make the next one. Everything a link restores is here;
 * what the server answered is in `session.ts`.
 */
import { isSameHost } from '../shared/host-name.ts';
import {
  type ChangeKind,
  changeKinds,
  maxNames,
  noQuestion,
  type Question,
  type QuestionKind,
  readLink,
  writeLink,
} from '../shared/link.ts';
import { mapOptions } from './map-options.ts';

export interface ViewState {
  question: Question;
  view: 'map' | 'table';
  /** What the next added server becomes. */
  kind: ChangeKind;
  /** A click on the map adds a server instead of looking from it. */
  picking: boolean;
  /** Why the last step did not do what was asked; null when it did. */
  refusal: string | null;
  /** Parts of the link that belong to the page as a whole. */
  kept: Readonly<Record<string, string>>;
}

export type Producer = (state: ViewState) => ViewState;

export const initialState: ViewState = {
  question: noQuestion,
  view: 'map',
  kind: 'block',
  picking: false,
  refusal: null,
  kept: {},
};

export function focusOn(host: string | null): Producer {
  return (state) => ({ ...state, question: { ...noQuestion, host }, picking: false });
}

/** Adds a server to the scenario. What is blocked needs no limit, so it leaves the other of the two lists. */
export function addChange(kind: ChangeKind, host: string): Producer {
  return (state) => {
    const { question } = state;
    if (question.host === null || isSameHost(host, question.host) || findName(question[kind], host) !== undefined)
      return state;
    if (question[kind].length >= maxNames)
      return { ...state, refusal: `A link holds at most ${maxNames} servers of one kind, so ${host} was not added.` };
    const other = kind === 'block' ? 'limit' : 'block';
    return {
      ...state,
      question: {
        ...question,
        ...(kind !== 'blockedBy' && { [other]: question[other].filter((name) => !isSameHost(name, host)) }),
        [kind]: [...question[kind], host],
      },
    };
  };
}

export function removeChange(kind: QuestionKind, host: string): Producer {
  return (state) => ({
    ...state,
    question: { ...state.question, [kind]: (state.question[kind] ?? []).filter((name) => name !== host) },
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

/** @returns the state a query string stands for, and one sentence for each part that cannot be read */
export function readState(search: string): { state: ViewState; problems: string[] } {
  const { question, problems } = readLink(search, ['view', ...keptKeys]);
  const parameters = new URLSearchParams(search);
  const view = parameters.get('view');
  if (view !== null && view !== 'map' && view !== 'table') {
    problems.push('The link asks for a view that is neither map nor table; the map is shown.');
  }
  const kind = changeKinds.find((name) => question[name].length > 0) ?? initialState.kind;
  const kept = keptKeys.flatMap((key) => {
    const value = parameters.get(key);
    return value === null ? [] : [[key, value] as const];
  });
  const shown = view === 'table' ? 'table' : 'map';
  return { state: { ...initialState, question, view: shown, kind, kept: Object.fromEntries(kept) }, problems };
}

export function writeState({ question, view, kept }: ViewState): string {
  return writeLink(question, view === 'table' ? { view, ...kept } : kept);
}

/** @returns the name in the list, in its own writing, that means the host */
function findName(names: readonly string[], host: string): string | undefined {
  return names.find((name) => isSameHost(name, host));
}

/** Undo and redo, over questions. Pure. */
import { changeKinds, type NameKind, nameKinds, type Question } from '../shared/question.ts';
import type { Producer, Step, ViewState } from './state.ts';

/** Far more than anybody goes back; each is a few names. */
const maxSteps = 200;

/** What a producer makes, with the way back to the question before it. */
export function step(producer: Producer): Producer {
  return (before) => {
    const next = producer({ ...before, refusal: null });
    const moved = next.question !== before.question || next.other !== before.other;
    if (!moved || next.past !== before.past) return next;
    return { ...next, past: [...before.past, stepOf(before)].slice(-maxSteps), future: [] };
  };
}

export const undo: Producer = (state) => {
  const last = state.past.at(-1);
  if (last === undefined) return state;
  return { ...state, ...last, past: state.past.slice(0, -1), future: [stepOf(state), ...state.future] };
};

export const redo: Producer = (state) => {
  const [next, ...future] = state.future;
  if (next === undefined) return state;
  return { ...state, ...next, past: [...state.past, stepOf(state)], future };
};

/** What a step did: the first thing in which its two ends differ. */
export type StepName =
  | { did: 'look'; name: string | null }
  | { did: 'add' | 'remove'; kind: NameKind | 'lists'; name: string }
  | { did: 'clear' | 'compare' | 'end-comparing' | 'swap' | 'threshold' };

export function nameStep(from: Step, to: Step): StepName {
  if (from.question.host !== to.question.host) return { did: 'look', name: to.question.host };
  if (from.other === null && to.other !== null) return { did: 'compare' };
  if (from.other !== null && to.other === null) return { did: 'end-comparing' };
  if (from.side !== to.side) return { did: 'swap' };
  return nameChange(from.question, to.question);
}

function nameChange(from: Question, to: Question): StepName {
  const lists = (question: Question) => question.lists.map(({ name }) => name);
  const named = [
    ...nameKinds.map((kind) => ({ kind, before: from[kind], after: to[kind] })),
    { kind: 'lists' as const, before: lists(from), after: lists(to) },
  ];
  const added = named.map(({ kind, before, after }) => ({ kind, names: after.filter((it) => !before.includes(it)) }));
  const first = added.find(({ names }) => names.length > 0);
  if (first !== undefined) return { did: 'add', kind: first.kind, name: first.names[0]! };
  const removed = named.map(({ kind, before, after }) => ({ kind, names: before.filter((it) => !after.includes(it)) }));
  const gone = removed.filter(({ names }) => names.length > 0);
  const count = gone.reduce((sum, { names }) => sum + names.length, 0);
  if (count > 1 && isCleared(to)) return { did: 'clear' };
  if (gone[0] !== undefined) return { did: 'remove', kind: gone[0].kind, name: gone[0].names[0]! };
  return { did: 'threshold' };
}

function isCleared(question: Question): boolean {
  return question.lists.length === 0 && changeKinds.every((kind) => question[kind].length === 0);
}

function stepOf({ question, other, side }: ViewState): Step {
  return { question, other, side };
}

/** What can be done with imported lists. Pure. */
import type { GivenList } from '../shared/question.ts';
import type { Producer } from './state.ts';

/** Adds lists to the question; one of the same name makes way. */
export function addLists(given: readonly GivenList[]): Producer {
  return (state) => {
    const { question } = state;
    if (question.host === null || given.length === 0) return state;
    const lists = new Map([...question.lists, ...given].map((list) => [list.name, list]));
    return { ...state, question: { ...question, lists: [...lists.values()] } };
  };
}

/** Exceptions and the threshold go with the last list. */
export function removeList(name: string): Producer {
  return (state) => {
    const lists = state.question.lists.filter((list) => list.name !== name);
    const threshold = Math.max(1, Math.min(state.question.threshold, lists.length));
    const except = lists.length === 0 ? [] : state.question.except;
    return { ...state, question: { ...state.question, lists, threshold, except } };
  };
}

export function setThreshold(threshold: number): Producer {
  return (state) => {
    const { question } = state;
    const most = Math.max(1, question.lists.length);
    const asked = Number.isInteger(threshold) ? Math.min(most, Math.max(1, threshold)) : question.threshold;
    return asked === question.threshold ? state : { ...state, question: { ...question, threshold: asked } };
  };
}

/** @returns the name, with a number after it while another list has it */
export function nameApart(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name} (${number})`)) number++;
  return `${name} (${number})`;
}

/** Two questions about one server side by side. Pure. */
import type { Producer } from './state.ts';

/** Keeps the present question as the first of two; the second begins as the same, to be changed. */
export const startComparing: Producer = (state) =>
  state.other !== null ? state : { ...state, other: state.question, side: 'b' };

/** Shows the other of the two. */
export const swapSides: Producer = (state) =>
  state.other === null
    ? state
    : { ...state, question: state.other, other: state.question, side: state.side === 'a' ? 'b' : 'a' };

/** Goes on with the one that is shown. */
export const endComparing: Producer = (state) => ({ ...state, other: null, side: 'a' });

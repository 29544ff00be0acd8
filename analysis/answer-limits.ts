/** The limits text of an answer: of the snapshot, of how its estimates are made, and of what is not in its graph. */
import type { Graph } from './graph.ts';
import { writeLimits } from './limits.ts';
import { modelNoteOf } from './model-note.ts';
import { perGraph } from './per-graph.ts';
import { writeModel } from './report/model-sentence.ts';
import { needsWhole } from './report/second-order-sentences.ts';

/** What else is to be said with every answer from a graph; a published part of a snapshot says what was left out of it. */
export const notesOf = perGraph((): readonly string[] => []);

/** @returns the limits of an answer from this graph, one sentence an item */
export function writeAnswerLimits(graph: Graph): string[] {
  const whole = graph.whole ? [] : [needsWhole];
  return [...notesOf(graph), ...writeLimits(graph, [writeModel(modelNoteOf(graph)), ...whole])];
}

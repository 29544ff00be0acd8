/** The limits text of a survey: no figure of it has an interval or a grade, and none rests on a model of follows. */
import { notesOf } from './answer-limits.ts';
import type { Graph } from './graph.ts';
import { writeLimits } from './limits.ts';
import { gradeLegend } from './report/figures.ts';
import { surveyNote } from './report/survey-sentences.ts';

export function writeSurveyLimits(graph: Graph): string[] {
  return [...notesOf(graph), ...writeLimits(graph, [surveyNote])].filter((sentence) => sentence !== gradeLegend);
}

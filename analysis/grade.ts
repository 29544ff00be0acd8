/** How well the ties behind a figure are known, as a mix of evidence classes and as one letter. */
import { followModelOf } from './follow-model.ts';
import type { Graph } from './graph.ts';
import { evidenceNames, neitherTells, twoSided } from './ties.ts';
import type { EvidenceMix, Grade } from './types.ts';

const counted = evidenceNames.indexOf('X');

/** @returns the share of the weight by evidence class, summing to 1; null without weight */
export function mixEvidence(weight: ArrayLike<number>, evidence: Uint8Array): EvidenceMix | null {
  const sums = new Float64Array(evidenceNames.length);
  let total = 0;
  for (let at = 0; at < weight.length; at++) {
    sums[evidence[at]!]! += weight[at]!;
    total += weight[at]!;
  }
  if (total === 0) return null;
  return Object.fromEntries(evidenceNames.map((name, kind) => [name, sums[kind]! / total])) as EvidenceMix;
}

/**
 * A: counts · B: four fifths counted, or two-sided with a published audience, and the model fitted on counts · D: more than
 * half known from neither side · C: the rest.
 * @param nodes the servers to grade; all when left out
 * @returns null without weight
 */
export function gradeOf(
  graph: Graph,
  weight: ArrayLike<number>,
  evidence: Uint8Array,
  nodes?: readonly number[],
): Grade | null {
  const { audience, order } = graph;
  let total = 0;
  let trusted = 0;
  let inferred = 0;
  let exact = 0;
  for (let at = 0; at < (nodes?.length ?? order); at++) {
    const node = nodes?.[at] ?? at;
    const value = weight[node]!;
    if (value === 0) continue;
    const kind = evidence[node]!;
    total += value;
    if (kind === twoSided && audience.source[node] === 'mau') trusted += value;
    if (kind === neitherTells) inferred += value;
    if (kind === counted) exact += value;
  }
  if (total === 0) return null;
  if (exact === total) return 'A';
  if (inferred / total > 0.5) return 'D';
  return (trusted + exact) / total >= 0.8 && followModelOf(graph).kind === 'fitted' ? 'B' : 'C';
}

/** @returns the lower of two grades; a figure is known no better than any of its parts */
export function lowerGrade(a: Grade | null, b: Grade | null): Grade | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

/** How well the ties behind a figure are known, as a mix of evidence classes and as one letter. */
import type { Graph } from './graph.ts';
import { evidenceNames } from './ties.ts';
import type { EvidenceMix, Grade } from './types.ts';

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

/** A: counts · B: four fifths two-sided, with a published audience · D: more than half known from neither side · C: the rest. */
export function gradeOf({ audience }: Graph, weight: ArrayLike<number>, evidence: Uint8Array): Grade | null {
  const mix = mixEvidence(weight, evidence);
  if (mix === null) return null;
  if (mix.X === 1) return 'A';
  let total = 0;
  let trusted = 0;
  for (let at = 0; at < weight.length; at++) {
    total += weight[at]!;
    if (audience.reason[at] === 'mau' && evidenceNames[evidence[at]!] === 'E2') trusted += weight[at]!;
  }
  if (trusted / total >= 0.8) return 'B';
  return mix.E0 > 0.5 ? 'D' : 'C';
}

/** How a number is cut down to what it can carry, before any language writes it. */
import type { Estimate } from '../types.ts';
import type { SizeClass } from './figure-words.ts';

/** Below this no share is told from none. */
export const noShare = 0.001;

export function twoDigits(value: number): number {
  return Number(value.toPrecision(2));
}

/** Whether the evidence carries a class and no number. */
export function isWide({ low, high, grade }: Estimate): boolean {
  return grade === 'D' || (low !== null && high !== null && high > 10 * low);
}

export function sizeClassOf(share: number): SizeClass {
  if (share === 0) return 'none';
  if (share < 0.01) return 'small';
  if (share < 0.05) return 'noticeable';
  return share <= 0.2 ? 'large' : 'very-large';
}

/** Largest denominator that is still seen at a glance, and how far it may be off. */
const mostParts = 10;
const frequencyError = 0.01;

/** @returns a share as people out of a few; null for none and for all */
export function frequencyOf(share: number): { count: number; parts: number } | { allButOneIn: number } | null {
  if (share <= 0 || share >= 1) return null;
  if (share < 1 / mostParts) return { count: 1, parts: 1 / share };
  if (share > 1 - 1 / mostParts) return { allButOneIn: 1 / (1 - share) };
  let best = { count: 1, parts: mostParts, error: Number.POSITIVE_INFINITY };
  for (let parts = 2; parts <= mostParts && best.error > frequencyError; parts++) {
    const count = Math.round(share * parts);
    const error = Math.abs(count / parts - share);
    if (count > 0 && count < parts && error < best.error) best = { count, parts, error };
  }
  return best;
}

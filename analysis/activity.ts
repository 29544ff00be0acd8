/** ln(active / registered people) over servers that publish both, per software and over all. */
import type { SnapshotHost } from '../data/snapshot/types.ts';
import { append } from './multimap.ts';
import { sum } from './sum.ts';

export interface Activity {
  /** Median of ln(active / registered). */
  median: number;
  sigma: number;
  /** Enough servers of this software publish both. */
  ofSoftware: boolean;
}

/** Fewest servers a median is taken over. */
const minSample = 5;
/** Between two crawls of one server a published count moves by about 15 %; no spread is smaller. */
export const publishedSigma = 0.15;

/**
 * @param active trusted monthly active people, by node; null where there is none
 * @returns the ratio of a software, or of all where too few of it publish both; undefined where nobody does
 */
export function measureActivity(
  hosts: readonly SnapshotHost[],
  active: readonly (number | null)[],
): (software: string | null) => Activity | undefined {
  const all: number[] = [];
  const bySoftware = new Map<string, number[]>();
  hosts.forEach(({ users, software }, node) => {
    const mau = active[node];
    if (!mau || !users) return;
    const ratio = Math.log(mau / users);
    all.push(ratio);
    if (software !== null) append(bySoftware, software, ratio);
  });
  const ofAll = all.length === 0 ? undefined : { ...summarise(all), ofSoftware: false };
  const summaries = new Map<string, Activity>();
  for (const [software, ratios] of bySoftware) {
    if (ratios.length >= minSample) summaries.set(software, { ...summarise(ratios), ofSoftware: true });
  }
  return (software) => summaries.get(software ?? '') ?? ofAll;
}

/** With fewer than the sample a median needs, its spread is set to 1: a factor of e either way. */
function summarise(ratios: number[]): Omit<Activity, 'ofSoftware'> {
  const sorted = [...ratios].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
  const mean = sum(ratios) / ratios.length;
  const variance = ratios.reduce((sum, ratio) => sum + (ratio - mean) ** 2, 0) / Math.max(1, ratios.length - 1);
  return { median, sigma: ratios.length < minSample ? 1 : Math.max(publishedSigma, Math.sqrt(variance)) };
}

/** Times work and sets it beside baselines of the same run: on a shared machine only the ratios mean something. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { TargetPart } from './targets.ts';

export interface Measured {
  medianMs: number;
  minMs: number;
  maxMs: number;
}

/** The same work done by something else, in the same process or the same minute. */
export interface Baseline {
  what: string;
  measured: Measured;
  /** Units it did in one run, where it was given a sample; those of the row unless told. */
  amount?: number;
  /** Most memory of its process, where it had one of its own. */
  rssMb?: number;
}

/** One figure, as it is kept: plain JSON. */
export interface Row {
  /** The same words at every size: rows of one name are the points of a curve. */
  what: string;
  unit: string;
  /** Units done in one run. */
  amount: number;
  measured: Measured;
  baselines: Baseline[];
  /** On the disk or on the wire. */
  bytes?: number;
  /** Most memory that was resident meanwhile. */
  rssMb?: number;
  /** What the targets ask of it, in the unit of each; null where it could not be measured here. */
  judged?: Partial<Record<TargetPart, number | null>>;
  /** What a reader must know beside the numbers, in a sentence. */
  note?: string;
}

/** Work that is compared with ours; fewer runs and a sample where all of it would take too long. */
export type Rival = (() => unknown) | { work: () => unknown; runs?: number; amount?: number };

/**
 * Runs alternate between the work and its baselines, so that a noisy minute meets all.
 * @param rivals by the name they have in the table
 * @returns both fields of a row
 */
export async function compare(
  runs: number,
  work: () => unknown,
  rivals: Readonly<Record<string, Rival>> = {},
): Promise<Pick<Row, 'measured' | 'baselines'>> {
  const times: number[] = [];
  const others = Object.entries(rivals).map(([what, rival]) => ({
    what,
    rival: typeof rival === 'function' ? { work: rival } : rival,
    times: [] as number[],
  }));
  for (let run = 0; run < runs; run++) {
    times.push(await timeOf(work));
    for (const { rival, times: own } of others) if (run < (rival.runs ?? runs)) own.push(await timeOf(rival.work));
  }
  const baselines = others.map(({ what, rival, times: own }) => ({
    what,
    measured: summarise(own),
    ...(rival.amount === undefined ? {} : { amount: rival.amount }),
  }));
  return { measured: summarise(times), baselines };
}

/** How many times as fast as a baseline, unit for unit; below 1 where it is slower. */
export function timesAsFast(
  { amount, measured }: Pick<Row, 'amount' | 'measured'>,
  { amount: theirs = amount, measured: other }: Baseline,
): number {
  return other.medianMs / theirs / (measured.medianMs / amount);
}

/** @returns milliseconds */
export async function timeOf(work: () => unknown): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** @param times ms, at least one */
export function summarise(times: readonly number[]): Measured {
  const sorted = [...times].sort((a, b) => a - b);
  return { medianMs: sorted[sorted.length >> 1]!, minMs: sorted[0]!, maxMs: sorted.at(-1)! };
}

/**
 * Most memory that was resident since the process began, or since `forgetPeak`. Not what `getrusage` says where the
 * kernel tells better: a process inherits that figure from the one that started it.
 */
export function peakRssMb(): number {
  try {
    const [, kilobytes] = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))!;
    return Math.round(Number(kilobytes) / 1024);
  } catch {
    return Math.round(process.resourceUsage().maxRSS / 1024);
  }
}

/** Lets the peak begin anew with what is resident now; where the system cannot, it stays. */
export function forgetPeak(): void {
  forgotten = Math.max(forgotten, peakRssMb());
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Then a later peak is an upper bound.
  }
}

/** Most memory that was resident since the process began, forgotten or not. */
export function processPeakMb(): number {
  return Math.max(forgotten, peakRssMb());
}

let forgotten = 0;

/** Times work and sets it beside a baseline of the same run: on a shared machine only the ratio means something. */

export interface Measured {
  medianMs: number;
  minMs: number;
  maxMs: number;
}

export interface Row {
  what: string;
  unit: string;
  /** Units done in one run. */
  amount: number;
  measured: Measured;
  baseline?: { what: string; measured: Measured };
}

/** Runs alternate between the work and its baseline, so that a noisy minute meets both. */
export async function compare(
  runs: number,
  work: () => unknown,
  baseline?: () => unknown,
): Promise<{ measured: Measured; baseline: Measured | undefined }> {
  const times: number[] = [];
  const baselineTimes: number[] = [];
  for (let run = 0; run < runs; run++) {
    times.push(await time(work));
    if (baseline) baselineTimes.push(await time(baseline));
  }
  return { measured: summarise(times), baseline: baseline && summarise(baselineTimes) };
}

export function renderRow({ what, unit, amount, measured, baseline }: Row): string {
  const perSecond = amount / (measured.medianMs / 1000);
  const own = `${what}: ${ms(measured.medianMs)} (${ms(measured.minMs)}–${ms(measured.maxMs)}), ${short(perSecond)} ${unit}/s`;
  if (!baseline) return own;
  const ratio = baseline.measured.medianMs / measured.medianMs;
  return `${own}\n    ${ratio >= 1 ? `${short(ratio)}× as fast as` : `${short(1 / ratio)}× the time of`} ${baseline.what} (${ms(baseline.measured.medianMs)})`;
}

async function time(work: () => unknown): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** @param times ms */
export function summarise(times: number[]): Measured {
  const sorted = [...times].sort((a, b) => a - b);
  return { medianMs: sorted[sorted.length >> 1]!, minMs: sorted[0]!, maxMs: sorted.at(-1)! };
}

function ms(value: number): string {
  return value < 10 ? `${value.toFixed(2)} ms` : `${Math.round(value)} ms`;
}

function short(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)} M`;
  if (value >= 1e3) return `${(value / 1e3).toFixed(1)} k`;
  return value.toFixed(1);
}

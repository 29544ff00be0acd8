/** A row as lines of text. */
import { type Baseline, type Measured, type Row, timesAsFast } from './measure.ts';
import { isMet, type TargetPart, targets } from './targets.ts';

export function renderRow(row: Row): string {
  const { what, unit, amount, measured, bytes, rssMb, judged = {}, note } = row;
  const perSecond = `${short(amount / (measured.medianMs / 1000))} ${unit}/s`;
  const size = bytes === undefined ? '' : `, ${renderBytes(bytes)}`;
  const memory = rssMb === undefined ? '' : `, ${rssMb} MB resident`;
  return [
    `${what}: ${renderMeasured(measured)}, ${perSecond}${size}${memory}`,
    ...row.baselines.map((baseline) => `  ${renderRatio(row, baseline)}`),
    ...Object.entries(judged).map(([part, value]) => `  ${renderJudged(part as TargetPart, value)}`),
    ...(note === undefined ? [] : [`  ${note}`]),
  ].join('\n    ');
}

export function renderMeasured({ medianMs, minMs, maxMs }: Measured): string {
  return minMs === maxMs ? ms(medianMs) : `${ms(medianMs)} (${ms(minMs)}–${ms(maxMs)})`;
}

export function renderBytes(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toPrecision(3)} kB` : `${short(bytes)}B`;
}

/** Against one baseline; of the amount that it did where that is a sample. */
export function renderRatio(row: Row, baseline: Baseline): string {
  const ratio = timesAsFast(row, baseline);
  const sample = baseline.amount === undefined ? '' : ` for ${short(baseline.amount)} ${row.unit}`;
  const speed = ratio >= 1 ? `${digits(ratio)}× as fast as` : `${digits(1 / ratio)}× the time of`;
  const memory = baseline.rssMb === undefined ? '' : `, ${baseline.rssMb} MB resident`;
  return `${speed} ${baseline.what} (${ms(baseline.measured.medianMs)}${sample}${memory})`;
}

export function ms(value: number): string {
  if (value >= 10_000) return `${(value / 1000).toFixed(1)} s`;
  if (value >= 10) return `${Math.round(value)} ms`;
  return value >= 0.1 ? `${value.toFixed(2)} ms` : `${(value * 1000).toPrecision(2)} µs`;
}

export function short(value: number): string {
  if (value >= 1e9) return `${(value / 1e9).toFixed(2)} G`;
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)} M`;
  return value >= 1e3 ? `${(value / 1e3).toFixed(1)} k` : digits(value);
}

export function digits(value: number): string {
  if (value >= 100) return `${Math.round(value)}`;
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

function renderJudged(part: TargetPart, value: number | null): string {
  const { unit, atMost, atLeast } = targets[part];
  const bound = atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`;
  if (value === null) return `${part}: not measured here (${bound} ${unit})`;
  return `${part}: ${digits(value)} ${unit}, ${isMet(part, value) ? 'met' : 'not met'} (${bound} ${unit})`;
}

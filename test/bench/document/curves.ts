/** How time and memory grow from size to size: the exponent of a power law, by least squares on logarithms. */
import type { KeptResult } from '../kept.ts';
import { digits, ms } from '../render-row.ts';
import { type Size, sizes } from '../stage.ts';
import { type StageName, stageNames, stages } from '../stages.ts';
import { table } from './table.ts';

export interface Point {
  /** Edges, or hosts for a stage without a planted database. */
  n: number;
  value: number;
}

interface Curve {
  stage: StageName;
  what: string;
  points: Map<Size, Point>;
}

/** Of two exponents nearer than this, noise may have made the one larger. */
const tolerance = 0.05;

/** @returns b of value ≈ a · n^b; null of fewer than two sizes */
export function fitExponent(points: readonly Point[]): number | null {
  const logs = points
    .filter(({ n, value }) => n > 0 && value > 0)
    .map(({ n, value }) => [Math.log(n), Math.log(value)]);
  if (new Set(logs.map(([x]) => x)).size < 2) return null;
  const mean = (axis: 0 | 1) => logs.reduce((sum, log) => sum + log[axis]!, 0) / logs.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const covariance = logs.reduce((sum, [x, y]) => sum + (x! - meanX) * (y! - meanY), 0);
  return covariance / logs.reduce((sum, [x]) => sum + (x! - meanX) ** 2, 0);
}

/** Whether it grows faster than n log n does over the same sizes. */
export function growsFaster(points: readonly Point[]): boolean {
  const own = fitExponent(points);
  const bound = fitExponent(points.map(({ n }) => ({ n, value: n * Math.log(n) })));
  return own !== null && bound !== null && own > bound + tolerance;
}

export function renderCurves(results: readonly KeptResult[]): string {
  const times = curvesOf(results, ({ rows }) => rows.map(({ what, measured }) => [what, measured.medianMs] as const));
  const memory = curvesOf(results, ({ rssMb }) => (rssMb === null ? [] : [['its process', rssMb] as const]));
  return `Each row against the edges of its database, or its hosts where there is none: value ≈ a · n^b, fitted by least squares
on logarithms. Over the sizes measured, n log n itself has an exponent of about ${digits(nLogN(results) ?? 1)}. What costs a
fixed time at the small size grows slower than it would from there on; what no longer fits the processor's caches grows
faster than its work.

${sentence('time', times)}

${sentence('memory', memory)}

${curveTable('time', times, ms)}

${curveTable('memory', memory, (value) => `${Math.round(value)} MB`)}`;
}

function sentence(of: string, curves: readonly Curve[]): string {
  const faster = curves.filter(({ points }) => growsFaster([...points.values()]));
  const measured = curves.filter(({ points }) => points.size > 1).length;
  if (faster.length === 0) return `**In ${of}, nothing grows faster than n log n** (${measured} curves).`;
  const named = faster.map(({ stage, what, points }) => {
    return `${stages[stage].title}: ${what} (n^${digits(fitExponent([...points.values()])!)})`;
  });
  return `**In ${of}, ${faster.length} of ${measured} curves grow faster than n log n:** ${named.join('; ')}.`;
}

function curveTable(of: string, curves: readonly Curve[], render: (value: number) => string): string {
  const rows = curves.flatMap(({ stage, what, points }) => {
    const exponent = fitExponent([...points.values()]);
    if (exponent === null) return [];
    const values = sizes.map((size) => points.get(size)).map((point) => (point ? render(point.value) : '–'));
    return [[`${stages[stage].title}: ${what}`, ...values, exponent.toFixed(2)]];
  });
  return table([of, ...sizes, 'b'], rows, 1);
}

function curvesOf(
  results: readonly KeptResult[],
  read: (result: KeptResult) => readonly (readonly [string, number])[],
): Curve[] {
  const curves = new Map<string, Curve>();
  const ordered = [...results].sort((a, b) => stageNames.indexOf(a.stage) - stageNames.indexOf(b.stage));
  for (const result of ordered) {
    for (const [what, value] of read(result)) {
      const key = `${result.stage} ${what}`;
      const curve = curves.get(key) ?? { stage: result.stage, what, points: new Map() };
      curve.points.set(result.size, { n: result.edges ?? result.hosts, value });
      curves.set(key, curve);
    }
  }
  return [...curves.values()];
}

function nLogN(results: readonly KeptResult[]): number | null {
  return fitExponent(
    results.flatMap(({ edges }) => (edges === null ? [] : [{ n: edges, value: edges * Math.log(edges) }])),
  );
}

/**
 * How many people a server has, judged by how many published peer lists name it:
 * ln A = b0 + b1 ln(1 + d) + b2 ln²(1 + d), by least squares, three times over, each time without the servers that lie
 * more than 3.5 standard deviations off: those are what the curve is there to find.
 */

export interface FootprintFit {
  coefficients: readonly [b0: number, b1: number, b2: number];
  /** Standard deviation of ln A around the curve. */
  sigma: number;
}

const passes = 3;
const trimAt = 3.5;
/** Fewer servers draw no curve. */
const minServers = 40;
/** Servers named by as many lists are one point on the axis; a parabola needs more than a few. */
const minDistinct = 6;

/** @returns ln A for a server that `listed` published peer lists name */
export function logPeopleAt({ coefficients: [b0, b1, b2] }: FootprintFit, listed: number): number {
  const x = Math.log1p(listed);
  return b0 + b1 * x + b2 * x * x;
}

/**
 * @param listed number of published peer lists that name each server
 * @param people their trusted sizes, above 0; parallel
 * @returns undefined with too few servers, or too much alike, to draw a curve through
 */
export function fitFootprint(listed: readonly number[], people: readonly number[]): FootprintFit | undefined {
  let kept = listed.map((_, at) => at);
  let fit: FootprintFit | undefined;
  for (let pass = 0; pass < passes; pass++) {
    if (kept.length < minServers || new Set(kept.map((at) => listed[at])).size < minDistinct) return fit;
    fit = leastSquares(
      kept.map((at) => Math.log1p(listed[at]!)),
      kept.map((at) => Math.log(people[at]!)),
    );
    const { sigma } = fit;
    const curve = fit;
    kept = kept.filter((at) => Math.abs(Math.log(people[at]!) - logPeopleAt(curve, listed[at]!)) <= trimAt * sigma);
  }
  return fit;
}

/** Normal equations of a parabola, by Cramer's rule. */
function leastSquares(x: readonly number[], y: readonly number[]): FootprintFit {
  const power = (k: number) => x.reduce((sum, value) => sum + value ** k, 0);
  const moment = (k: number) => x.reduce((sum, value, at) => sum + value ** k * y[at]!, 0);
  const [s0, s1, s2, s3, s4] = [0, 1, 2, 3, 4].map(power) as [number, number, number, number, number];
  const [t0, t1, t2] = [0, 1, 2].map(moment) as [number, number, number];
  const whole = determinant([s0, s1, s2], [s1, s2, s3], [s2, s3, s4]);
  const coefficients = [
    determinant([t0, s1, s2], [t1, s2, s3], [t2, s3, s4]) / whole,
    determinant([s0, t0, s2], [s1, t1, s3], [s2, t2, s4]) / whole,
    determinant([s0, s1, t0], [s1, s2, t1], [s2, s3, t2]) / whole,
  ] as const;
  const squares = x.reduce((sum, value, at) => {
    const [b0, b1, b2] = coefficients;
    return sum + (y[at]! - b0 - b1 * value - b2 * value * value) ** 2;
  }, 0);
  return { coefficients, sigma: Math.sqrt(squares / (x.length - 3)) };
}

type Row = [number, number, number];

function determinant([a, b, c]: Row, [d, e, f]: Row, [g, h, i]: Row): number {
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}

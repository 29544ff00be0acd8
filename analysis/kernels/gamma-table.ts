/**
 * Quantiles of the gamma distribution with mean 1, at the middles of equal steps of probability.
 * P. Gamma(shape a) is integrated over ln x, where its density x^a e^{-x} has no pole for a < 1, by the trapezoid rule;
 * what the grid leaves below its first point has the closed form x^a / a.
 */

const gridSteps = 4096;

/**
 * @param relativeVariance of one draw; the shape is its inverse
 * @param size number of quantiles
 * @returns ascending, with mean exactly 1
 */
export function gammaQuantiles(relativeVariance: number, size: number): Float32Array {
  const shape = 1 / relativeVariance;
  const spread = 12 * Math.sqrt(Math.max(shape, 1));
  const top = Math.log(shape + spread + 30);
  const bottom = shape > spread ? Math.log(shape - spread) : Math.max(Math.log(shape + 1) - 40 / shape, -700);
  const step = (top - bottom) / gridSteps;
  // Scaled by the density at the mean, so that large shapes stay in range.
  const scale = shape * Math.log(shape) - shape;
  const density = (at: number) => Math.exp(shape * at - Math.exp(at) - scale);
  const cumulated = new Float64Array(gridSteps + 1);
  cumulated[0] = density(bottom) / shape;
  for (let at = 1; at <= gridSteps; at++) {
    const left = bottom + (at - 1) * step;
    cumulated[at] = cumulated[at - 1]! + ((density(left) + density(left + step)) / 2) * step;
  }
  const quantiles = new Float64Array(size);
  let at = 0;
  for (let slot = 0; slot < size; slot++) {
    const wanted = ((slot + 0.5) / size) * cumulated[gridSteps]!;
    while (at < gridSteps && cumulated[at]! < wanted) at++;
    quantiles[slot] = at === 0 ? 0 : Math.exp(bottom + step * (at - 1 + part(cumulated, at, wanted)));
  }
  const mean = quantiles.reduce((sum, value) => sum + value, 0) / size;
  return Float32Array.from(quantiles, (value) => value / mean);
}

/** How far between two points of the grid the wanted sum lies. */
function part(cumulated: Float64Array, at: number, wanted: number): number {
  const before = cumulated[at - 1]!;
  return (wanted - before) / (cumulated[at]! - before);
}

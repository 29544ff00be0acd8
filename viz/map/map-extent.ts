/** How far a map reaches, in its own units. */

export interface Extent {
  x: [number, number];
  y: [number, number];
}

export function extentOf(x: ArrayLike<number>, y: ArrayLike<number>): Extent {
  return { x: rangeOf(x), y: rangeOf(y) };
}

function rangeOf(values: ArrayLike<number>): [number, number] {
  if (values.length === 0) return [0, 1];
  let [low, high] = [values[0]!, values[0]!];
  for (let at = 1; at < values.length; at++) {
    low = Math.min(low, values[at]!);
    high = Math.max(high, values[at]!);
  }
  return [low, high];
}

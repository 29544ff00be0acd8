/** Where a number stands among ascending ones: binary search. O(log n) */

/** @returns the first place between two places, the later one left out, that holds `target` or more; `to` where none does */
export function placeAmong(numbers: Uint32Array, target: number, from = 0, to = numbers.length): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! < target) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @returns whether one of them is `target` */
export function isAmong(numbers: Uint32Array, target: number, from = 0, to = numbers.length): boolean {
  const place = placeAmong(numbers, target, from, to);
  return place < to && numbers[place] === target;
}

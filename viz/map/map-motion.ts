/** From one look of a server to the next: it moves, changes size and colour, and its mark gives way to the new one. */
import { mixColors } from './map-colors.ts';
import type { NodeLook } from './map-look.ts';
import type { Point } from './map-svg.ts';

export interface Stop {
  look: NodeLook;
  at: Point;
}

/** Until here the old mark shrinks, then the new one grows. */
const turn = 0.35;
const smallest = 0.55;
/** How far a new mark grows over its size before it settles. */
const overshoot = 1.7;
/** Colours on the way: more steps than can be told apart in half a second would only fill memory. */
const colorSteps = 12;

/** @param t from 0 to 1 */
export function between(from: Stop, to: Stop, t: number): Stop {
  if (t >= 1) return to;
  const eased = easeInOut(t);
  const size = sizeBetween(from.look, to.look, t);
  const color = mixColors(from.look.color, to.look.color, Math.round(eased * colorSteps) / colorSteps);
  const mark = t < turn ? from.look.mark : to.look.mark;
  return {
    look: { ...to.look, size, color, mark, hidden: from.look.hidden && to.look.hidden },
    at: { x: mix(from.at.x, to.at.x, eased), y: mix(from.at.y, to.at.y, eased) },
  };
}

function sizeBetween(from: NodeLook, to: NodeLook, t: number): number {
  if (from.hidden) return to.size * easeInOut(t);
  if (to.hidden) return from.size * (1 - easeInOut(t));
  if (from.mark === to.mark) return mix(from.size, to.size, easeInOut(t));
  if (t < turn) return from.size * mix(1, smallest, t / turn);
  return to.size * mix(smallest, 1, easeOutBack((t - turn) / (1 - turn)));
}

/** Penner's easing: slow at both ends. */
export function easeInOut(t: number): number {
  return t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2;
}

/** Penner's easing: beyond the end, and back to it. */
function easeOutBack(t: number): number {
  return 1 + (overshoot + 1) * (t - 1) ** 3 + overshoot * (t - 1) ** 2;
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

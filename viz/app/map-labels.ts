/**
 * Names on the map. Sigma's label grid proposes candidates; here the larger ones are set first and a name that would
 * lie on another is left out, so that every name shown can be read.
 */
import type { MapTheme } from './map-theme.ts';

export interface LabelCandidate {
  key: string;
  label: string;
  /** Centre of the disc and its radius, px. */
  x: number;
  y: number;
  size: number;
  /** Set before all others. */
  first: boolean;
  faint: boolean;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const fontPx = 12.5;
const gapPx = 5;
const marginPx = 3;

/**
 * Draws as many of the candidates as fit, in order of importance; equal ones by name. A name takes the first free side
 * of its disc. Those that come first are set in any case, and nothing is set over their discs.
 */
export function drawLabels(context: CanvasRenderingContext2D, candidates: LabelCandidate[], theme: MapTheme): void {
  const order = candidates.sort(
    (a, b) => Number(b.first) - Number(a.first) || b.size - a.size || (a.key < b.key ? -1 : 1),
  );
  const taken = order.filter(({ first }) => first).map((candidate) => ({ key: candidate.key, box: discOf(candidate) }));
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 3.5;
  context.strokeStyle = theme.ground;
  for (const candidate of order) {
    context.font = `${candidate.first ? 600 : 450} ${fontPx}px ${theme.font}`;
    const sides = placesOf(candidate, context.measureText(candidate.label).width, context.canvas.clientWidth);
    const free = sides.find((side) => !taken.some(({ key, box }) => key !== candidate.key && overlap(side, box)));
    const box = free ?? (candidate.first ? sides[0] : undefined);
    if (box === undefined) continue;
    taken.push({ key: '', box });
    const y = (box.top + box.bottom) / 2;
    context.fillStyle = candidate.faint ? theme.muted : theme.ink;
    context.strokeText(candidate.label, box.left, y);
    context.fillText(candidate.label, box.left, y);
  }
}

/** The name under the pointer, on a plate of its own above everything. */
export function drawHoverLabel(
  context: CanvasRenderingContext2D,
  { label, x, y, size }: LabelCandidate,
  theme: MapTheme,
): void {
  context.font = `600 ${fontPx}px ${theme.font}`;
  context.textBaseline = 'middle';
  const [box] = placesOf({ x, y, size }, context.measureText(label).width, context.canvas.clientWidth);
  if (box === undefined) return;
  context.beginPath();
  context.roundRect(box.left - 5, box.top - 2, box.right - box.left + 10 - marginPx, box.bottom - box.top + 4, 5);
  context.fillStyle = theme.ground;
  context.fill();
  context.strokeStyle = theme.muted;
  context.lineWidth = 1;
  context.stroke();
  context.fillStyle = theme.ink;
  context.fillText(label, box.left, (box.top + box.bottom) / 2);
}

/** Right, left, below and above the disc, without those that leave the map on either side. */
function placesOf({ x, y, size }: Pick<LabelCandidate, 'x' | 'y' | 'size'>, width: number, mapWidth: number): Box[] {
  const reach = size + gapPx;
  const boxAt = (left: number, middle: number): Box => ({
    left,
    right: left + width + marginPx,
    top: middle - fontPx / 2 - marginPx,
    bottom: middle + fontPx / 2 + marginPx,
  });
  const places = [
    boxAt(x + reach, y),
    boxAt(x - reach - width, y),
    boxAt(x - width / 2, y + reach + fontPx / 2),
    boxAt(x - width / 2, y - reach - fontPx / 2),
  ];
  const inside = places.filter(({ left, right }) => left >= 0 && right <= mapWidth);
  return inside.length > 0 ? inside : places;
}

function discOf({ x, y, size }: LabelCandidate): Box {
  return { left: x - size, right: x + size, top: y - size, bottom: y + size };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Names on the canvas of the map. */
import { type Box, type LabelCandidate, labelPx, labelWeight, placeLabels, placesOf } from './label-places.ts';
import type { MapColors } from './map-colors.ts';
import { textWidth } from './text-width.ts';

/**
 * Draws as many of the candidates as fit.
 * @param taken where nothing may be set
 */
export function drawLabels(
  context: CanvasRenderingContext2D,
  candidates: readonly LabelCandidate[],
  theme: MapColors,
  taken: readonly Box[] = [],
): void {
  const fontOf = ({ first }: LabelCandidate) =>
    `${first ? labelWeight.first : labelWeight.other} ${labelPx}px ${theme.font}`;
  const measure = (candidate: LabelCandidate) => textWidth(context, fontOf(candidate), candidate.label);
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.lineJoin = 'round';
  context.lineWidth = 3.5;
  context.strokeStyle = theme.ground;
  for (const { candidate, left, y } of placeLabels(candidates, measure, context.canvas.clientWidth, taken)) {
    context.font = fontOf(candidate);
    context.fillStyle = candidate.faint ? theme.muted : theme.ink;
    context.strokeText(candidate.label, left, y);
    context.fillText(candidate.label, left, y);
  }
}

/** The name under the pointer, on a plate of its own above everything. */
export function drawHoverLabel(
  context: CanvasRenderingContext2D,
  { label, x, y, size }: Pick<LabelCandidate, 'label' | 'x' | 'y' | 'size'>,
  theme: MapColors,
): void {
  context.font = `${labelWeight.first} ${labelPx}px ${theme.font}`;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  const [box] = placesOf({ x, y, size }, context.measureText(label).width, context.canvas.clientWidth);
  if (box === undefined) return;
  context.beginPath();
  context.roundRect(box.left - 6, box.top - 3, box.right - box.left + 9, box.bottom - box.top + 6, 5);
  context.fillStyle = theme.ground;
  context.fill();
  context.strokeStyle = theme.muted;
  context.lineWidth = 1;
  context.stroke();
  context.fillStyle = theme.ink;
  context.fillText(label, box.left, (box.top + box.bottom) / 2);
}

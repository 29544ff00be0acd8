/** What is written and ruled on the map beside the servers themselves: names, folded counts, distance rings. */

import { lineHeight, type SetName } from './community-names.ts';
import type { Box, LabelCandidate } from './label-places.ts';
import { type MapColors, mixColors } from './map-colors.ts';
import { drawLabels } from './map-labels.ts';
import type { Point } from './map-svg.ts';
import type { Rings } from './ring-places.ts';

export interface Overlay {
  theme: MapColors;
  labels: readonly LabelCandidate[];
  names: readonly SetName[];
  /** 0: not drawn, 1: in full. */
  nameStrength: number;
  communityColor(community: number): string;
  /** Where no name of a server may stand. */
  taken: readonly Box[];
}

/** Weaker than this, a community's name gives its room to those of servers. */
const leastStrength = 0.5;

export function drawOverlay(context: CanvasRenderingContext2D, overlay: Overlay): void {
  const { names, nameStrength, labels, theme } = overlay;
  const ofNames = nameStrength > leastStrength ? names.map(({ box }) => box) : [];
  drawLabels(context, labels, theme, [...ofNames, ...overlay.taken]);
  if (nameStrength === 0) return;
  context.save();
  context.globalAlpha = nameStrength;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  for (const { lines, box, fontPx, community } of names) {
    const color = mixColors(overlay.communityColor(community), theme.ink, 0.5);
    lines.forEach((line, at) => {
      const y = box.top + (at + 0.5) * fontPx * lineHeight;
      const x = (box.left + box.right) / 2;
      context.font = nameFont(theme, fontPx);
      context.lineWidth = 5;
      context.strokeStyle = theme.ground;
      context.strokeText(line, x, y);
      context.fillStyle = color;
      context.fillText(line, x, y);
    });
  }
  context.restore();
}

export function nameFont(theme: MapColors, fontPx: number): string {
  return `650 ${fontPx}px ${theme.font}`;
}

export function drawRings(
  context: CanvasRenderingContext2D,
  { centre, rings }: Rings,
  toView: (at: Point) => Point,
  theme: MapColors,
  strength: number,
): void {
  const middle = toView(centre);
  context.save();
  context.globalAlpha = strength;
  for (const { radius } of [...rings].reverse()) {
    const edge = toView({ x: centre.x, y: centre.y + radius });
    context.beginPath();
    context.arc(middle.x, middle.y, middle.y - edge.y, 0, 2 * Math.PI);
    context.fillStyle = mixColors(theme.ground, theme.line, 0.08);
    context.fill();
    context.strokeStyle = mixColors(theme.line, theme.ground, 0.4);
    context.lineWidth = 1;
    context.stroke();
  }
  context.restore();
}

/** Above the servers, since there is one wherever a ring is. @param describe what the servers within a ring carry */
export function drawRingWords(
  context: CanvasRenderingContext2D,
  { centre, rings }: Rings,
  toView: (at: Point) => Point,
  theme: MapColors,
  strength: number,
  describe: (share: number) => string,
): Box[] {
  context.save();
  context.globalAlpha = strength;
  context.font = `500 11.5px ${theme.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const boxes = rings.map(({ radius, share }) => {
    const { x, y } = toView({ x: centre.x, y: centre.y + radius });
    const text = describe(share);
    const half = context.measureText(text).width / 2 + 8;
    context.fillStyle = theme.ground;
    context.strokeStyle = mixColors(theme.line, theme.ground, 0.4);
    context.lineWidth = 1;
    context.beginPath();
    context.roundRect(x - half, y - 9, 2 * half, 18, 9);
    context.fill();
    context.stroke();
    context.fillStyle = theme.muted;
    context.fillText(text, x, y);
    return { left: x - half, right: x + half, top: y - 9, bottom: y + 9 };
  });
  context.restore();
  return boxes;
}

/**
 * What became of a server since an earlier snapshot, beside its disc and by shape: plus is new, minus is gone, a triangle
 * is changed, and a dotted rim says that nothing was read of it since.
 */

import type { HostChange } from '../shared/snapshot-changes.ts';
import type { MapColors } from './map-colors.ts';
import type { SvgElement } from './svg-tree.ts';

/** Half the width of a badge, and how far the dotted rim stands off, px. */
export const badgePx = 4.5;
export const rimPx = 3;

/** Within a square of half width 1, y downwards. */
export const badgePaths: Record<Exclude<HostChange, 'not-observed'>, string> = {
  new: 'M-1 0H1M0-1V1',
  gone: 'M-1 0H1',
  changed: 'M0-.9.95.75H-.95z',
};

/** @returns how far up and to the right of the middle of a disc its badge stands */
function badgeOffset(size: number): number {
  return size * Math.SQRT1_2 + badgePx * 0.8;
}

export function changeBadge(
  change: HostChange,
  { x, y }: { x: number; y: number },
  size: number,
  { ink, muted, ground }: Pick<MapColors, 'ink' | 'muted' | 'ground'>,
): SvgElement {
  if (change === 'not-observed') {
    const attributes = { cx: x.toFixed(1), cy: y.toFixed(1), r: (size + rimPx).toFixed(1), fill: 'none' };
    return {
      name: 'circle',
      attributes: { ...attributes, stroke: muted, 'stroke-width': 1.4, 'stroke-dasharray': '1.4 2.6' },
    };
  }
  const offset = badgeOffset(size);
  const transform = `translate(${(x + offset).toFixed(1)} ${(y - offset).toFixed(1)}) scale(${badgePx})`;
  const path = { d: badgePaths[change], fill: 'none', 'stroke-linejoin': 'round' };
  return {
    name: 'g',
    attributes: { transform, stroke: 'none' },
    children: [
      { name: 'path', attributes: { ...path, stroke: ground, 'stroke-width': 1.1 } },
      { name: 'path', attributes: { ...path, stroke: ink, 'stroke-width': 0.45 } },
    ],
  };
}

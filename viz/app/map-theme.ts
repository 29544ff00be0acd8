/** The colours of the map, read from the stylesheet so that light and dark are decided in one place. */
import type { MapFile } from '../../analysis/types.ts';

export interface MapTheme {
  ground: string;
  ink: string;
  muted: string;
  line: string;
  cut: string;
  font: string;
  /** Colours for the largest communities; see `communityRanks`. */
  communities: string[];
  /** For servers in a smaller community or in none. */
  other: string;
}

/** Okabe–Ito without black, which the ink uses, and without vermilion, which is kept for what is cut. */
export const communityColorCount = 6;

export function readTheme(element: Element): MapTheme {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    ground: read('--map-ground'),
    ink: read('--ink'),
    muted: read('--muted'),
    line: read('--map-line'),
    cut: read('--cut'),
    font: style.fontFamily,
    communities: Array.from({ length: communityColorCount }, (_, rank) => read(`--community-${rank + 1}`)),
    other: read('--community-other'),
  };
}

/** @returns for each community its rank by people, then by servers, if it has a colour of its own, else -1 */
export function communityRanks(communities: MapFile['communities']): number[] {
  const ranks = communities.map(() => -1);
  communities
    .map(({ size, audience }, id) => ({ size, audience: audience ?? 0, id }))
    .sort((a, b) => b.audience - a.audience || b.size - a.size || a.id - b.id)
    .slice(0, communityColorCount)
    .forEach(({ id }, rank) => {
      ranks[id] = rank;
    });
  return ranks;
}

/** @returns `#rrggbb` on the way from `from` (0) to `to` (1) */
export function mixColors(from: string, to: string, amount: number): string {
  const a = readChannels(from);
  const b = readChannels(to);
  return `#${a.map((channel, i) => toHex(channel + (b[i]! - channel) * amount)).join('')}`;
}

function readChannels(color: string): number[] {
  if (!/^#[0-9a-f]{6}$/i.test(color)) throw new Error(`expected a colour as #rrggbb, got ${color}`);
  return [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
}

function toHex(channel: number): string {
  return Math.round(channel).toString(16).padStart(2, '0');
}

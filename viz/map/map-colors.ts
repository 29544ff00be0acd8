/** The colours of the map, whatever draws it: communities by rank, and how far a faded server goes towards the ground. */
import type { MapFile } from '../../analysis/types.ts';

export interface MapColors {
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

/** The page's own colours, where no stylesheet can be asked; a test holds them to the stylesheet's. */
export const mapColors: Record<'light' | 'dark', MapColors> = {
  light: {
    ground: '#f7f8f9',
    ink: '#1b2027',
    muted: '#59626e',
    line: '#9aa3ad',
    cut: '#c8500a',
    font: 'Inter, "Segoe UI", system-ui, sans-serif',
    communities: ['#0072b2', '#e69f00', '#009e73', '#56b4e9', '#cc79a7', '#d8c524'],
    other: '#98a1ab',
  },
  dark: {
    ground: '#101418',
    ink: '#e8ebee',
    muted: '#a4adb8',
    line: '#5b6672',
    cut: '#ff8b3d',
    font: 'Inter, "Segoe UI", system-ui, sans-serif',
    communities: ['#3a9fe0', '#e69f00', '#1fb88c', '#8ccdf5', '#d995bb', '#f0e442'],
    other: '#6f7a86',
  },
};

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

/** Small pictures that stand beside words: the marks of the map, community colours, the order of a column. */
import { html, svg, type TemplateResult } from 'lit';
import { badgePaths } from '../map/change-badges.ts';
import { type GlyphPart, glyphs, type Mark } from '../map/marks.ts';
import type { HostChange } from '../shared/snapshot-changes.ts';

const looks: Record<GlyphPart['paint'], string> = {
  fill: 'disc',
  stroke: 'stroke',
  dotted: 'stroke dotted',
  ground: 'bare',
};

export function symbolOf(mark: Mark): TemplateResult {
  return html`<svg class=${`symbol symbol-${mark}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    <g transform="translate(8 8) scale(6.4)">${glyphs[mark].map(({ d, paint }) => svg`<path class=${looks[paint]} d=${d} />`)}</g>
  </svg>`;
}

export function changeSymbol(change: HostChange): TemplateResult {
  const badge =
    change === 'not-observed'
      ? svg`<circle class="disc" cx="8" cy="8" r="3.6" /><circle class="rim" cx="8" cy="8" r="6.6" />`
      : svg`<circle class="disc" cx="6" cy="10" r="4.4" /><path class="badge" transform="translate(11.5 4.5) scale(3.6)" d=${badgePaths[change]} />`;
  return html`<svg class="symbol symbol-change" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${badge}</svg>`;
}

export function foldedSymbol(): TemplateResult {
  return html`<svg class="symbol symbol-folded" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    <circle cx="8" cy="8" r="5.6" />
  </svg>`;
}

/** @param rank of the community from 0, or -1 for those without a colour of their own */
export function swatchOf(rank: number): TemplateResult {
  const look = rank < 0 ? 'community-other' : `community-${rank + 1}`;
  return html`<svg class=${`swatch ${look}`} viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
    <circle cx="5" cy="5" r="5" />
  </svg>`;
}

export function sortArrow(descending: boolean): TemplateResult {
  const triangle = descending ? 'M1 2h8L5 8z' : 'M1 8h8L5 2z';
  return html`<svg class="sort-arrow" viewBox="0 0 10 10" width="8" height="8" aria-hidden="true">
    <path d=${triangle} />
  </svg>`;
}

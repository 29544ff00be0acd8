/** Small pictures that stand beside words: the marks of the map, community colours, the order of a column. */
import { html, svg, type TemplateResult } from 'lit';
import type { Mark } from './scene.ts';

/** As in `mark-program.ts`. */
const shapes: Record<Mark, TemplateResult> = {
  kept: svg`<circle class="disc" cx="8" cy="8" r="5.5" />`,
  cut: svg`<circle class="ring" cx="8" cy="8" r="6" /><path class="stroke" d="m4 4 8 8m0-8-8 8" />`,
  hidden: svg`<path class="disc" d="M8 2a6 6 0 0 0 0 12z" /><circle class="ring" cx="8" cy="8" r="6" />`,
  'cut-today': svg`<circle class="ring" cx="8" cy="8" r="6" /><path class="stroke" d="m12 4-8 8" />`,
  opened: svg`<path class="disc" d="m8 1.5 6.5 6.5L8 14.5 1.5 8z" />`,
  'hidden-today': svg`<path class="disc" d="M8 2a6 6 0 0 0-6 6h6z" /><circle class="ring" cx="8" cy="8" r="6" />`,
  silent: svg`<circle class="ring dotted" cx="8" cy="8" r="6" />`,
  focus: svg`<circle class="disc" cx="8" cy="8" r="3.6" /><circle class="ring" cx="8" cy="8" r="6.4" />`,
};

export function symbolOf(mark: Mark): TemplateResult {
  return html`<svg class=${`symbol symbol-${mark}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    ${shapes[mark]}
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

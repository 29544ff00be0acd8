/** Bars with their interval. Drawn as SVG, whose lengths are attributes: the page's policy allows no inline style. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Estimate } from '../../analysis/types.ts';

const height = 10;

/**
 * A share as a bar, the 90 % interval as a whisker. Decoration: the words say the same.
 * @param scale share at which the bar takes the full width
 */
export function estimateBar({ share, low, high }: Estimate, look: string, scale = 1): TemplateResult {
  const percent = (value: number) => percentOf(value / scale);
  return html`<svg class=${`bar bar-${look}`} width="100%" height=${height} aria-hidden="true">
    <rect class="bar-ground" width="100%" height="6" y="2" rx="2" />
    ${share === null ? nothing : svg`<rect class="bar-value" width=${percent(share)} height="6" y="2" rx="2" />`}
    ${
      low === null || high === null || high <= low
        ? nothing
        : svg`<g class="whisker">
          <line x1=${percent(low)} x2=${percent(high)} y1="5" y2="5" />
          <line x1=${percent(low)} x2=${percent(low)} y1="1.5" y2="8.5" />
          <line x1=${percent(high)} x2=${percent(high)} y1="1.5" y2="8.5" />
        </g>`
    }
  </svg>`;
}

export interface Segment {
  key: string;
  amount: number;
}

/** Parts of a whole side by side; each part's look is its key's class. */
export function stackedBar(segments: readonly Segment[]): TemplateResult {
  const total = segments.reduce((sum, { amount }) => sum + amount, 0);
  let before = 0;
  return html`<svg class="stack" width="100%" height=${height} aria-hidden="true">
    ${segments
      .filter(({ amount }) => amount > 0)
      .map(({ key, amount }) => {
        const x = before / total;
        before += amount;
        return svg`<rect class=${`segment-${key}`} x=${percentOf(x)} width=${percentOf(amount / total)} height=${height} />`;
      })}
  </svg>`;
}

export function percentOf(share: number): string {
  return `${(Math.min(1, Math.max(0, share)) * 100).toFixed(3)}%`;
}

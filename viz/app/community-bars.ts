/** Where a loss falls: the ties into each community as they are today, and what of them is cut. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { CommunityLoss, Impact } from '../../analysis/types.ts';
import { percentOf } from './bars.ts';
import { intervalOf } from './estimate-cell.ts';
import { showCount, showEstimateShort, showVariety, splitEstimate } from './figures.ts';
import { words } from './words/words.ts';

const shownCommunities = 6;

export function communityList({
  communities,
  diversity: { before, after },
}: Pick<Impact, 'communities' | 'diversity'>): TemplateResult | typeof nothing {
  const touched = communities.filter(({ shareLost }) => shareLost > 0);
  if (touched.length === 0) return nothing;
  const { fallsTitle, fallsNote, fallsMore, variety } = words().report;
  const shown = touched.slice(0, shownCommunities);
  const lengths = lengthsOf(shown);
  const more = touched.length - shown.length;
  return html`<div class="communities">
    <h4>${fallsTitle}</h4>
    <p class="of">${fallsNote}</p>
    <ul>
      ${shown.map((community, at) => communityItem(community, lengths[at]!))}
    </ul>
    ${more > 0 ? html`<p class="of">${fallsMore(showCount(more))}</p>` : nothing}
    <p class="of">${variety(showVariety(before), showVariety(after))}</p>
  </div>`;
}

/** What a community weighs among the host's ties today, of the heaviest: the loss there over the share lost there. */
export function lengthsOf(communities: readonly CommunityLoss[]): number[] {
  const weights = communities.map(({ shareLost, shareOfLoss }) => (shareLost > 0 ? shareOfLoss / shareLost : 0));
  const heaviest = Math.max(...weights);
  return weights.map((weight) => (heaviest > 0 ? weight / heaviest : 1));
}

function communityItem(community: CommunityLoss, length: number): TemplateResult {
  const { name, size, estimateLost, estimateOfLoss } = community;
  const text = splitEstimate(estimateLost);
  return html`<li>
    <span class="name" title=${name}>${name}</span>
    <span class="value">${text.value}</span>
    <span class="interval">${intervalOf(text)}</span>
    <span class="bar-cell">${tiesBar(community, length)}</span>
    <span class="of">${words().report.fallsOfLoss(size, showCount(size), showEstimateShort(estimateOfLoss))}</span>
  </li>`;
}

/** Shorter than this a bar would show nothing. */
const leastLength = 0.06;

/** From the left what stays, at the right end what is cut, its interval as a whisker. Decoration: the words say the same. */
function tiesBar({ shareLost, estimateLost: { low, high } }: CommunityLoss, share: number): TemplateResult {
  const length = Math.max(leastLength, share);
  const at = (kept: number) => percentOf(kept * length);
  return html`<svg class="bar bar-ties" width="100%" height="10" aria-hidden="true">
    <rect class="bar-stays" width=${at(1 - shareLost)} height="6" y="2" />
    <rect class="bar-lost" x=${at(1 - shareLost)} width=${at(shareLost)} height="6" y="2" />
    ${
      low === null || high === null || high <= low
        ? nothing
        : svg`<g class="whisker">
          <line x1=${at(1 - high)} x2=${at(1 - low)} y1="5" y2="5" />
          <line x1=${at(1 - high)} x2=${at(1 - high)} y1="1.5" y2="8.5" />
          <line x1=${at(1 - low)} x2=${at(1 - low)} y1="1.5" y2="8.5" />
        </g>`
    }
  </svg>`;
}

/** The lists of a report: which communities lose how much, and what each entry of the scenario does. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CommunityLoss, Impact, ImpactEntry } from '../../analysis/types.ts';
import { estimateBar } from './bars.ts';
import { countByWords, wordsOf } from './entry-words.ts';
import { estimateCell, intervalOf } from './estimate-cell.ts';
import {
  audienceHeading,
  evidenceWords,
  showCount,
  showEstimateShort,
  showPeople,
  showVariety,
  splitEstimate,
  splitPair,
} from './figures.ts';

const shownCommunities = 6;
const shownEntries = 12;

export function communityList({
  communities,
  diversity: { before, after },
}: Pick<Impact, 'communities' | 'diversity'>): TemplateResult | typeof nothing {
  const touched = communities.filter(({ shareLost }) => shareLost > 0);
  if (touched.length === 0) return nothing;
  const more = touched.length - shownCommunities;
  return html`<div class="communities">
    <h4>Where it falls</h4>
    <p class="of">share of its ties into each community that is cut</p>
    <ul>
      ${touched.slice(0, shownCommunities).map(communityItem)}
    </ul>
    ${more > 0 ? html`<p class="of">and ${showCount(more)} more with less</p>` : nothing}
    <p class="of">
      Its ties are as varied as ${showVariety(before)} communities of one size before, ${showVariety(after)} after
    </p>
  </div>`;
}

function communityItem({ name, size, estimateLost, estimateOfLoss }: CommunityLoss): TemplateResult {
  const text = splitEstimate(estimateLost);
  return html`<li>
    <span class="name" title=${name}>${name}</span>
    <span class="value">${text.value}</span>
    <span class="interval">${intervalOf(text)}</span>
    <span class="bar-cell">${estimateBar(estimateLost, 'cut')}</span>
    <span class="of">${showCount(size)} ${size === 1 ? 'server' : 'servers'} · ${showEstimateShort(estimateOfLoss)} of the whole loss</span>
  </li>`;
}

/** The milder way beside what was asked. */
export function limitTable({ limitInstead, lossIn, lossOut, hidden }: Impact): TemplateResult | typeof nothing {
  if (limitInstead === null || limitInstead.hidden.share === null) return nothing;
  const rows = [
    { label: 'Follows cut', asked: lossIn, limited: limitInstead.lossIn },
    { label: 'Followers cut', asked: lossOut, limited: limitInstead.lossOut },
    { label: 'Hidden, not cut', asked: hidden, limited: limitInstead.hidden },
  ];
  return html`<div class="milder">
    <h4>With a limit in place of every block</h4>
    <table>
      <thead>
        <tr>
          <th scope="col">Share</th>
          <th scope="col">As asked</th>
          <th scope="col">With limits</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ label, asked, limited }) => html`<tr>
            <th scope="row">${label}</th>
            <td>${estimateCell(splitEstimate(asked))}</td>
            <td>${estimateCell(splitEstimate(limited))}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

export function entryTable({ entries, entriesFor90, coverage }: Impact): TemplateResult | typeof nothing {
  if (entries.length === 0) return nothing;
  const more = entries.length - shownEntries;
  return html`<div class="entries">
    <h4>Entries</h4>
    <p class="of">${countByWords(entries)}${entries.length > 1 ? carrying(entriesFor90) : ''}</p>
    <table>
      <thead>
        <tr>
          <th scope="col">Server</th>
          <th scope="col">${audienceHeading(coverage.audience.unit)}</th>
          <th scope="col">Follows</th>
          <th scope="col">Followers</th>
        </tr>
      </thead>
      <tbody>
        ${entries.slice(0, shownEntries).map(entryRow)}
      </tbody>
    </table>
    ${more > 0 ? html`<p class="of">and ${showCount(more)} more; the table view holds every server they touch</p>` : nothing}
  </div>`;
}

function entryRow(entry: ImpactEntry): TemplateResult {
  const { target, action, hosts, audience, evidence, assumed, estimateIn, estimateOut } = entry;
  const notes = [
    action,
    wordsOf(entry),
    ...(hosts > 1 ? [`${showCount(hosts)} servers`] : []),
    ...(evidence === null ? [] : [evidenceWords[evidence]]),
    ...(assumed ? ['meaning assumed'] : []),
  ];
  return html`<tr>
    <th scope="row">${target} <span class="entry-note">${notes.join(' · ')}</span></th>
    <td>${showPeople(audience)}</td>
    <td>${estimateCell(splitPair(estimateIn, [audience], hosts))}</td>
    <td>${estimateCell(splitPair(estimateOut, [audience], hosts))}</td>
  </tr>`;
}

function carrying(count: number | null): string {
  if (count === null) return '';
  return count === 1
    ? '; the first carries 90 % of the loss'
    : `; the first ${showCount(count)} carry 90 % of the loss`;
}

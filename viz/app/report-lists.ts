/** The lists of a report: which communities lose how much, and what each entry of the scenario does. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CommunityLoss, Estimate, Impact, ImpactEntry } from '../../analysis/types.ts';
import { estimateBar } from './bars.ts';
import { countByWords, wordsOf } from './entry-words.ts';
import { evidenceWords, showCount, showPeople, showShare, splitEstimate } from './figures.ts';

const shownCommunities = 6;
const shownEntries = 12;

export function communityList(communities: readonly CommunityLoss[]): TemplateResult | typeof nothing {
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
  </div>`;
}

function communityItem({ name, size, shareLost, shareOfLoss }: CommunityLoss): TemplateResult {
  return html`<li>
    <span class="name" title=${name}>${name}</span>
    <span class="value">${showShare(shareLost)}</span>
    <span class="bar-cell">${estimateBar({ share: shareLost, low: null, high: null, grade: null }, 'cut')}</span>
    <span class="of">${showCount(size)} ${size === 1 ? 'server' : 'servers'} · ${showShare(shareOfLoss)} of the whole loss</span>
  </li>`;
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
          <th scope="col">${coverage.audience.unit === 'registered' ? 'Registered' : 'People'}</th>
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
    <td>${estimateCell(estimateIn)}</td>
    <td>${estimateCell(estimateOut)}</td>
  </tr>`;
}

/** An estimate in a narrow column: the number or its class, the interval below. */
export function estimateCell(estimate: Estimate): TemplateResult {
  const { value, interval } = splitEstimate(estimate);
  return html`${value}${interval === '' ? nothing : html` <span class="entry-note">${interval}</span>`}`;
}

function carrying(count: number | null): string {
  if (count === null) return '';
  return count === 1
    ? '; the first carries 90 % of the loss'
    : `; the first ${showCount(count)} carry 90 % of the loss`;
}

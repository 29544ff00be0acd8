/** The lists of a report: which communities lose how much, and what each entry of the scenario does. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CommunityLoss, EntryStatus, Impact, ImpactEntry } from '../../analysis/types.ts';
import { estimateBar } from './bars.ts';
import { showCount, showPeople, showShare } from './figures.ts';

const shownCommunities = 6;
const shownEntries = 12;

const statusWords: Record<EntryStatus, string> = {
  cut: 'cut',
  hidden: 'hidden',
  already: 'no change, cut or hidden today',
  kept: 'kept as it is',
  dead: 'does not answer',
  unknown: 'not seen, or people not known',
};

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
    <span class="name" title=${`${showCount(size)} servers`}>${name}</span>
    <span class="value">${showShare(shareLost)}</span>
    <span class="bar-cell">${estimateBar({ share: shareLost, low: null, high: null, grade: null }, 'cut')}</span>
    <span class="of">${showShare(shareOfLoss)} of the whole loss</span>
  </li>`;
}

export function entryTable({ entries, entryCounts, entriesFor90 }: Impact): TemplateResult | typeof nothing {
  if (entries.length === 0) return nothing;
  const more = entries.length - shownEntries;
  return html`<div class="entries">
    <h4>Entries</h4>
    <p class="of">${countEntries(entryCounts)}${entries.length > 1 ? carrying(entriesFor90) : ''}</p>
    <table>
      <thead>
        <tr>
          <th scope="col">Server</th>
          <th scope="col">People</th>
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

function entryRow({
  target,
  action,
  status,
  hosts,
  audience,
  assumed,
  shareIn,
  shareOut,
}: ImpactEntry): TemplateResult {
  const notes = [
    action,
    statusWords[status],
    ...(hosts > 1 ? [`${showCount(hosts)} servers`] : []),
    ...(assumed ? ['meaning assumed'] : []),
  ];
  return html`<tr>
    <th scope="row">${target} <span class="entry-note">${notes.join(' · ')}</span></th>
    <td>${showPeople(audience)}</td>
    <td>${showShare(shareIn)}</td>
    <td>${showShare(shareOut)}</td>
  </tr>`;
}

function countEntries(counts: Impact['entryCounts']): string {
  return (Object.entries(counts) as [EntryStatus, number][])
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${showCount(count)} ${statusWords[status]}`)
    .join(' · ');
}

function carrying(count: number | null): string {
  if (count === null) return '';
  return count === 1
    ? '; the first carries 90 % of the loss'
    : `; the first ${showCount(count)} carry 90 % of the loss`;
}

/** What each entry of the scenario does: those that carry the loss first, the rest on demand. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Impact, ImpactEntry } from '../../analysis/types.ts';
import { countByWords, wordsOf } from './entry-words.ts';
import { estimateCell } from './estimate-cell.ts';
import { describePeople, evidenceWords, showCount, splitPair } from './figures.ts';
import { words } from './words/words.ts';

const shownEntries = 12;

/** @param leaveOut takes an entry out of an import; null where nothing is imported */
export function entryTable(
  { entries, entriesFor90, coverage }: Impact,
  leaveOut: ((target: string) => void) | null,
): TemplateResult | typeof nothing {
  if (entries.length === 0) return nothing;
  const { entriesTitle, entriesCarry, entriesServer, entriesFollows, entriesFollowers, entriesMore } = words().report;
  const more = entries.length - shownEntries;
  const carrying = entriesFor90 !== null && entriesFor90 < entries.length ? entriesFor90 : null;
  return html`<div class="entries">
    <h4>${entriesTitle}</h4>
    <p class="of">${countByWords(entries)}</p>
    ${carrying === null ? nothing : html`<p class="carry">${entriesCarry(carrying, showCount(carrying))}</p>`}
    <table>
      <thead>
        <tr>
          <th scope="col">${entriesServer}</th>
          <th scope="col">${entriesFollows}</th>
          <th scope="col">${entriesFollowers}</th>
        </tr>
      </thead>
      <tbody>
        ${entries.slice(0, shownEntries).map((entry, at) => entryRow(entry, coverage.audience.unit, at + 1 === carrying, leaveOut))}
      </tbody>
    </table>
    ${more > 0 ? html`<p class="of">${entriesMore(showCount(more))}</p>` : nothing}
  </div>`;
}

function entryRow(
  entry: ImpactEntry,
  unit: Impact['coverage']['audience']['unit'],
  isLastCarrying: boolean,
  leaveOut: ((target: string) => void) | null,
): TemplateResult {
  const { target, action, hosts, audience, evidence, assumed, estimateIn, estimateOut } = entry;
  const { report, scenario } = words();
  const notes = [
    describePeople(audience, unit),
    action,
    wordsOf(entry),
    ...(hosts > 1 ? [report.entriesServers(hosts, showCount(hosts))] : []),
    ...(evidence === null ? [] : [evidenceWords[evidence]]),
    ...(assumed ? [report.entriesAssumed] : []),
  ];
  return html`<tr class=${isLastCarrying ? 'last-carrying' : nothing}>
    <th scope="row">
      ${target} <span class="entry-note">${notes.join(' · ')}</span>
      ${
        leaveOut === null
          ? nothing
          : html`<button type="button" class="row-action" aria-label=${scenario.leaveOutName(target)} @click=${() => leaveOut(target)}>
              ${scenario.leaveOut}
            </button>`
      }
    </th>
    <td>${estimateCell(splitPair(estimateIn, [audience], hosts))}</td>
    <td>${estimateCell(splitPair(estimateOut, [audience], hosts))}</td>
  </tr>`;
}

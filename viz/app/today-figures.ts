/** Figures of being blocked that go with no single server. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Blocked } from '../../analysis/types.ts';
import { estimateCell, figureRow } from './estimate-cell.ts';
import { showCount, splitEstimate } from './figures.ts';
import { words } from './words/words.ts';

const shownLists = 5;

/** What is lost to lists that nobody outside can read is a range over all of them, and no name. */
export function reachFigures({ hiddenLists, reachOut }: Blocked): TemplateResult {
  const { today } = words();
  const { servers, ...hidden } = hiddenLists;
  const of = hidden.share === null ? today.privateListsUnknown : today.privateListsOf;
  return html`<dl class="figures">
    ${figureRow({
      key: 'private-lists',
      label: today.privateLists,
      of: of(showCount(servers)),
      text: splitEstimate(hidden),
      bar: hidden,
      look: 'private',
    })}
    ${figureRow({
      key: 'reach-today',
      label: today.reach,
      of: today.reachOf,
      text: splitEstimate(reachOut),
      bar: reachOut,
      look: reachOut.share === null ? 'unknown' : 'reach',
    })}
  </dl>`;
}

/** Lists that are passed round, those first that would bring most back if they left the server out. */
export function listTable(lists: Blocked['lists']): TemplateResult | typeof nothing {
  if (lists.length === 0) return nothing;
  const { today } = words();
  return html`<table class="repair-lists">
    <caption>${today.listsTitle} <span class="of">${today.listsNote}</span></caption>
    <thead>
      <tr>
        <th scope="col">${today.listsName}</th>
        <th scope="col">${today.listsFollowers}</th>
        <th scope="col">${today.listsReturns}</th>
      </tr>
    </thead>
    <tbody>
      ${lists.slice(0, shownLists).map(
        ({ name, entries, namesHost, gain, followers: { low, high } }) => html`<tr>
          <th scope="row">${name} <span class="entry-note">${today.listsEntries(showCount(entries), namesHost)}</span></th>
          <td>${low === high ? showCount(low) : `${showCount(low)}–${showCount(high)}`}</td>
          <td>${estimateCell(splitEstimate(gain))}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

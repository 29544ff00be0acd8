/** The milder way beside what was asked: the same question with a limit in place of every block. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Estimate, Impact } from '../../analysis/types.ts';
import { estimateBar } from './bars.ts';
import { roundScale } from './compare-rows.ts';
import { intervalOf } from './estimate-cell.ts';
import { showShare, splitEstimate } from './figures.ts';
import { words } from './words/words.ts';

export function limitTwin({ limitInstead, lossIn, lossOut, hidden }: Impact): TemplateResult | typeof nothing {
  if (limitInstead === null || limitInstead.hidden.share === null) return nothing;
  const { report, scenario } = words();
  const rows = [
    { label: report.followsCut, look: 'cut', pair: [lossIn, limitInstead.lossIn] },
    { label: report.followersCut, look: 'cut', pair: [lossOut, limitInstead.lossOut] },
    { label: report.hidden, look: 'hidden', pair: [hidden, limitInstead.hidden] },
  ];
  const scale = roundScale(rows.flatMap(({ pair }) => pair));
  return html`<div class="milder">
    <h4>${report.milderTitle}</h4>
    <table class="compared">
      <thead>
        <tr>
          <th scope="col">${report.milderShare}</th>
          <th scope="col">${report.milderAsked}</th>
          <th scope="col">${report.milderLimits}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ label, look, pair }) => html`<tr>
            <th scope="row">${label}</th>
            ${pair.map((estimate) => html`<td>${shareCell(estimate, look, scale)}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>
    <p class="of">${scenario.compareScale(showShare(scale))}</p>
  </div>`;
}

function shareCell(estimate: Estimate, look: string, scale: number): TemplateResult {
  const text = splitEstimate(estimate);
  return html`<span class="value">${text.value}</span>
    <span class="interval">${intervalOf(text)}</span>
    ${estimateBar(estimate, look, scale)}`;
}

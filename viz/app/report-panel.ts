/** The answer beside the map: one figure a row, each with its interval and what it rests on. */
import { html, nothing, type TemplateResult } from 'lit';
import { writeModel } from '../../analysis/report/model-sentence.ts';
import type { DirectLoss, Estimate, Evidence, HostCard, Impact } from '../../analysis/types.ts';
import { stackedBar } from './bars.ts';
import { communityList } from './community-bars.ts';
import { entryTable } from './entry-table.ts';
import { figureRow } from './estimate-cell.ts';
import {
  evidenceWords,
  gradeWords,
  peopleWords,
  showCount,
  showPeople,
  showShare,
  splitEstimate,
  splitLost,
} from './figures.ts';
import { writeHeadline } from './headline.ts';
import { LightElement } from './light-element.ts';
import { limitTwin } from './limit-twin.ts';
import { groupSentences, knowsThroughOthers, type SentenceGroup } from './sentence-groups.ts';
import { addChange } from './state.ts';
import { words } from './words/words.ts';

const evidenceOrder: readonly Evidence[] = ['X', 'E2', 'E1', 'E0', 'E-'];

export class ReportPanel extends LightElement {
  static override properties = { impact: { attribute: false }, direct: { attribute: false }, liveness: {} };
  declare impact: Impact | null;
  /** Of a newer question, while its whole answer is on its way. */
  declare direct: DirectLoss | null;
  /** Of the server looked from. */
  declare liveness: HostCard['liveness'];

  constructor() {
    super();
    this.impact = null;
    this.direct = null;
    this.liveness = 'alive';
  }

  protected override render() {
    const { impact, direct } = this;
    const loss = direct ?? impact;
    // Always there, so that the first answer is read out as every later one is.
    return html`<section class=${loss === null ? nothing : 'part report'} aria-labelledby=${loss === null ? nothing : 'report-title'}>
      <div aria-live="polite">${loss === null ? nothing : this.#said(loss)}</div>
      ${direct === null ? nothing : html`${figures(direct)}<p class="awaited">${words().report.throughOthersAwaited}</p>`}
      ${direct !== null || impact === null ? nothing : this.#figures(impact)}
    </section>`;
  }

  #said(impact: Impact | DirectLoss): TemplateResult {
    return html`
      <h3 id="report-title">${words().report.title(impact.host)}</h3>
      <p class="headline">${writeHeadline(impact, this.liveness)}</p>
    `;
  }

  #figures(impact: Impact): TemplateResult {
    const { groups, rest } = groupSentences(impact);
    const { report } = words();
    const leaveOut = impact.lists.length === 0 ? null : (name: string) => this.change(addChange('except', name));
    return html`
      ${figures(impact)}
      ${
        impact.irreversible
          ? html`<p class="notice"><strong>${report.lastingTitle}</strong> ${report.lasting}</p>`
          : nothing
      }
      ${communityList(impact)}
      ${entryTable(impact, leaveOut)}
      ${limitTwin(impact)}
      ${groups.map(sentenceGroup)}
      ${knowsThroughOthers(impact) ? nothing : html`<p class="words through-others">${report.throughOthersUnknown}</p>`}
      ${evidenceOf(impact)}
      <details class="words">
        <summary>${report.inWords}</summary>
        <ul lang="en">${rest.map((sentence) => html`<li>${sentence}</li>`)}</ul>
      </details>
    `;
  }
}

function figures({ lossIn, lossOut, hidden, people, coverage }: Impact | DirectLoss): TemplateResult {
  const { report } = words();
  return html`<dl class="figures">
    ${shareRow('loss-in', report.followsCut, report.followsCutOf, lossIn, 'cut')}
    ${shareRow('loss-out', report.followersCut, report.followersCutOf, lossOut, 'cut')}
    ${peopleRow(people, coverage.audience.unit)}
    ${shareRow('hidden', report.hidden, report.hiddenOf, hidden, 'hidden')}
  </dl>`;
}

function shareRow(key: string, label: string, of: string, estimate: Estimate, look: string): TemplateResult {
  return figureRow({ key, label, of, text: splitEstimate(estimate), bar: estimate, look });
}

function peopleRow(people: Impact['people'], unit: Impact['coverage']['audience']['unit']): TemplateResult {
  const { report } = words();
  const { before, lostUnsized } = people;
  const of = report.peopleOf(before === null ? null : showPeople(before), peopleWords(unit));
  const unsized = lostUnsized === 0 ? '' : `; ${report.peopleUnsized(lostUnsized, showCount(lostUnsized))}`;
  const bar = reachOf(people);
  return figureRow({
    key: 'people',
    label: report.peopleOut[unit],
    of: `${of}${unsized}`,
    text: splitLost(people),
    bar,
    look: bar.share === null ? 'unknown' : 'reach',
  });
}

/** Those who stay in reach, as a share of those before. */
function reachOf({ before, after, lost, lostLow, lostHigh }: Impact['people']): Estimate {
  const unknown = { share: null, low: null, high: null, grade: null };
  if (before === null || after === null || lost === null || before === 0) return unknown;
  const share = after / before;
  if (lostLow === null || lostHigh === null) return { ...unknown, share };
  return { share, low: (after + lost - lostHigh) / before, high: (after + lost - lostLow) / before, grade: null };
}

/** Sentences come from the analysis, in English. */
function sentenceGroup({ title, sentences }: SentenceGroup): TemplateResult {
  return html`<div class="words">
    <h4>${title}</h4>
    <ul lang="en">${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>
  </div>`;
}

function evidenceOf({ evidence, lossIn, model }: Impact): TemplateResult | typeof nothing {
  if (evidence === null) return nothing;
  const parts = evidenceOrder.filter((kind) => evidence[kind] > 0);
  return html`<div class="evidence">
    <h4>${words().report.restsOn(lossIn.grade === null ? null : gradeWords[lossIn.grade])}</h4>
    ${stackedBar(parts.map((kind) => ({ key: kind, amount: evidence[kind] })))}
    <ul class="keys">
      ${parts.map((kind) => {
        const said = `${showShare(evidence[kind])} ${evidenceWords[kind]}`;
        return html`<li><span class=${`key segment-${kind}`}></span>${said}</li>`;
      })}
    </ul>
    <p class="of" lang="en">${writeModel(model)}</p>
  </div>`;
}

customElements.define('fl-report', ReportPanel);

declare global {
  interface HTMLElementTagNameMap {
    'fl-report': ReportPanel;
  }
}

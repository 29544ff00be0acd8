/** The answer beside the map: one figure a row, each with its interval and what it rests on. */
import { html, nothing, type TemplateResult } from 'lit';
import { writeModel } from '../../analysis/report/model-sentence.ts';
import type { Estimate, Evidence, HostCard, Impact } from '../../analysis/types.ts';
import { stackedBar } from './bars.ts';
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
import { communityList, entryTable, limitTable } from './report-lists.ts';
import { groupSentences, type SentenceGroup } from './sentence-groups.ts';
import { theSource } from './source.ts';

const evidenceOrder: readonly Evidence[] = ['X', 'E2', 'E1', 'E0', 'E-'];

export class ReportPanel extends LightElement {
  static override properties = { impact: { attribute: false }, liveness: {}, note: { state: true } };
  declare impact: Impact | null;
  /** Of the server looked from. */
  declare liveness: HostCard['liveness'];
  declare note: string;

  constructor() {
    super();
    this.impact = null;
    this.liveness = 'alive';
    this.note = '';
  }

  protected override render() {
    const { impact } = this;
    if (impact === null) return nothing;
    const { lossIn, lossOut, hidden } = impact;
    const { groups, rest } = groupSentences(impact);
    return html`
      <section class="part report" aria-labelledby="report-title" data-report>
        <h3 id="report-title">What changes for ${impact.host}</h3>
        <p class="headline" aria-live="polite">${writeHeadline(impact, this.liveness)}</p>
        <dl class="figures">
          ${shareRow('loss-in', 'Follows cut', 'of the follows its people have elsewhere', lossIn, 'cut')}
          ${shareRow('loss-out', 'Followers cut', 'of its people’s followers elsewhere', lossOut, 'cut')}
          ${this.#people(impact)}
          ${shareRow('hidden', 'Hidden, not cut', 'of those follows stay; strangers there are hard to find', hidden, 'hidden')}
        </dl>
        ${impact.irreversible ? lastingNotice : nothing}
        ${communityList(impact)}
        ${entryTable(impact)}
        ${limitTable(impact)}
        ${groups.map(sentenceGroup)}
        ${this.#evidence(impact)}
        <details class="words">
          <summary>The figures in words</summary>
          <ul>${rest.map((sentence) => html`<li>${sentence}</li>`)}</ul>
        </details>
        <div class="actions">
          <button type="button" @click=${() => this.#copy('link')}>Copy link</button>
          <button type="button" @click=${() => this.#copy('report')}>Copy report as Markdown</button>
          <span class="note" role="status">${this.note}</span>
        </div>
      </section>
    `;
  }

  #people({ people, coverage }: Impact) {
    const { before, lostUnsized } = people;
    const who = peopleWords(coverage.audience.unit);
    const unsized = lostUnsized === 0 ? '' : `; ${countUnsized(lostUnsized)} not counted`;
    const bar = reachOf(people);
    return figureRow({
      key: 'people',
      label: who === 'people' ? 'People out of reach' : 'Registered people out of reach',
      of: `${before === null ? '' : `of about ${showPeople(before)} `}${who} elsewhere who can talk with its people, both ways${unsized}`,
      text: splitLost(people),
      bar,
      look: bar.share === null ? 'unknown' : 'reach',
    });
  }

  #evidence({ evidence, lossIn, model }: Impact) {
    if (evidence === null) return nothing;
    const parts = evidenceOrder.filter((kind) => evidence[kind] > 0);
    return html`<div class="evidence">
      <h4>What this rests on${lossIn.grade === null ? '' : `: ${gradeWords[lossIn.grade]}`}</h4>
      ${stackedBar(parts.map((kind) => ({ key: kind, amount: evidence[kind] })))}
      <ul class="keys">
        ${parts.map((kind) => {
          const words = `${showShare(evidence[kind])} ${evidenceWords[kind]}`;
          return html`<li><span class=${`key segment-${kind}`}></span>${words}</li>`;
        })}
      </ul>
      <p class="of">${writeModel(model)}</p>
    </div>`;
  }

  async #copy(what: 'link' | 'report'): Promise<void> {
    const report = what === 'report' ? await theSource().getReport(this.impact!.scenario) : null;
    const text = report === null ? window.location.href : report.value;
    if (text === null) {
      this.note = report?.problem?.error ?? '';
      return;
    }
    try {
      await navigator.clipboard.writeText(text);
      this.note = what === 'link' ? 'Link copied.' : 'Report copied.';
    } catch {
      this.note = 'The browser does not let this page write to the clipboard.';
    }
  }
}

function countUnsized(servers: number): string {
  return servers === 1 ? 'one cut server of unknown size is' : `${showCount(servers)} cut servers of unknown size are`;
}

const lastingNotice = html`<p class="notice">
  <strong>Cannot be undone in full.</strong> Lifting it later lets posts flow again; the follow relations it deletes do
  not come back.
</p>`;

function sentenceGroup({ title, sentences }: SentenceGroup): TemplateResult {
  return html`<div class="words">
    <h4>${title}</h4>
    <ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>
  </div>`;
}

function shareRow(key: string, label: string, of: string, estimate: Estimate, look: string): TemplateResult {
  return figureRow({ key, label, of, text: splitEstimate(estimate), bar: estimate, look });
}

/** Those who stay in reach, as a share of those before. */
function reachOf({ before, after, lost, lostLow, lostHigh }: Impact['people']): Estimate {
  const unknown = { share: null, low: null, high: null, grade: null };
  if (before === null || after === null || lost === null || before === 0) return unknown;
  const share = after / before;
  if (lostLow === null || lostHigh === null) return { ...unknown, share };
  return { share, low: (after + lost - lostHigh) / before, high: (after + lost - lostLow) / before, grade: null };
}

customElements.define('fl-report', ReportPanel);

declare global {
  interface HTMLElementTagNameMap {
    'fl-report': ReportPanel;
  }
}

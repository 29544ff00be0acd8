/** The answer beside the map: one figure a row, each with its interval and what it rests on. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Estimate, Evidence, Grade, HostCard, Impact } from '../../analysis/types.ts';
import { getReport } from './api.ts';
import { estimateBar, stackedBar } from './bars.ts';
import {
  evidenceWords,
  gradeWords,
  peopleWords,
  showCount,
  showLost,
  showPeople,
  showShare,
  splitEstimate,
} from './figures.ts';
import { writeHeadline } from './headline.ts';
import { LightElement } from './light-element.ts';
import { communityList, entryTable } from './report-lists.ts';

const evidenceOrder: readonly Evidence[] = ['X', 'E2', 'E1', 'E0', 'E-'];

export class ReportPanel extends LightElement {
  static override properties = { impact: { attribute: false }, liveness: {}, link: {}, note: { state: true } };
  declare impact: Impact | null;
  /** Of the server looked from. */
  declare liveness: HostCard['liveness'];
  /** Query string of the question. */
  declare link: string;
  declare note: string;

  constructor() {
    super();
    this.impact = null;
    this.liveness = 'alive';
    this.link = '';
    this.note = '';
  }

  protected override render() {
    const { impact } = this;
    if (impact === null) return nothing;
    const { lossIn, lossOut, hidden } = impact;
    return html`
      <section class="part report" aria-labelledby="report-title" data-report>
        <h3 id="report-title">What changes for ${impact.host}</h3>
        <p class="headline" aria-live="polite">${writeHeadline(impact, this.liveness)}</p>
        <dl class="figures">
          ${figure('loss-in', 'Follows cut', 'of the follows its people have elsewhere', lossIn, 'cut')}
          ${figure('loss-out', 'Followers cut', 'of its people’s followers elsewhere', lossOut, 'cut')}
          ${this.#people(impact)}
          ${figure('hidden', 'Hidden, not cut', 'of those follows stay; strangers there are hard to find', hidden, 'hidden')}
        </dl>
        ${impact.irreversible ? lastingNotice : nothing}
        ${communityList(impact.communities)}
        ${entryTable(impact)}
        ${this.#evidence(impact)}
        <details class="words">
          <summary>The same in words</summary>
          <ul>${impact.sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>
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
    const { before, after } = people;
    const share = before === null || after === null || before === 0 ? null : after / before;
    const who = peopleWords(coverage.audience.unit);
    return html`<div class="figure" data-figure="people">
      <dt>${who === 'people' ? 'People' : 'Registered people'} out of reach</dt>
      <dd class="value">${showLost(people)}</dd>
      <dd class="interval">${share === null ? '' : `${showPeople(before)} before, ${showPeople(after)} after`}</dd>
      <dd class="bar-cell">${estimateBar({ share, low: null, high: null, grade: null }, share === null ? 'unknown' : 'reach')}</dd>
      <dd class="of">
        ${who} elsewhere who can talk with its people, both ways${
          people.lostUnsized === 0 ? '' : `; ${countUnsized(people.lostUnsized)} not counted`
        }
      </dd>
    </div>`;
  }

  #evidence({ evidence, lossIn }: Impact) {
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
    </div>`;
  }

  async #copy(what: 'link' | 'report'): Promise<void> {
    const report = what === 'report' ? await getReport(this.link) : null;
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

const nothingLost: Estimate = { share: 0, low: null, high: null, grade: null };

function figure(key: string, label: string, of: string, estimate: Estimate, look: string): TemplateResult {
  const { value, interval } = splitEstimate(estimate);
  const grade = interval === '' ? null : estimate.grade;
  return html`<div class="figure" data-figure=${key}>
    <dt>${label}</dt>
    <dd class="value">${value}</dd>
    <dd class="interval">
      ${interval}
      ${grade === null ? nothing : gradeBadge(grade)}
    </dd>
    <dd class="bar-cell">${estimateBar(value === 'none' ? nothingLost : estimate, look)}</dd>
    <dd class="of">${of}${grade === null ? nothing : html` · ${grade}: ${gradeWords[grade]}`}</dd>
  </div>`;
}

function gradeBadge(grade: Grade): TemplateResult {
  return html`<span class="grade">${grade}</span>`;
}

customElements.define('fl-report', ReportPanel);

declare global {
  interface HTMLElementTagNameMap {
    'fl-report': ReportPanel;
  }
}

/** Two questions about one server side by side; a switch says which of them the rest of the page shows. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Impact } from '../../analysis/types.ts';
import { hasChanges, type Question } from '../shared/question.ts';
import { estimateBar } from './bars.ts';
import {
  type ComparedCell,
  type ComparedPart,
  type ComparedRow,
  compareCommunities,
  compareFigures,
} from './compare-rows.ts';
import { endComparing, swapSides } from './comparing.ts';
import { intervalOf } from './estimate-cell.ts';
import { showShare } from './figures.ts';
import { LightElement } from './light-element.ts';
import { describeQuestion } from './question-words.ts';
import { initialState, type ViewState } from './state.ts';
import { words } from './words/words.ts';

const sides = ['a', 'b'] as const;

export class ComparePanel extends LightElement {
  static override properties = {
    state: { attribute: false },
    impact: { attribute: false },
    otherImpact: { attribute: false },
  };
  declare state: ViewState;
  declare impact: Impact | null;
  declare otherImpact: Impact | null;

  constructor() {
    super();
    this.state = initialState;
    this.impact = null;
    this.otherImpact = null;
  }

  protected override render() {
    const { question, other, side } = this.state;
    if (other === null) return nothing;
    const first = side === 'a';
    const questions = first ? [question, other] : [other, question];
    const impacts = first ? [this.impact, this.otherImpact] : [this.otherImpact, this.impact];
    const { scenario } = words();
    const figures = compareFigures(impacts);
    const communities = compareCommunities(impacts);
    return html`
      <section class="part compare" aria-labelledby="compare-title">
        <div class="part-head">
          <h3 id="compare-title">${scenario.compareHeading}</h3>
          <button type="button" class="quiet" @click=${() => this.change(endComparing)}>${scenario.compareEnd}</button>
        </div>
        <fieldset class="sides">
          <legend class="of">${scenario.compareShows}</legend>
          <div class="segments">${sides.map((name, at) => this.#choice(name, questions[at]!))}</div>
        </fieldset>
        ${comparedTable(figures, questions, scenario.compareFigure)}
        ${communities.rows.length === 0 ? nothing : comparedTable(communities, questions, scenario.compareCommunity)}
      </section>
    `;
  }

  #choice(side: ViewState['side'], question: Question): TemplateResult {
    const choose = () => side !== this.state.side && this.change(swapSides);
    return html`<label>
      <input type="radio" name="side" value=${side} .checked=${side === this.state.side} @change=${choose} />
      <span><strong>${words().scenario.side[side]}</strong> ${describeQuestion(question)}</span>
    </label>`;
  }
}

function comparedTable({ rows, scale }: ComparedPart, questions: readonly Question[], heading: string): TemplateResult {
  const { side, compareScale } = words().scenario;
  return html`
    <table class="compared">
      <thead>
        <tr>
          <th scope="col">${heading}</th>
          ${sides.map((name) => html`<th scope="col">${side[name]}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => comparedRow(row, questions, scale))}
      </tbody>
    </table>
    <p class="of">${compareScale(showShare(scale))}</p>
  `;
}

function comparedRow(
  { key, label, look, cells }: ComparedRow,
  questions: readonly Question[],
  scale: number,
): TemplateResult {
  return html`<tr data-compared=${key}>
    <th scope="row">${label}</th>
    ${cells.map((cell, at) => html`<td>${cell === null ? unanswered(questions[at]!) : comparedCell(cell, look, scale)}</td>`)}
  </tr>`;
}

function comparedCell({ text, bar }: ComparedCell, look: string, scale: number): TemplateResult {
  return html`<span class="value">${text.value}</span>
    ${bar === null ? nothing : html`<span class="interval">${intervalOf(text)}</span>${estimateBar(bar, look, scale)}`}`;
}

function unanswered(question: Question): TemplateResult {
  const { noChangeAsked, notAnswered } = words().scenario;
  return html`<span class="of">${hasChanges(question) ? notAnswered : noChangeAsked}</span>`;
}

customElements.define('fl-compare', ComparePanel);

declare global {
  interface HTMLElementTagNameMap {
    'fl-compare': ComparePanel;
  }
}

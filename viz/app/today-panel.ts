/** How things stand today for the server looked from: who declares actions on it, and what each costs. */
import { html, nothing } from 'lit';
import type { Blocked } from '../../analysis/types.ts';
import { estimateCell } from './estimate-cell.ts';
import { audienceHeading, evidenceWords, showCount, showPeople, splitPair } from './figures.ts';
import { LightElement } from './light-element.ts';
import { focusOn } from './state.ts';

const shownCount = 5;

export class TodayPanel extends LightElement {
  static override properties = { blocked: { attribute: false }, open: { type: Boolean } };
  declare blocked: Blocked | null;
  declare open: boolean;

  constructor() {
    super();
    this.blocked = null;
    this.open = false;
  }

  protected override render() {
    if (this.blocked === null) return nothing;
    const { host, by, limitedBy, sentences } = this.blocked;
    const decided = by.filter(({ automatic }) => !automatic).length;
    const summary =
      decided === 0
        ? `No published block on ${host} was seen`
        : `${showCount(decided)} published ${decided === 1 ? 'block' : 'blocks'} on ${host}`;
    const hiding = limitedBy.length === 0 ? '' : `, ${showCount(limitedBy.length)} that only hide it`;
    return html`
      <details class="part today" ?open=${this.open}>
        <summary><h3>Today</h3><span class="of">${summary}${hiding}</span></summary>
        <ul class="sentences">${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>
        ${by.length === 0 ? nothing : this.#table(this.blocked)}
      </details>
    `;
  }

  #table({ by, coverage }: Blocked) {
    return html`
      <table>
        <thead>
          <tr>
            <th scope="col">Declared by</th>
            <th scope="col">${audienceHeading(coverage.audience.unit)}</th>
            <th scope="col">Costs</th>
            <th scope="col">Returns if lifted</th>
          </tr>
        </thead>
        <tbody>
          ${by.slice(0, shownCount).map(
            ({ source, action, automatic, audience, evidence, estimateOut, estimateRepair, needsBoth }) => html`<tr>
              <th scope="row">
                <button type="button" class="link" @click=${() => this.change(focusOn(source))}>${source}</button>
                <span class="entry-note">${[action, ...(automatic ? ['by itself'] : []), ...(evidence === null ? [] : [evidenceWords[evidence]])].join(' · ')}</span>
              </th>
              <td>${showPeople(audience)}</td>
              <td>${estimateCell(splitPair(estimateOut, [audience]))}</td>
              <td>${needsBoth ? 'needs both' : estimateCell(splitPair(estimateRepair, [audience]))}</td>
            </tr>`,
          )}
        </tbody>
      </table>
      ${by.length > shownCount ? html`<p class="of">and ${showCount(by.length - shownCount)} that cost less</p>` : nothing}
    `;
  }
}

customElements.define('fl-today', TodayPanel);

declare global {
  interface HTMLElementTagNameMap {
    'fl-today': TodayPanel;
  }
}

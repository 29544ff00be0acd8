/** How things stand today for the server looked from: who declares actions on it, what each costs, what lifting returns. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Blocked, BlockedBy } from '../../analysis/types.ts';
import { estimateCell } from './estimate-cell.ts';
import { describePeople, evidenceWords, showCount, splitPair } from './figures.ts';
import { LightElement } from './light-element.ts';
import { addChange, focusOn } from './state.ts';
import { listTable, reachFigures } from './today-figures.ts';
import { words } from './words/words.ts';

const shownCount = 5;
const moreCount = 50;

export class TodayPanel extends LightElement {
  static override properties = {
    blocked: { attribute: false },
    open: { type: Boolean },
    unpublished: { type: Boolean },
    shown: { state: true },
    opened: { state: true },
  };
  declare blocked: Blocked | null;
  declare open: boolean;
  /** Who declares what is not told here. */
  declare unpublished: boolean;
  declare shown: number;
  declare opened: boolean;

  constructor() {
    super();
    this.blocked = null;
    this.open = false;
    this.unpublished = false;
    this.shown = shownCount;
    this.opened = false;
  }

  /** For one server it stays as somebody left it: the button that was pressed in it must not vanish. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('blocked')) return;
    this.opened = this.open;
    this.shown = shownCount;
  }

  protected override render() {
    const { today } = words();
    if (this.blocked === null) {
      if (!this.unpublished) return nothing;
      return html`<section class="part today"><h3>${today.title}</h3><p class="of">${today.notPublished}</p></section>`;
    }
    const { by, sentences, lists } = this.blocked;
    return html`
      <details class="part today" ?open=${this.opened}>
        <summary><h3>${today.title}</h3><span class="of">${summaryOf(this.blocked)}</span></summary>
        ${by.length === 0 ? nothing : this.#table(this.blocked)}
        ${reachFigures(this.blocked)}
        ${listTable(lists)}
        <details class="words">
          <summary>${today.inWords}</summary>
          <ul class="sentences" lang="en">${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>
        </details>
      </details>
    `;
  }

  #table({ by, coverage }: Blocked): TemplateResult {
    const { today } = words();
    const more = by.length - this.shown;
    const showMore = () => {
      this.shown += moreCount;
    };
    return html`
      <table class="blockers">
        <caption>${today.tableTitle}</caption>
        <thead>
          <tr>
            <th scope="col">${today.costsFollowers}</th>
            <th scope="col">${today.costsFollows}</th>
            <th scope="col">${today.returns}</th>
          </tr>
        </thead>
        ${by.slice(0, this.shown).map((one) => this.#group(one, coverage.audience.unit))}
      </table>
      ${more > 0 ? html`<button type="button" class="quiet" @click=${showMore}>${today.more(showCount(more))}</button>` : nothing}
    `;
  }

  /** A name needs the whole width of the panel, so each server has a line for it and one for its figures. */
  #group(
    { source, action, automatic, audience, evidence, estimateOut, estimateIn, estimateRepair, needsBoth }: BlockedBy,
    unit: Blocked['coverage']['audience']['unit'],
  ) {
    const { today } = words();
    const notes = [
      action,
      ...(automatic ? [today.byItself] : []),
      ...(evidence === null ? [] : [evidenceWords[evidence]]),
    ];
    const lift = () => this.change(addChange('liftedBy', source));
    return html`<tbody><tr>
      <th scope="rowgroup" colspan="3">
        <button type="button" class="link" @click=${() => this.change(focusOn(source))}>${source}</button>
        <span class="entry-note">${[describePeople(audience, unit), ...notes].join(' · ')}</span>
        <button type="button" class="row-action" aria-label=${today.whatIfLiftedName(source)} @click=${lift}>
          ${today.whatIfLifted}
        </button>
      </th>
    </tr>
    <tr>
      <td>${estimateCell(splitPair(estimateOut, [audience]))}</td>
      <td>${estimateCell(splitPair(estimateIn, [audience]))}</td>
      <td title=${needsBoth ? today.needsBothTitle : nothing}>
        ${needsBoth ? today.needsBoth : estimateCell(splitPair(estimateRepair, [audience]))}
      </td>
    </tr></tbody>`;
  }
}

function summaryOf({ host, by, limitedBy }: Blocked): string {
  const { today } = words();
  const decided = by.filter(({ automatic }) => !automatic).length;
  const summary = decided === 0 ? today.none(host) : today.some(decided, showCount(decided), host);
  return limitedBy.length === 0 ? summary : `${summary}, ${today.hiding(showCount(limitedBy.length))}`;
}

customElements.define('fl-today', TodayPanel);

declare global {
  interface HTMLElementTagNameMap {
    'fl-today': TodayPanel;
  }
}

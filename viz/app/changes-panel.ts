/** What became of servers between two snapshots, in three values: changed, unchanged, not observed. */
import { html, nothing } from 'lit';
import { hostChanges, type SnapshotChanges } from '../shared/snapshot-changes.ts';
import { formatDate, showCount } from './figures.ts';
import { LightElement } from './light-element.ts';
import { focusOn } from './state.ts';
import { changeSymbol } from './symbols.ts';
import { words } from './words/words.ts';

const shownNames = 8;

export class ChangesPanel extends LightElement {
  static override properties = { changes: { attribute: false } };
  declare changes: SnapshotChanges | null;

  constructor() {
    super();
    this.changes = null;
  }

  protected override render() {
    const { changes } = this;
    if (changes === null) return nothing;
    const said = words().time;
    const { from, to, hosts, sentences } = changes;
    return html`<section class="part changes" aria-labelledby="changes-title">
      <h3 id="changes-title">${said.changes(formatDate(from.asOf), formatDate(to.asOf))}</h3>
      ${hosts.length === 0 ? html`<p>${said.nothing}</p>` : html`<ul>${hostChanges.map((kind) => this.#kind(kind, changes))}</ul>`}
      <p class="of">${said.unlisted}</p>
      ${
        sentences.length === 0
          ? nothing
          : html`<details class="words">
            <summary>${said.sentences}</summary>
            <ul lang="en">${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>
          </details>`
      }
    </section>`;
  }

  #kind(kind: (typeof hostChanges)[number], { hosts }: SnapshotChanges) {
    const names = hosts.filter(({ change }) => change === kind).map(({ host }) => host);
    if (names.length === 0) return nothing;
    const more = names.length - shownNames;
    return html`<li data-change=${kind} data-count=${names.length}>
      <p>${changeSymbol(kind)} ${words().time.counted[kind](names.length, showCount(names.length))}</p>
      <p class="of change-names">
        ${names.slice(0, shownNames).map((host) => html`<button type="button" class="link" @click=${() => this.change(focusOn(host))}>${host}</button> `)}
        ${more > 0 ? words().time.andMore(showCount(more)) : nothing}
      </p>
    </li>`;
  }
}

customElements.define('fl-changes', ChangesPanel);

declare global {
  interface HTMLElementTagNameMap {
    'fl-changes': ChangesPanel;
  }
}

/** The server looked from: who it says it is, and which of its lists we hold. */
import { html, nothing } from 'lit';
import type { Coverage, HostCard } from '../../analysis/types.ts';
import type { Disclosure, ListKind } from '../../data/types.ts';
import { describeAudience } from './audience-words.ts';
import { formatDate, showCount } from './figures.ts';
import { noContactKnown } from './headline.ts';
import { LightElement } from './light-element.ts';
import { focusOn } from './state.ts';

const listWords: Record<ListKind, string> = {
  peers: 'peers',
  blocks: 'blocks',
  allows: 'allowlist',
  counts: 'follow counts',
};
const shownLists: readonly ListKind[] = ['peers', 'blocks'];
/** Missing is never none: each state of a list has its own words. */
export const disclosureWords: Record<Disclosure | 'unvisited', string> = {
  published: 'published',
  partial: 'published in part',
  withheld: 'withheld',
  unsupported: 'not offered, or not read from this software',
  unreached: 'not reached',
  unvisited: 'not asked',
};

export class FocusCard extends LightElement {
  static override properties = { card: { attribute: false }, unit: {} };
  declare card: HostCard | null;
  /** What a size counts. */
  declare unit: Coverage['audience']['unit'];

  constructor() {
    super();
    this.card = null;
    this.unit = 'active';
  }

  protected override render() {
    const { card } = this;
    if (card === null) return nothing;
    return html`
      <section class="part focus-card" aria-labelledby="focus-name">
        <div class="focus-line">
          <p class="eyebrow">Looking from</p>
          <button type="button" class="quiet" @click=${() => this.change(focusOn(null))}>Show all</button>
        </div>
        <h2 id="focus-name" tabindex="-1">${card.host}</h2>
        <p class="facts">${this.#facts(card)}</p>
        <dl class="lists">
          <div class="list-state"><dt>community</dt><dd>${card.community ?? 'none'}</dd></div>
          ${shownLists.map((kind) => {
            const state = card.disclosure[kind] ?? 'unvisited';
            const seenAt = card.observedAt[kind];
            return html`<div class=${`list-state state-${state}`}>
              <dt>${listWords[kind]}</dt>
              <dd>
                ${disclosureWords[state]}
                ${seenAt === null ? nothing : html`<span class="seen-at">seen ${formatDate(seenAt)}</span>`}
              </dd>
            </div>`;
          })}
          <div class="list-state"><dt>declares</dt><dd>${card.declares === null ? 'not known' : showCount(card.declares)}</dd></div>
          <div class="list-state"><dt>declared on it</dt><dd>${card.declaredOn === null ? 'not known' : showCount(card.declaredOn)}</dd></div>
        </dl>
        ${card.liveness === 'dead' ? html`<p class="notice">${noContactKnown(card.host)}</p>` : nothing}
      </section>
    `;
  }

  #facts(card: HostCard) {
    const { software, version, liveness } = card;
    const facts = [
      software === null ? 'software not known' : [software, version].filter(Boolean).join(' '),
      describeAudience(card, this.unit),
      ...(liveness === 'alive' ? [] : [liveness === 'dead' ? 'did not answer' : 'not visited']),
    ];
    return facts.join(' · ');
  }
}

customElements.define('fl-focus-card', FocusCard);

declare global {
  interface HTMLElementTagNameMap {
    'fl-focus-card': FocusCard;
  }
}

/** The server looked from: who it says it is, and which of its lists we hold. */
import { html, nothing } from 'lit';
import type { Coverage, HostCard } from '../../analysis/types.ts';
import { describeAudience } from './audience-words.ts';
import { formatDate, showCount } from './figures.ts';
import { noContactKnown } from './headline.ts';
import { LightElement } from './light-element.ts';
import { focusOn } from './state.ts';
import { words } from './words/words.ts';

const shownLists = ['peers', 'blocks'] as const;

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
    const said = words().card;
    return html`
      <section class="part focus-card" aria-labelledby="focus-name">
        <div class="focus-line">
          <p class="eyebrow">${said.lookingFrom}</p>
          <button type="button" class="quiet" @click=${() => this.change(focusOn(null))}>${said.showAll}</button>
        </div>
        <h2 id="focus-name" tabindex="-1">${card.host}</h2>
        <p class="facts">${this.#facts(card)}</p>
        <dl class="lists">
          ${this.#fact(said.community, card.community ?? said.noCommunity)}
          ${shownLists.map((kind) => this.#list(kind, card))}
          ${this.#fact(said.declares, card.declares === null ? said.notKnown : showCount(card.declares))}
          ${this.#fact(said.declaredOn, card.declaredOn === null ? said.notKnown : showCount(card.declaredOn))}
        </dl>
        ${card.liveness === 'dead' ? html`<p class="notice">${noContactKnown(card.host)}</p>` : nothing}
      </section>
    `;
  }

  #list(kind: (typeof shownLists)[number], { disclosure, observedAt }: HostCard) {
    const state = disclosure[kind] ?? 'unvisited';
    const seenAt = observedAt[kind];
    const { disclosures, seenOn, [kind]: name } = words().card;
    return html`<div class=${`list-state state-${state}`}>
      <dt>${name}</dt>
      <dd>
        ${disclosures[state]}
        ${seenAt === null ? nothing : html`<span class="seen-at">${seenOn(formatDate(seenAt))}</span>`}
      </dd>
    </div>`;
  }

  #fact(name: string, value: string) {
    return html`<div class="list-state"><dt>${name}</dt><dd>${value}</dd></div>`;
  }

  #facts(card: HostCard) {
    const { software, version, liveness } = card;
    const said = words().card;
    const facts = [
      software === null ? said.softwareUnknown : [software, version].filter(Boolean).join(' '),
      describeAudience(card, this.unit),
      ...(liveness === 'alive' ? [] : [said.liveness[liveness]]),
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

/** What was seen and what was not; stands below every figure, with the limits of the method. */
import { html, nothing } from 'lit';
import type { Coverage, SnapshotRef } from '../../analysis/types.ts';
import { type Disclosure, disclosures } from '../../data/types.ts';
import { stackedBar } from './bars.ts';
import { formatDate, peopleWords, showCount } from './figures.ts';
import { disclosureWords } from './host-card.ts';
import { LightElement } from './light-element.ts';
import { theSource } from './source.ts';

type ListState = Disclosure | 'unvisited';
const states: readonly ListState[] = [...disclosures, 'unvisited'];
const shownLists = { peers: 'Peer lists', blocks: 'Block lists' } as const;

export class CoveragePanel extends LightElement {
  static override properties = {
    coverage: { attribute: false },
    snapshot: { attribute: false },
    limits: { attribute: false },
    about: { state: true },
  };
  declare coverage: Coverage | null;
  declare snapshot: SnapshotRef | null;
  declare limits: readonly string[];
  /** What of the snapshot is here and what is not. */
  declare about: readonly string[];

  constructor() {
    super();
    this.coverage = null;
    this.snapshot = null;
    this.limits = [];
    this.about = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void theSource()
      .about?.()
      .then(({ value }) => {
        this.about = value ?? [];
      });
  }

  protected override render() {
    const { coverage, snapshot } = this;
    if (coverage === null || snapshot === null) return nothing;
    const lists = Object.entries(shownLists) as [keyof typeof shownLists, string][];
    const present = states.filter((state) => lists.some(([kind]) => coverage.lists[kind][state] > 0));
    return html`
      <section class="part coverage" aria-labelledby="coverage-title">
        <h3 id="coverage-title">What was seen</h3>
        <p>
          ${describe(coverage)}
          ${
            coverage.noPeerLists
              ? html`<strong>There is no peer list at all: ties rest on sizes alone.</strong>`
              : nothing
          }
        </p>
        ${this.about.length === 0 ? nothing : html`<ul class="about-site">${this.about.map((sentence) => html`<li>${sentence}</li>`)}</ul>`}
        ${lists.map(
          ([kind, title]) => html`<div class="list-coverage">
            <span class="name">${title}</span>
            <span class="value">${showCount(coverage.lists[kind].published)} published</span>
            ${stackedBar(states.map((state) => ({ key: state, amount: coverage.lists[kind][state] })))}
          </div>`,
        )}
        <ul class="keys">
          ${present.map((state) => html`<li><span class=${`key segment-${state}`}></span>${disclosureWords[state]}</li>`)}
        </ul>
        ${
          this.limits.length === 0
            ? nothing
            : html`<details class="limits">
              <summary>Limits of these numbers</summary>
              <ul>${this.limits.map((limit) => html`<li>${limit}</li>`)}</ul>
            </details>`
        }
        <p class="provenance">Snapshot <code>${snapshot.id}</code> of ${formatDate(snapshot.asOf)}</p>
      </section>
    `;
  }
}

function describe({ hosts, visited, dead, unvisited, audience, maskedUnresolved }: Coverage): string {
  const answered = [
    `${showCount(visited)} of ${showCount(hosts)} known servers answered`,
    ...(dead > 0 ? [`${showCount(dead)} did not`] : []),
    ...(unvisited > 0 ? [`${showCount(unvisited)} were not visited`] : []),
  ].join('; ');
  const inferred =
    audience.inferred === 0 ? '' : `, inferred for ${showCount(audience.inferred)} from how many lists name them`;
  const masked = maskedUnresolved > 0 ? ` ${showCount(maskedUnresolved)} masked names stay unresolved.` : '';
  return `${answered}. The number of ${peopleWords(audience.unit)} is known for ${showCount(audience.known)}${inferred}.${masked}`;
}

customElements.define('fl-coverage', CoveragePanel);

declare global {
  interface HTMLElementTagNameMap {
    'fl-coverage': CoveragePanel;
  }
}

/** What was seen and what was not; stands below every figure, with the limits of the method. */
import { html, nothing } from 'lit';
import type { Coverage, SnapshotRef } from '../../analysis/types.ts';
import { type Disclosure, disclosures } from '../../data/types.ts';
import { stackedBar } from './bars.ts';
import { formatDate, peopleWords, showCount } from './figures.ts';
import { LightElement } from './light-element.ts';
import { theSource } from './source.ts';
import { words } from './words/words.ts';

type ListState = Disclosure | 'unvisited';
const states: readonly ListState[] = [...disclosures, 'unvisited'];
const shownLists = ['peers', 'blocks'] as const;

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
    const said = words().coverage;
    const present = states.filter((state) => shownLists.some((kind) => coverage.lists[kind][state] > 0));
    return html`
      <section class="part coverage" aria-labelledby="coverage-title">
        <h3 id="coverage-title">${said.title}</h3>
        <p>
          ${describe(coverage)}
          ${coverage.noPeerLists ? html`<strong>${said.noPeerLists}</strong>` : nothing}
        </p>
        ${this.about.length === 0 ? nothing : html`<ul class="about-site" lang="en">${this.about.map((sentence) => html`<li>${sentence}</li>`)}</ul>`}
        ${shownLists.map(
          (kind) => html`<div class="list-coverage">
            <span class="name">${said[kind]}</span>
            <span class="value">${said.published(showCount(coverage.lists[kind].published))}</span>
            ${stackedBar(states.map((state) => ({ key: state, amount: coverage.lists[kind][state] })))}
          </div>`,
        )}
        <ul class="keys">
          ${present.map((state) => html`<li><span class=${`key segment-${state}`}></span>${words().card.disclosures[state]}</li>`)}
        </ul>
        ${
          this.limits.length === 0
            ? nothing
            : html`<details class="limits">
              <summary>${said.limits}</summary>
              <ul lang="en">${this.limits.map((limit) => html`<li>${limit}</li>`)}</ul>
            </details>`
        }
        <p class="provenance">${said.snapshot} <code>${snapshot.id}</code> ${said.of(formatDate(snapshot.asOf))}</p>
      </section>
    `;
  }
}

function describe({ hosts, visited, dead, unvisited, audience, maskedUnresolved }: Coverage): string {
  const said = words().coverage;
  const answered = [
    said.answered(showCount(visited), showCount(hosts)),
    ...(dead > 0 ? [said.silent(showCount(dead))] : []),
    ...(unvisited > 0 ? [said.unvisited(showCount(unvisited))] : []),
  ].join('; ');
  const known = said.sizes(peopleWords(audience.unit), showCount(audience.known));
  const sizes = audience.inferred === 0 ? known : `${known}, ${said.inferred(showCount(audience.inferred))}`;
  const masked = maskedUnresolved > 0 ? ` ${said.masked(showCount(maskedUnresolved))}` : '';
  return `${answered}. ${sizes}.${masked}`;
}

customElements.define('fl-coverage', CoveragePanel);

declare global {
  interface HTMLElementTagNameMap {
    'fl-coverage': CoveragePanel;
  }
}

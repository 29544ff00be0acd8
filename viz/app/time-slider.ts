/** Moves the page from snapshot to snapshot, and chooses an earlier one to compare with. Nothing where there is one alone. */
import { html, nothing } from 'lit';
import type { SnapshotEntry } from '../shared/snapshot-changes.ts';
import { formatDate } from './figures.ts';
import { LightElement } from './light-element.ts';
import { compareWith, positionOf, showSnapshot } from './timeline.ts';
import { words } from './words/words.ts';

export class TimeSlider extends LightElement {
  static override properties = {
    snapshots: { attribute: false },
    shown: {},
    from: {},
    moving: { state: true },
  };
  declare snapshots: readonly SnapshotEntry[];
  /** Id of the snapshot that is shown, and of the one it is compared with. */
  declare shown: string | undefined;
  declare from: string | undefined;
  /** Where the thumb is while it is moved, before it is let go. */
  declare moving: number | null;

  constructor() {
    super();
    this.snapshots = [];
    this.shown = undefined;
    this.from = undefined;
    this.moving = null;
  }

  protected override render() {
    const { snapshots } = this;
    if (snapshots.length < 2) return nothing;
    const said = words().time;
    const last = snapshots.length - 1;
    const shown = positionOf(snapshots, this.shown);
    const at = this.moving ?? shown;
    const date = formatDate(snapshots[at]!.asOf);
    return html`<section class="time" aria-label=${said.title}>
      <div class="time-move">
        ${this.#step(said.earlier, shown - 1, shown > 0, 'm10 3-5 5 5 5')}
        <input
          type="range"
          min="0"
          max=${last}
          step="1"
          .value=${String(at)}
          aria-label=${said.slider}
          aria-valuetext=${said.place(date, at + 1, snapshots.length)}
          @input=${this.#slide}
          @change=${this.#settle}
        />
        ${this.#step(said.later, shown + 1, shown < last, 'm6 3 5 5-5 5')}
        <output class="time-date">${date}${at === last ? html` <span>${said.latest}</span>` : nothing}</output>
      </div>
      ${shown === 0 ? nothing : this.#compare(shown)}
    </section>`;
  }

  #step(name: string, to: number, possible: boolean, path: string) {
    const go = () => possible && this.change(showSnapshot(this.snapshots, to));
    return html`<button type="button" aria-label=${name} title=${name} aria-disabled=${!possible} @click=${go}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"><path d=${path} /></svg>
    </button>`;
  }

  #compare(shown: number) {
    const said = words().time;
    const choose = (event: Event) => this.change(compareWith((event.target as HTMLSelectElement).value || null));
    return html`<label class="time-compare">
      <span>${said.compare}</span>
      <select @change=${choose}>
        <option value="" ?selected=${this.from === undefined}>${said.withNone}</option>
        ${this.snapshots
          .slice(0, shown)
          .map(({ id, asOf }) => html`<option value=${id} ?selected=${id === this.from}>${formatDate(asOf)}</option>`)}
      </select>
    </label>`;
  }

  #slide(event: Event): void {
    this.moving = Number((event.target as HTMLInputElement).value);
  }

  #settle(event: Event): void {
    this.moving = null;
    this.change(showSnapshot(this.snapshots, Number((event.target as HTMLInputElement).value)));
  }
}

customElements.define('fl-time', TimeSlider);

declare global {
  interface HTMLElementTagNameMap {
    'fl-time': TimeSlider;
  }
}

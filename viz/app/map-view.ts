/** The map as an element: the drawing, its controls, and attributes that say from outside what is drawn. */
import { html, type PropertyValues } from 'lit';
import { peopleAt } from '../../analysis/map-reading.ts';
import type { MapFile, Tie } from '../../analysis/types.ts';
import { standings } from '../shared/marks.ts';
import { describePeople } from './figures.ts';
import { LightElement } from './light-element.ts';
import { createMapRenderer, type MapRenderer } from './map-renderer.ts';
import { readTheme } from './map-theme.ts';
import { countMarks, type Scene } from './scene.ts';
import { pick } from './state.ts';

/** Share of the view by which an arrow key moves it. */
const panStep = 0.12;
const panByKey: Record<string, [number, number]> = {
  ArrowLeft: [-panStep, 0],
  ArrowRight: [panStep, 0],
  ArrowUp: [0, -panStep],
  ArrowDown: [0, panStep],
};
const frame = html`<svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
  <path d="M2 6V2h4m4 0h4v4m0 4v4h-4m-4 0H2v-4" />
</svg>`;
const zoomByKey: Record<string, 'in' | 'out' | 'reset'> = { '+': 'in', '=': 'in', '-': 'out', '0': 'reset' };

export class MapView extends LightElement {
  static override properties = {
    map: { attribute: false },
    scene: { attribute: false },
    ties: { attribute: false },
    named: { attribute: false },
    picking: { type: Boolean },
  };
  declare map: MapFile | null;
  declare scene: Scene | null;
  declare ties: readonly Tie[];
  /** Servers whose names are always set. */
  declare named: readonly string[];
  declare picking: boolean;
  #renderer: MapRenderer | undefined;
  readonly #dark = window.matchMedia('(prefers-color-scheme: dark)');
  readonly #retheme = () => this.#renderer?.setTheme(readTheme(this));

  constructor() {
    super();
    this.map = null;
    this.scene = null;
    this.ties = [];
    this.named = [];
    this.picking = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#dark.addEventListener('change', this.#retheme);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#dark.removeEventListener('change', this.#retheme);
    this.#renderer?.kill();
    this.#renderer = undefined;
  }

  protected override render() {
    return html`
      <div
        class="map-canvas"
        role="application"
        aria-roledescription="map"
        aria-label="Map of servers. Arrow keys move it, plus and minus zoom, 0 shows all. The table holds the same facts."
        tabindex="0"
        @keydown=${this.#steer}
      ></div>
      <div class="map-controls">
        ${this.#control('in', 'Zoom in', '+')} ${this.#control('out', 'Zoom out', '−')}
        ${this.#control('reset', 'Show the whole map', frame)}
      </div>
    `;
  }

  #control(zoom: 'in' | 'out' | 'reset', words: string, picture: unknown) {
    return html`<button type="button" aria-label=${words} title=${words} @click=${() => this.#renderer?.zoom(zoom)}>
      ${picture}
    </button>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('map') && this.map !== null) this.#draw(this.map);
    if (this.scene === null || this.#renderer === undefined) return;
    if (changed.has('scene') || changed.has('ties') || changed.has('named') || changed.has('map')) {
      this.#renderer.show(this.scene, this.ties, new Set(this.named));
      this.#tell(this.scene);
    }
  }

  #draw(map: MapFile): void {
    const container = this.querySelector<HTMLElement>('.map-canvas')!;
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#renderer?.kill();
    this.#renderer = createMapRenderer(container, map, readTheme(this), calm ? 0 : 250, {
      onPick: (host) => this.change(pick(host)),
      onHover: (host) => container.classList.toggle('over-server', host !== null),
      describe: (position) => describePeople(peopleAt(map, position), map.coverage.audience.unit),
    });
  }

  #tell(scene: Scene): void {
    const drawn = countMarks(scene);
    Object.assign(this.dataset, { ready: 'true', focus: scene.focus ?? '' });
    for (const standing of standings) {
      this.setAttribute(`data-${standing}`, String(drawn[standing]));
      this.setAttribute(`data-${standing}-undrawn`, String(scene.undrawn[standing]));
    }
  }

  #steer(event: KeyboardEvent): void {
    const step = panByKey[event.key];
    const zoom = zoomByKey[event.key];
    if (step !== undefined) this.#renderer?.pan(...step);
    else if (zoom !== undefined) this.#renderer?.zoom(zoom);
    else return;
    event.preventDefault();
  }
}

customElements.define('fl-map', MapView);

declare global {
  interface HTMLElementTagNameMap {
    'fl-map': MapView;
  }
}

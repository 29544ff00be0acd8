/** The map as an element: the drawing, its controls, and attributes that say from outside what is drawn. */
import { html, type PropertyValues } from 'lit';
import type { MapFile, Tie } from '../../analysis/types.ts';
import type { MapDrawing, MapEvents, Picture } from '../map/map-drawing.ts';
import { looksOf, type Shown } from '../map/map-look.ts';
import { drawMapSvg } from '../map/map-svg.ts';
import { nextOf, walkOrder } from '../map/map-walk.ts';
import { standings } from '../map/marks.ts';
import { placeOnRings } from '../map/ring-places.ts';
import { countMarks, type Scene } from '../map/scene.ts';
import { panByKey, zoomByKey } from '../map/steer-keys.ts';
import { hostChanges } from '../shared/snapshot-changes.ts';
import { LightElement } from './light-element.ts';
import { type MapControls, mapControls } from './map-controls.ts';
import { toggleOption } from './map-options.ts';
import { pictureFor } from './map-still-picture.ts';
import { readTheme } from './map-theme.ts';
import { captionOf, describeMap, describeServer } from './map-words.ts';
import { pick } from './state.ts';
import { createStillMap } from './still-map.ts';
import { type Draw, hasWebGl, loadDrawing } from './web-gl.ts';
import { words } from './words/words.ts';

const walkByKey: Record<string, 1 | -1> = { n: 1, p: -1 };
const walkByArrow: Record<string, 1 | -1> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
/** Properties that decide the picture. */
const picturing = ['map', 'scene', 'ties', 'named', 'rings', 'small'] as const;

export class MapView extends LightElement {
  static override properties = {
    map: { attribute: false },
    scene: { attribute: false },
    ties: { attribute: false },
    named: { attribute: false },
    picking: { type: Boolean },
    rings: { type: Boolean },
    small: { type: Boolean },
    isStill: { state: true },
    told: { state: true },
  };
  declare map: MapFile | null;
  declare scene: Scene | null;
  declare ties: readonly Tie[];
  /** Servers whose names are always set. */
  declare named: readonly string[];
  declare picking: boolean;
  /** The server looked from in the middle, those it is tied to most around it. */
  declare rings: boolean;
  /** Personal servers one by one. */
  declare small: boolean;
  /** There is no WebGL here. */
  declare isStill: boolean;
  /** What was last said of one server. */
  declare told: string;
  #drawing: MapDrawing | undefined;
  #coming: Promise<Draw> | undefined;
  #shown: Shown | undefined;
  /** Position of the server that the keyboard walked to. */
  #walked: number | null = null;
  readonly #dark = window.matchMedia('(prefers-color-scheme: dark)');
  readonly #retheme = () => this.#drawing?.setTheme(readTheme(this));

  constructor() {
    super();
    this.map = null;
    this.scene = null;
    this.ties = [];
    this.named = [];
    this.picking = false;
    this.rings = false;
    this.small = false;
    this.isStill = false;
    this.told = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#dark.addEventListener('change', this.#retheme);
    if (this.hasUpdated) this.requestUpdate('map');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#dark.removeEventListener('change', this.#retheme);
    this.#drawing?.kill();
    this.#drawing = undefined;
    this.#coming = undefined;
  }

  /** What is seen, as a PNG. */
  exportPng(): Promise<Blob> {
    if (this.#drawing === undefined) throw new Error('expected a map that is drawn, got none');
    return this.#drawing.save();
  }

  /** What is seen, as an SVG document, with a line below it that says of when it is and how much was seen. */
  exportSvg(caption: string = captionOf(this.map!)): string {
    if (this.#drawing === undefined) throw new Error('expected a map that is drawn, got none');
    return drawMapSvg(this.map!, pictureFor(this.#picture(), readTheme(this), { ...this.#drawing.view(), caption }));
  }

  protected override render() {
    const said = words().map;
    return html`
      <div
        class="map-canvas"
        role="application"
        aria-roledescription=${said.kind}
        aria-label=${said.label}
        aria-describedby="map-told"
        tabindex="0"
        @keydown=${this.#steer}
        @blur=${this.#endWalk}
      ></div>
      <p id="map-told" class="visually-hidden" role="status">${this.#describe()}</p>
      <p class="visually-hidden" role="status" data-told>${this.told}</p>
      ${mapControls(this.#controls())}
    `;
  }

  #controls(): MapControls {
    const { map, scene } = this;
    return {
      isStill: this.isStill,
      rings: scene === null || scene.focus === null || this.isStill ? null : this.rings,
      small: map?.small.includes(1) ? this.small : null,
      zoom: (direction) => this.#drawing?.zoom(direction),
      toggle: (option) => this.change(toggleOption(option)),
    };
  }

  #describe(): string {
    return this.map === null || this.scene === null ? '' : describeMap(this.map, this.#picture().shown);
  }

  #picture(): Picture {
    const { map, scene, ties, named } = this;
    if (map === null || scene === null) throw new Error('expected a map and its scene, got none');
    this.#shown ??= { scene, rings: this.rings ? placeOnRings(map, scene, ties) : null, showSmall: this.small };
    return { map, shown: this.#shown, ties, named };
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (picturing.some((name) => changed.has(name))) this.#shown = undefined;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.map === null || this.scene === null || !picturing.some((name) => changed.has(name))) return;
    if (changed.has('map') || changed.has('scene')) this.#walked = null;
    if (this.#drawing !== undefined) this.#show(this.#drawing);
    else if (this.#coming === undefined) void this.#begin();
  }

  /** Of the questions that come while the drawing is loaded, the last is drawn. */
  async #begin(): Promise<void> {
    const container = this.querySelector<HTMLElement>('.map-canvas')!;
    const events: MapEvents = {
      onPick: (host) => this.change(pick(host)),
      onHover: (host) => container.classList.toggle('over-server', host !== null),
      onUnfold: () => this.change(toggleOption('small')),
      onMotion: (isMoving) => this.toggleAttribute('data-moving', isMoving),
    };
    this.isStill = !hasWebGl();
    this.toggleAttribute('data-still', this.isStill);
    const coming: Promise<Draw> = this.isStill ? Promise.resolve(createStillMap) : loadDrawing();
    this.#coming = coming;
    const draw = await coming;
    // Taken out of the page meanwhile, and perhaps put in again.
    if (this.#coming !== coming) return;
    this.#coming = undefined;
    this.#drawing = draw(container, this.map!, readTheme(this), events);
    this.#show(this.#drawing);
  }

  #show(drawing: MapDrawing): void {
    drawing.show(this.#picture());
    const { scene } = this.#picture().shown;
    const drawn = countMarks(scene);
    Object.assign(this.dataset, { ready: 'true', focus: scene.focus ?? '' });
    this.setAttribute('data-unknown', String(drawn.unknown));
    const changes = [...(scene.changes?.values() ?? [])];
    for (const change of hostChanges) {
      this.setAttribute(`data-${change}`, String(changes.filter((other) => other === change).length));
    }
    for (const standing of standings) {
      this.setAttribute(`data-${standing}`, String(drawn[standing]));
      this.setAttribute(`data-${standing}-undrawn`, String(scene.undrawn[standing]));
    }
  }

  #steer(event: KeyboardEvent): void {
    const { key, altKey } = event;
    const walk = altKey ? walkByArrow[key] : walkByKey[key.toLowerCase()];
    if (event.ctrlKey || event.metaKey) return;
    if (walk !== undefined) this.#walk(walk);
    else if (key === 'Enter' && this.#walked !== null) this.change(pick(this.map!.hosts[this.#walked]!));
    else if (panByKey[key] !== undefined) this.#drawing?.pan(...panByKey[key]);
    else if (zoomByKey[key] !== undefined) this.#drawing?.zoom(zoomByKey[key]);
    else return;
    event.preventDefault();
  }

  #walk(step: 1 | -1): void {
    const { map, shown, ties } = this.#picture();
    const { isShown } = looksOf(map, readTheme(this), shown);
    const order = walkOrder(map, shown.scene, ties, isShown);
    this.#walked = nextOf(order, this.#walked, step);
    if (this.#walked === null) return;
    this.#drawing?.point(map.hosts[this.#walked]!);
    const where = words().map.walked(order.indexOf(this.#walked) + 1, order.length);
    this.told = `${describeServer(map, shown.scene, this.#walked)} · ${where}`;
  }

  readonly #endWalk = (): void => {
    this.#walked = null;
    this.told = '';
    this.#drawing?.point(null);
  };
}

customElements.define('fl-map', MapView);

declare global {
  interface HTMLElementTagNameMap {
    'fl-map': MapView;
  }
}

/** The buttons on the map. */
import { html, nothing, type TemplateResult } from 'lit';
import type { MapOption } from './map-options.ts';
import { words } from './words/words.ts';

export interface MapControls {
  isStill: boolean;
  /** null: there is nothing to toggle. */
  rings: boolean | null;
  small: boolean | null;
  zoom(direction: 'in' | 'out' | 'reset'): void;
  toggle(option: MapOption): void;
}

const frame = html`<svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
  <path d="M2 6V2h4m4 0h4v4m0 4v4h-4m-4 0H2v-4" />
</svg>`;
const ringsPicture = html`<svg viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
  <circle cx="8" cy="8" r="1.2" /><circle cx="8" cy="8" r="4" /><circle cx="8" cy="8" r="7" />
</svg>`;
const smallPicture = html`<svg viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
  <circle cx="4" cy="5" r="1.6" /><circle cx="11" cy="4" r="1.6" /><circle cx="7" cy="11" r="1.6" /><circle cx="13" cy="11" r="1.6" />
</svg>`;

export function mapControls(controls: MapControls): TemplateResult {
  const said = words().map;
  const zoom = (direction: 'in' | 'out' | 'reset', name: string, picture: unknown) =>
    html`<button type="button" aria-label=${name} title=${name} @click=${() => controls.zoom(direction)}>${picture}</button>`;
  const option = (name: MapOption, on: boolean | null, word: string, hint: string, picture: unknown) =>
    on === null
      ? nothing
      : html`<button type="button" data-option=${name} aria-pressed=${on} title=${hint} @click=${() => controls.toggle(name)}>
          ${picture}<span>${word}</span>
        </button>`;
  return html`
    <div class="map-options">
      ${option('rings', controls.rings, said.rings, said.ringsHint, ringsPicture)}
      ${option('small', controls.small, said.small, said.smallHint, smallPicture)}
    </div>
    ${
      controls.isStill
        ? html`<p class="map-still">${said.still}</p>`
        : html`<div class="map-controls">
            ${zoom('in', said.zoomIn, '+')} ${zoom('out', said.zoomOut, '−')} ${zoom('reset', said.showAll, frame)}
          </div>`
    }
  `;
}

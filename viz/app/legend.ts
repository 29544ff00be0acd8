/** What shapes, colours and sizes on the map mean: all that stands on it now, and nothing that does not. */
import { html, nothing } from 'lit';
import type { MapFile } from '../../analysis/types.ts';
import { communityRanks } from '../map/map-colors.ts';
import { type Mark, marksInOrder, standings } from '../map/marks.ts';
import { countMarks, litShare, type Scene } from '../map/scene.ts';
import { hostChanges } from '../shared/snapshot-changes.ts';
import { peopleWords, showCount, showShare } from './figures.ts';
import { LightElement } from './light-element.ts';
import { changeSymbol, foldedSymbol, swatchOf, symbolOf } from './symbols.ts';
import { words } from './words/words.ts';

/** Where there is less room the legend begins closed, or with its shapes alone. */
const roomy = window.matchMedia('(min-width: 900px)');
const vast = window.matchMedia('(min-width: 1600px) and (min-height: 900px)');

export class MapLegend extends LightElement {
  static override properties = {
    map: { attribute: false },
    scene: { attribute: false },
    rings: { type: Boolean },
    small: { type: Boolean },
  };
  declare map: MapFile | null;
  declare scene: Scene | null;
  declare rings: boolean;
  /** Personal servers are drawn one by one. */
  declare small: boolean;

  constructor() {
    super();
    this.map = null;
    this.scene = null;
    this.rings = false;
    this.small = false;
  }

  protected override render() {
    const { map, scene } = this;
    if (map === null || scene === null) return nothing;
    const said = words().legend;
    const isFolded = !this.small && !this.rings && map.folded.community.length > 0;
    return html`
      <section class="legend" aria-label=${said.title}>
        <details ?open=${roomy.matches}>
          <summary>${said.title}</summary>
          <ul class="legend-marks">
            ${marksOf(scene).map(([mark, word]) => html`<li>${symbolOf(mark)} ${word}</li>`)}
            ${isFolded ? html`<li>${foldedSymbol()} ${said.folded}</li>` : nothing}
          </ul>
          ${this.#changes(scene)}
          <details class="legend-more" ?open=${vast.matches}>
            <summary>${said.colours}</summary>
            <ul class="legend-communities" aria-label=${said.communities}>
              ${communitiesOf(map).map(({ rank, name, size }) => this.#community(rank, name, size))}
            </ul>
            <p class="legend-note">${this.#notes(map, scene)}</p>
          </details>
        </details>
      </section>
    `;
  }

  #changes({ changes }: Scene) {
    const seen = new Set(changes?.values() ?? []);
    if (seen.size === 0) return nothing;
    const said = words();
    return html`
      <p class="legend-note">${said.legend.sinceBefore}</p>
      <ul class="legend-marks legend-changes">
        ${hostChanges.filter((change) => seen.has(change)).map((change) => html`<li>${changeSymbol(change)} ${said.map.changes[change]}</li>`)}
      </ul>
    `;
  }

  #notes(map: MapFile, scene: Scene): string {
    const said = words().legend;
    const notes = [
      said.larger(peopleWords(map.coverage.audience.unit)),
      ...(this.rings && scene.focus !== null ? [said.rings] : []),
      ...(scene.lit === null ? [] : [said.lit(showShare(litShare)), said.lines]),
      ...(map.undrawn > 0 ? [`${said.more(showCount(map.undrawn), map.undrawn === 1)}${undrawnOf(scene)}.`] : []),
    ];
    return notes.join(' ');
  }

  #community(rank: number, name: string, size: number | null) {
    return html`<li>
      ${swatchOf(rank)}
      <span class="legend-name" title=${name}>${name}</span>
      ${size === null ? nothing : html`<span class="legend-size">${showCount(size)}</span>`}
    </li>`;
  }
}

/** Of the servers that are not drawn, those that would have a mark. */
function undrawnOf({ undrawn }: Scene): string {
  const said = words();
  const counted = standings.filter((standing) => undrawn[standing] > 0);
  if (counted.length === 0) return '';
  const list = counted.map((standing) => said.map.counted(showCount(undrawn[standing]), said.map.marks[standing]));
  return said.legend.amongThem(list.join(', '));
}

function marksOf(scene: Scene): [Mark, string][] {
  const said = words();
  if (scene.focus === null)
    return [
      ['kept', said.legend.server],
      ['silent', said.map.marks.silent],
    ];
  const counts = countMarks(scene);
  const kept = scene.contactKnown ? said.map.marks.kept : said.legend.keptUnknown;
  return marksInOrder
    .filter((mark) => mark === 'kept' || counts[mark] > 0)
    .map((mark) => [mark, mark === 'kept' ? kept : said.map.marks[mark]]);
}

/** Those with a colour of their own, then one line for all others. */
function communitiesOf({ communities, community }: MapFile): { rank: number; name: string; size: number | null }[] {
  const said = words().legend;
  const ranks = communityRanks(communities);
  const coloured = communities
    .map(({ name, size }, id) => ({ rank: ranks[id]!, name, size }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank);
  const others = communities.length - coloured.length;
  if (others === 0 && community.every((id) => id >= 0)) return coloured;
  const name = others > 0 ? said.otherCommunities(showCount(others)) : said.noCommunity;
  return [...coloured, { rank: -1, name, size: null }];
}

customElements.define('fl-legend', MapLegend);

declare global {
  interface HTMLElementTagNameMap {
    'fl-legend': MapLegend;
  }
}

/** What shapes, colours and sizes on the map mean. */
import { html, nothing } from 'lit';
import type { MapFile } from '../../analysis/types.ts';
import { communityRanks } from '../shared/map-colors.ts';
import { type Mark, marksInOrder, standings } from '../shared/marks.ts';
import { peopleWords, showCount, showShare } from './figures.ts';
import { LightElement } from './light-element.ts';
import { countMarks, litShare, type Scene } from './scene.ts';
import { swatchOf, symbolOf } from './symbols.ts';

const words: Record<Mark, string> = {
  focus: 'looked from',
  cut: 'cut by this scenario',
  hidden: 'hidden by it, not cut',
  opened: 'open again by it',
  'cut-today': 'cut today already',
  'hidden-today': 'hidden today already',
  kept: 'kept',
  unknown: 'contact not known',
  silent: 'no answer, or not visited',
};

export class MapLegend extends LightElement {
  static override properties = { map: { attribute: false }, scene: { attribute: false } };
  declare map: MapFile | null;
  declare scene: Scene | null;

  constructor() {
    super();
    this.map = null;
    this.scene = null;
  }

  protected override render() {
    const { map, scene } = this;
    if (map === null || scene === null) return nothing;
    return html`
      <section class="legend" aria-label="Legend">
        <ul class="legend-marks">
          ${marksOf(scene).map(([mark, word]) => html`<li>${symbolOf(mark)} ${word}</li>`)}
        </ul>
        <ul class="legend-communities" aria-label="Communities">
          ${communitiesOf(map).map(({ rank, name, size }) => this.#community(rank, name, size))}
        </ul>
        <p class="legend-note">
          Larger: more ${peopleWords(map.coverage.audience.unit)}.
          ${scene.lit === null ? nothing : `Full colour: the ties that carry ${showShare(litShare)} of its contact.`}
          ${map.undrawn > 0 ? `${countServers(map.undrawn)} not drawn${undrawnOf(scene)}.` : nothing}
        </p>
      </section>
    `;
  }

  #community(rank: number, name: string, size: number | null) {
    return html`<li>
      ${swatchOf(rank)}
      <span class="legend-name" title=${name}>${name}</span>
      ${size === null ? nothing : html`<span class="legend-size">${showCount(size)}</span>`}
    </li>`;
  }
}

function countServers(amount: number): string {
  return `${showCount(amount)} more ${amount === 1 ? 'server is' : 'servers are'}`;
}

/** Of the servers that are not drawn, those that would have a mark. */
function undrawnOf({ undrawn }: Scene): string {
  const counted = standings.filter((standing) => undrawn[standing] > 0);
  if (counted.length === 0) return '';
  return `, among them ${counted.map((standing) => `${showCount(undrawn[standing])} ${words[standing]}`).join(', ')}`;
}

function marksOf(scene: Scene): [Mark, string][] {
  if (scene.focus === null)
    return [
      ['kept', 'server'],
      ['silent', words.silent],
    ];
  const counts = countMarks(scene);
  const kept = scene.contactKnown ? words.kept : 'server; its contact is not known';
  return marksInOrder
    .filter((mark) => mark === 'kept' || counts[mark] > 0)
    .map((mark) => [mark, mark === 'kept' ? kept : words[mark]]);
}

/** Those with a colour of their own, then one line for all others. */
function communitiesOf({ communities, community }: MapFile): { rank: number; name: string; size: number | null }[] {
  const ranks = communityRanks(communities);
  const coloured = communities
    .map(({ name, size }, id) => ({ rank: ranks[id]!, name, size }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank);
  const others = communities.length - coloured.length;
  if (others === 0 && community.every((id) => id >= 0)) return coloured;
  const name = others > 0 ? `${showCount(others)} smaller, or none` : 'no community';
  return [...coloured, { rank: -1, name, size: null }];
}

customElements.define('fl-legend', MapLegend);

declare global {
  interface HTMLElementTagNameMap {
    'fl-legend': MapLegend;
  }
}

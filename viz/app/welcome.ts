/** What the panel says before anybody looks from a server. */
import { html, type TemplateResult } from 'lit';
import { peopleAt } from '../../analysis/map-reading.ts';
import type { MapFile } from '../../analysis/types.ts';
import { words } from './words/words.ts';

const suggestedCount = 6;

export function welcome(map: MapFile, lookFrom: (host: string) => void): TemplateResult {
  const said = words().shell;
  return html`<section class="part welcome">
    <h2>${said.question}</h2>
    <p>${said.howTo}</p>
    <p class="of">${said.forExample}</p>
    <ul class="suggestions">
      ${largestOf(map).map((host) => html`<li><button type="button" @click=${() => lookFrom(host)}>${host}</button></li>`)}
    </ul>
    <p class="of">${said.worth}</p>
  </section>`;
}

function largestOf(map: MapFile): string[] {
  return map.hosts
    .map((host, position) => ({ host, audience: peopleAt(map, position) ?? 0 }))
    .sort((a, b) => b.audience - a.audience)
    .slice(0, suggestedCount)
    .map(({ host }) => host);
}

/** What the panel says before anybody looks from a server. */
import { html, nothing, type TemplateResult } from 'lit';
import { peopleAt } from '../../analysis/map-reading.ts';
import type { MapFile } from '../../analysis/types.ts';
import type { ViewState } from './state.ts';
import { words } from './words/words.ts';

const suggestedCount = 6;

export function welcome(map: MapFile, state: ViewState, lookFrom: (host: string) => void): TemplateResult {
  const said = words().shell;
  const wasAsked = state.past.length + state.future.length > 0;
  return html`<section class="part welcome">
    <h2>${said.question}</h2>
    <p>${said.howTo}</p>
    <p class="of">${said.forExample}</p>
    <ul class="suggestions">
      ${largestOf(map).map((host) => html`<li><button type="button" @click=${() => lookFrom(host)}>${host}</button></li>`)}
    </ul>
    ${wasAsked ? html`<fl-undo .state=${state}></fl-undo>` : nothing}
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

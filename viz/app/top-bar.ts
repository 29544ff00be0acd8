/** The head of the page: search, what the figures come from, the choice of view, help and language. */
import { html, nothing, type TemplateResult } from 'lit';
import './search.ts';
import { formatDate, showCount } from './figures.ts';
import { languageSwitch } from './language-switch.ts';
import type { ChooseServer } from './search.ts';
import type { Session } from './session.ts';
import { theSource } from './source.ts';
import { focusOn, showView, type ViewState } from './state.ts';
import { words } from './words/words.ts';

const crack = html`<svg viewBox="0 0 20 20" width="22" height="22" aria-hidden="true">
  <path d="m12 1-3.5 7 3 3.5L7.5 19" />
</svg>`;

export function topBar(session: Session, openHelp: () => void, panelToggle: TemplateResult): TemplateResult {
  const said = words().shell;
  return html`<header class="top">
    <h1>${crack}Faultline</h1>
    <search>
      <fl-search
        label=${said.find}
        placeholder=${said.findPlaceholder}
        @choose-server=${(event: ChooseServer) => session.update(focusOn(event.host))}
      ></fl-search>
    </search>
    ${whatWasSeen(session)}
    <div class="views" role="group" aria-label=${said.view}>
      ${viewButton(session, 'map', said.map)} ${viewButton(session, 'table', said.table)}
    </div>
    ${panelToggle}
    <button type="button" class="help-button" aria-label=${words().help.open} title=${words().help.open} @click=${openHelp}>
      ?
    </button>
    ${languageSwitch(window.location)}
  </header>`;
}

function viewButton(session: Session, view: ViewState['view'], name: string) {
  const show = () => session.update(showView(view));
  return html`<button type="button" aria-pressed=${session.state.view === view} @click=${show}>${name}</button>`;
}

/** Keeps its room while the map is awaited, so that nothing moves when it is there. */
function whatWasSeen({ answers: { map } }: Session) {
  if (map === null) return html`<p class="seen" aria-hidden="true"><span>…</span><span>…</span></p>`;
  const said = words().shell;
  const { visited, dead, hosts } = map.coverage;
  const seen =
    visited + dead === 0 ? said.noneVisited(showCount(hosts)) : said.answered(showCount(visited), showCount(hosts));
  const isPublished = theSource().tier === 'published';
  return html`<p class="seen">
    <span>${said.asOf(formatDate(map.snapshot.asOf))}${isPublished ? html` · <em title=${said.publishedNote}>${said.published}</em>` : nothing}</span>
    <span>${seen}</span>
  </p>`;
}

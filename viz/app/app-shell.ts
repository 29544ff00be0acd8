/** Puts the parts on the page and hands each what it shows. State and answers live in the session. */
import { html, nothing } from 'lit';
import './compare-panel.ts';
import './coverage-panel.ts';
import './drop-zone.ts';
import './export-menu.ts';
import './host-card.ts';
import './legend.ts';
import './map-view.ts';
import './report-panel.ts';
import './scenario-panel.ts';
import './search.ts';
import './table-view.ts';
import './today-panel.ts';
import { peopleAt } from '../../analysis/map-reading.ts';
import { hasChanges } from '../shared/question.ts';
import { formatDate, showCount } from './figures.ts';
import { ImportFiles } from './import-files.ts';
import { LightElement, StateChange } from './light-element.ts';
import { hasOption } from './map-options.ts';
import { composeScene, type Scene } from './scene.ts';
import type { ChooseServer } from './search.ts';
import type { Answers, Session } from './session.ts';
import { focusOn, setPicking, showView, type ViewState } from './state.ts';
import { words } from './words/words.ts';

const suggestedCount = 6;
/** More names than this set at all costs would cover the map. */
const maxNamed = 12;

const crack = html`<svg viewBox="0 0 20 20" width="22" height="22" aria-hidden="true">
  <path d="m12 1-3.5 7 3 3.5L7.5 19" />
</svg>`;

export class AppShell extends LightElement {
  static override properties = { session: { attribute: false } };
  declare session: Session | undefined;
  #stop: (() => void) | undefined;
  /** The cursor stood on something that the present question no longer shows. */
  #lostCursor = false;
  #composed: { answers: Answers; scene: Scene; named: string[] } | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener(StateChange.type, this.#change as EventListener);
    this.addEventListener(ImportFiles.type, this.#importFiles as EventListener);
    window.addEventListener('keydown', this.#endPicking);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#endPicking);
    this.#stop?.();
    this.#stop = undefined;
  }

  protected override willUpdate(): void {
    this.#stop ??= this.session?.subscribe(() => this.requestUpdate());
    this.#lostCursor ||=
      this.querySelector('.welcome, fl-focus-card, fl-undo')?.contains(document.activeElement) === true;
  }

  protected override updated(): void {
    const host = this.session?.answers.card?.host;
    document.title = host === undefined ? 'Faultline' : `${host} – Faultline`;
    if (this.#lostCursor) void this.#placeCursor();
  }

  /** After “Show all” in the search field, after a suggestion on the name of the server it led to. */
  async #placeCursor(): Promise<void> {
    const card = this.querySelector('fl-focus-card');
    await card?.updateComplete;
    if (document.activeElement !== document.body) {
      this.#lostCursor = false;
    } else if (this.session?.state.question.host == null) {
      this.#lostCursor = false;
      this.querySelector('fl-search')?.focusQuietly();
    } else {
      const name = this.querySelector<HTMLElement>('#focus-name');
      if (name === null) return;
      this.#lostCursor = false;
      name.focus();
    }
  }

  protected override render() {
    const { session } = this;
    if (session === undefined) return nothing;
    const { state, answers, loading } = session;
    return html`
      <header class="top">
        <h1>${crack}Faultline</h1>
        <fl-search
          label="Find a server"
          placeholder="Find a server to look from"
          @choose-server=${(event: ChooseServer) => session.update(focusOn(event.host))}
        ></fl-search>
        ${this.#seen(answers)}
      </header>
      <main class=${loading ? 'loading' : ''} aria-busy=${loading}>
        <div class="stage">
          <div class="views" role="group" aria-label="View">
            ${this.#viewButton(state, 'map', words().shell.map)} ${this.#viewButton(state, 'table', words().shell.table)}
          </div>
          ${this.#stage(session)}
        </div>
        <fl-drop></fl-drop>
        <div class="panel">${this.#problems(session)} ${answers.map === null ? nothing : this.#panel(session)}</div>
      </main>
    `;
  }

  #viewButton(state: ViewState, view: ViewState['view'], name: string) {
    const show = () => this.session?.update(showView(view));
    return html`<button type="button" aria-pressed=${state.view === view} @click=${show}>${name}</button>`;
  }

  #seen({ map }: Answers) {
    if (map === null) return nothing;
    const { visited, dead, hosts } = map.coverage;
    const seen =
      visited + dead === 0
        ? `${showCount(hosts)} servers, none visited`
        : `${showCount(visited)} of ${showCount(hosts)} servers answered`;
    return html`<p class="seen">
      ${seen}<span> · ${formatDate(map.snapshot.asOf)}</span>
    </p>`;
  }

  #problems({ problems, state }: Session) {
    const { refusal } = state;
    const all = refusal === null ? problems : [...problems, { error: refusal, hint: words().scenario.tooManyHint }];
    const again = () => void this.session?.retry();
    return html`<div role="alert" class="problems">
      ${all.map(({ error, hint }) => html`<div class="problem"><strong>${error}</strong> ${hint}</div>`)}
      ${
        problems.some(({ passing }) => passing)
          ? html`<button type="button" class="again" @click=${again}>Try again</button>`
          : nothing
      }
    </div>`;
  }

  #stage({ state, answers, loading }: Session) {
    if (answers.map === null)
      return loading ? html`<p class="starting" role="status">The map is being drawn …</p>` : nothing;
    const { scene, named } = this.#compose(answers);
    return html`
      <div class="map-stage" ?inert=${state.view !== 'map'}>
        <fl-map .map=${answers.map} .scene=${scene} .ties=${answers.ties} .named=${named} ?picking=${state.picking} ?rings=${hasOption(state, 'rings')} ?small=${hasOption(state, 'small')}></fl-map>
        <fl-legend .map=${answers.map} .scene=${scene} ?rings=${hasOption(state, 'rings')} ?small=${hasOption(state, 'small')}></fl-legend>
      </div>
      ${state.view === 'table' ? html`<fl-table .answers=${answers}></fl-table>` : nothing}
    `;
  }

  /** Kept while the answers are the same, so that a click on a button does not draw the map anew. */
  #compose(answers: Answers) {
    if (this.#composed?.answers !== answers && answers.map !== null) {
      const named = (answers.impact?.entries ?? []).slice(0, maxNamed).map(({ target }) => target);
      this.#composed = { answers, scene: composeScene(answers.map, answers), named };
    }
    return this.#composed!;
  }

  #panel({ state, answers, loading, otherImpact, blockedKnown }: Session) {
    const { card, impact, blocked } = answers;
    const taking = html`<fl-export .answers=${answers} .state=${state}></fl-export>`;
    if (card === null && !loading) return [this.#welcome(answers), taking, this.#coverage(answers)];
    return html`
      <fl-focus-card .card=${card} unit=${answers.map!.coverage.audience.unit}></fl-focus-card>
      ${card === null ? nothing : html`<fl-scenario .state=${state}></fl-scenario>`}
      <fl-compare .state=${state} .impact=${impact} .otherImpact=${otherImpact}></fl-compare>
      <fl-report .impact=${impact} liveness=${card?.liveness ?? 'alive'}></fl-report>
      <fl-today .blocked=${blocked} ?unpublished=${blockedKnown} ?open=${!hasChanges(state.question)}></fl-today>
      ${card === null ? nothing : [taking, this.#coverage(answers)]}
    `;
  }

  #coverage({ map, impact, blocked }: Answers) {
    const { coverage, snapshot } = impact ?? map!;
    const limits = (impact ?? blocked)?.limits ?? [];
    return html`<fl-coverage .coverage=${coverage} .snapshot=${snapshot} .limits=${limits}></fl-coverage>`;
  }

  #welcome({ map }: Answers) {
    const largest = map!.hosts
      .map((host, position) => ({ host, audience: peopleAt(map!, position) ?? 0 }))
      .sort((a, b) => b.audience - a.audience)
      .slice(0, suggestedCount);
    return html`<section class="part welcome">
      <h2>Which parts of the fediverse would a block cut your people off from?</h2>
      <p>
        Find your server above, or click on it. Then choose what it would block or limit, or who would block it, and see
        what is cut, what is hidden and what is kept.
      </p>
      <p class="of">For example, look from</p>
      <ul class="suggestions">
        ${largest.map(({ host }) => {
          const lookFrom = () => this.session?.update(focusOn(host));
          return html`<li><button type="button" @click=${lookFrom}>${host}</button></li>`;
        })}
      </ul>
      ${this.session!.state.past.length + this.session!.state.future.length === 0 ? nothing : html`<fl-undo .state=${this.session!.state}></fl-undo>`}
      <p class="of">Faultline measures reach, not worth: a block can be the right choice.</p>
    </section>`;
  }

  readonly #change = (event: StateChange): void => {
    void this.session?.update(event.producer);
  };

  readonly #importFiles = (event: ImportFiles): void => {
    void this.session?.importFiles(event.files);
  };

  readonly #endPicking = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || this.session?.state.picking !== true) return;
    void this.session.update(setPicking(false));
  };
}

customElements.define('fl-app', AppShell);

declare global {
  interface HTMLElementTagNameMap {
    'fl-app': AppShell;
  }
}

/** Puts the parts on the page and hands each what it shows. State and answers live in the session. */
import { html, nothing } from 'lit';
import './changes-panel.ts';
import './coverage-panel.ts';
import './drop-zone.ts';
import './embed-snippet.ts';
import './export-menu.ts';
import './first-hint.ts';
import './help-dialog.ts';
import './legend.ts';
import './map-view.ts';
import './time-slider.ts';
import { composeScene, type Scene } from '../map/scene.ts';
import { hasChanges } from '../shared/question.ts';
import { ImportFiles } from './import-files.ts';
import { LaterParts } from './later-parts.ts';
import { LightElement, StateChange } from './light-element.ts';
import { hasOption } from './map-options.ts';
import { pageKeyOf } from './page-keys.ts';
import type { Answers, Session } from './session.ts';
import type { Problem } from './source.ts';
import { focusOn, setPicking } from './state.ts';
import { topBar } from './top-bar.ts';
import { welcome } from './welcome.ts';
import { words } from './words/words.ts';

/** More names than this set at all costs would cover the map. */
const maxNamed = 12;

export class AppShell extends LightElement {
  static override properties = { session: { attribute: false }, wide: { state: true } };
  declare session: Session | undefined;
  /** The map has the panel's room too. */
  declare wide: boolean;
  #stop: (() => void) | undefined;
  /** The cursor stood on something that the present question no longer shows. */
  #lostCursor = false;
  readonly #parts = new LaterParts(() => this.requestUpdate());
  #composed: { answers: Answers; scene: Scene; named: string[] } | undefined;

  constructor() {
    super();
    this.wide = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener(StateChange.type, this.#change as EventListener);
    this.addEventListener(ImportFiles.type, this.#importFiles as EventListener);
    window.addEventListener('keydown', this.#onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#onKey);
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
    const { answers, timeline } = session;
    const isComplete = this.#parts.areHere(session.state);
    const loading = session.loading || !(isComplete || this.#parts.failed);
    const said = words().shell;
    return html`
      <a class="skip" href="#panel" @click=${this.#skip}>${said.skip}</a>
      ${topBar(session, this.#openHelp, this.#panelToggle())}
      <main class=${[loading ? 'loading' : '', this.wide ? 'wide' : ''].join(' ')} aria-busy=${loading}>
        <div class=${timeline.snapshots.length > 1 ? 'stage has-time' : 'stage'}>
          ${this.#stage(session)}
          <fl-time
            .snapshots=${timeline.snapshots}
            .shown=${answers.map?.snapshot.id}
            .from=${session.state.kept.from}
          ></fl-time>
        </div>
        <fl-drop></fl-drop>
        <section id="panel" class="panel" tabindex="-1" aria-label=${said.panel} ?hidden=${this.wide}>
          <fl-first-hint @open-help=${this.#openHelp}></fl-first-hint>
          ${this.#problems(session)} ${answers.map === null ? nothing : this.#panel(session, isComplete)}
        </section>
      </main>
      <fl-help .map=${answers.map}></fl-help>
    `;
  }

  #panelToggle() {
    const { hidePanel, showPanel } = words().shell;
    const name = this.wide ? showPanel : hidePanel;
    const toggle = () => {
      this.wide = !this.wide;
    };
    return html`<button type="button" class="panel-toggle" aria-label=${name} title=${name} aria-expanded=${!this.wide} aria-controls="panel" @click=${toggle}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <rect x="1.5" y="2.5" width="13" height="11" rx="2" /><path d="M10 2.5v11" />
      </svg>
    </button>`;
  }

  #problems({ problems: found, state }: Session) {
    const { refusal } = state;
    const { scenario, shell, problems: said } = words();
    const missing: Problem = { error: said.noFile, hint: said.noFileHint, passing: true };
    const problems = this.#parts.failed ? [...found, missing] : found;
    const all = refusal === null ? problems : [...problems, { error: refusal, hint: scenario.tooManyHint }];
    const again = () => {
      this.#parts.retry();
      void this.session?.retry();
    };
    return html`<div role="alert" class="problems">
      ${all.map(({ error, hint }) => html`<div class="problem"><strong>${error}</strong> ${hint}</div>`)}
      ${
        problems.some(({ passing }) => passing)
          ? html`<button type="button" class="again" @click=${again}>${shell.tryAgain}</button>`
          : nothing
      }
    </div>`;
  }

  #stage({ state, answers, loading }: Session) {
    if (answers.map === null)
      return loading ? html`<p class="starting" role="status">${words().shell.drawing}</p>` : nothing;
    const { scene, named } = this.#compose(answers);
    const [rings, small] = [hasOption(state, 'rings'), hasOption(state, 'small')];
    return html`
      <div class="map-stage" ?inert=${state.view !== 'map'}>
        <fl-map .map=${answers.map} .scene=${scene} .ties=${answers.ties} .named=${named} ?picking=${state.picking} ?rings=${rings} ?small=${small}></fl-map>
        <fl-legend .map=${answers.map} .scene=${scene} ?rings=${rings} ?small=${small}></fl-legend>
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

  #panel({ state, answers, loading, direct, otherImpact, blockedKnown }: Session, isComplete: boolean) {
    const { card, impact, blocked, changes } = answers;
    const map = answers.map!;
    const changed = html`<fl-changes .changes=${changes}></fl-changes>`;
    const taking = html`<fl-export .answers=${answers} .state=${state}></fl-export>
      <fl-embed .question=${state.question}></fl-embed>`;
    const { host } = state.question;
    if (host !== null && (!isComplete || (card === null && loading))) {
      return html`<p class="part awaited" role="status">${words().shell.loading(host)}</p>`;
    }
    if (card === null) {
      const start = welcome(map, state, (name) => this.change(focusOn(name)));
      return [start, changed, taking, this.#coverage(answers)];
    }
    return html`
      <fl-focus-card .card=${card} unit=${map.coverage.audience.unit}></fl-focus-card>
      <fl-scenario .state=${state}></fl-scenario>
      <fl-compare .state=${state} .impact=${impact} .otherImpact=${otherImpact}></fl-compare>
      <fl-report .impact=${impact} .direct=${direct} liveness=${card.liveness} ?fresh=${direct !== null}></fl-report>
      <fl-today .blocked=${blocked} ?unpublished=${blockedKnown} ?open=${!hasChanges(state.question)}></fl-today>
      ${changed} ${taking} ${this.#coverage(answers)}
    `;
  }

  #coverage({ map, impact, blocked }: Answers) {
    const { coverage, snapshot } = impact ?? map!;
    const limits = (impact ?? blocked)?.limits ?? [];
    return html`<fl-coverage .coverage=${coverage} .snapshot=${snapshot} .limits=${limits}></fl-coverage>`;
  }

  readonly #change = (event: StateChange): void => {
    void this.session?.update(event.producer);
  };

  readonly #importFiles = (event: ImportFiles): void => {
    void this.session?.importFiles(event.files);
  };

  readonly #openHelp = (): void => {
    this.querySelector('fl-first-hint')?.dismiss();
    void this.querySelector('fl-help')?.open();
  };

  /** The link's own fragment would be taken for a part of the question. */
  readonly #skip = async (event: Event): Promise<void> => {
    event.preventDefault();
    this.wide = false;
    await this.updateComplete;
    this.querySelector<HTMLElement>('#panel')?.focus();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const key = pageKeyOf(event);
    if (event.key === 'Escape' && !event.defaultPrevented && this.session?.state.picking === true) {
      void this.session.update(setPicking(false));
    } else if (key !== null && this.querySelector('dialog[open]') === null) {
      event.preventDefault();
      if (key === '?') this.#openHelp();
      else this.querySelector('fl-search')?.querySelector('input')?.focus();
    }
  };
}

customElements.define('fl-app', AppShell);

declare global {
  interface HTMLElementTagNameMap {
    'fl-app': AppShell;
  }
}

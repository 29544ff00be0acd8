/** What can be taken along: the map as a picture, the table, the report, and the line that cites them. */
import { html, nothing, type TemplateResult } from 'lit';
import { captionPng } from './captioned-png.ts';
import { LightElement } from './light-element.ts';
import { readTheme } from './map-theme.ts';
import type { MapView } from './map-view.ts';
import { saveFile } from './save-file.ts';
import type { Answers } from './session.ts';
import { theSource } from './source.ts';
import { initialState, type ViewState } from './state.ts';
import { defaultOrder } from './table-columns.ts';
import { writeTableCsv } from './table-csv.ts';
import { sortRows } from './table-order.ts';
import { listRows } from './table-rows.ts';
import { aboutOf, captionOf, citationOf, fileNameOf, pinnedLink } from './take-along.ts';
import { words } from './words/words.ts';

type DrawnMap = NonNullable<Answers['map']>;
const noAnswers: Answers = { map: null, card: null, ties: [], blocked: null, impact: null, changes: null };

export class ExportMenu extends LightElement {
  static override properties = { answers: { attribute: false }, state: { attribute: false }, note: { state: true } };
  declare answers: Answers;
  declare state: ViewState;
  declare note: string;

  constructor() {
    super();
    this.answers = noAnswers;
    this.state = initialState;
    this.note = '';
  }

  protected override render() {
    const { map, impact } = this.answers;
    if (map === null) return nothing;
    const { exporting } = words();
    return html`<details class="part take">
      <summary><h3>${exporting.title}</h3></summary>
      <div class="actions">
        ${this.#action('png', exporting.png, () => this.#savePng(map))}
        ${this.#action('svg', exporting.svg, () => this.#saveSvg(map))}
        ${this.#action('csv', exporting.csv, () => this.#saveCsv(map))}
        ${impact === null ? nothing : this.#action('md', exporting.markdown, () => this.#saveReport(map))}
        ${impact === null ? nothing : this.#action('copy-report', exporting.copyReport, () => this.#copyReport())}
        ${this.#action('copy-link', exporting.copyLink, () => this.#copy(window.location.href, exporting.linkCopied))}
      </div>
      <h4>${exporting.citationTitle}</h4>
      <p class="citation">${this.#citation(map)}</p>
      <div class="actions">
        ${this.#action('copy-citation', exporting.copyCitation, () => this.#copy(this.#citation(map), exporting.citationCopied))}
      </div>
      <p class="note" role="status">${this.note}</p>
    </details>`;
  }

  #action(name: string, label: string, act: () => void | Promise<void>): TemplateResult {
    return html`<button type="button" data-take=${name} @click=${act}>${label}</button>`;
  }

  #citation(map: DrawnMap): string {
    return citationOf(map, this.state, pinnedLink(map, window.location.href));
  }

  async #savePng(map: DrawnMap): Promise<void> {
    await this.#savePicture(map, 'png', async (view) => {
      const { ground, ink } = readTheme(view);
      const look = { pixelsPerPoint: window.devicePixelRatio, ground, ink };
      return captionPng(await view.exportPng(), [aboutOf(this.state), captionOf(map)], look);
    });
  }

  async #saveSvg(map: DrawnMap): Promise<void> {
    await this.#savePicture(map, 'svg', async (view) => {
      const drawing = view.exportSvg(`${aboutOf(this.state)}. ${captionOf(map)}`);
      return new Blob([drawing], { type: 'image/svg+xml' });
    });
  }

  /** A map that is not drawn, or is larger than a browser lets a canvas be, gives no picture. */
  async #savePicture(map: DrawnMap, ending: string, draw: (view: MapView) => Promise<Blob>): Promise<void> {
    const view = document.querySelector('fl-map');
    const picture = view === null ? null : await draw(view).catch(() => null);
    if (picture === null) this.note = words().exporting.pictureFailed;
    else this.#save(map, ending, picture);
  }

  #saveCsv(map: DrawnMap): void {
    const table = document.querySelector('fl-table');
    const rows = table?.rows ?? sortRows(listRows(this.answers), defaultOrder(this.answers));
    this.#save(map, 'csv', writeTableCsv(rows, map), 'text/csv');
  }

  async #saveReport(map: DrawnMap): Promise<void> {
    const report = await this.#report();
    if (report !== null) this.#save(map, 'md', report, 'text/markdown');
  }

  async #copyReport(): Promise<void> {
    const report = await this.#report();
    if (report !== null) await this.#copy(report, words().exporting.reportCopied);
  }

  async #report(): Promise<string | null> {
    const { impact } = this.answers;
    if (impact === null) return null;
    const { value, problem } = await theSource().getReport(impact.scenario);
    if (problem !== null) this.note = `${problem.error} ${problem.hint}`;
    return value;
  }

  #save(map: DrawnMap, ending: string, content: Blob | string, type = ''): void {
    const name = fileNameOf(map, this.answers.card?.host ?? null, ending);
    saveFile(name, content, type);
    this.note = words().exporting.saved(name);
  }

  async #copy(text: string, done: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.note = done;
    } catch {
      this.note = words().exporting.noClipboard;
    }
  }
}

customElements.define('fl-export', ExportMenu);

declare global {
  interface HTMLElementTagNameMap {
    'fl-export': ExportMenu;
  }
}

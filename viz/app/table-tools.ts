/** What stands above the table: the filters and how many rows they leave. */
import { html, nothing, type TemplateResult } from 'lit';
import { showCount } from './figures.ts';
import { filterRows, listChoices, noFilter, type RowFilter } from './table-order.ts';
import type { After, Row } from './table-rows.ts';
import { words } from './words/words.ts';

type Change = (part: Partial<RowFilter>) => void;

export function filterFields(all: readonly Row[], filter: RowFilter, change: Change): TemplateResult {
  const said = words().table;
  const type = (event: Event) => change({ text: (event.target as HTMLInputElement).value });
  return html`
    <label class="tool">
      <span>${said.filter}</span>
      <input type="search" placeholder=${said.filterPlaceholder} .value=${filter.text} @input=${type} />
    </label>
    ${choiceOf(all, 'community', filter, change, [said.community, said.anyCommunity, said.noCommunity])}
    ${choiceOf(all, 'software', filter, change, [said.software, said.anySoftware, said.noSoftware])}
  `;
}

function choiceOf(
  all: readonly Row[],
  column: 'community' | 'software',
  filter: RowFilter,
  change: Change,
  [label, any, none]: [string, string, string],
) {
  const choices = listChoices(all, column);
  const chosen = filter[column];
  const at = chosen === undefined ? -1 : choices.indexOf(chosen);
  const choose = (event: Event) => {
    const picked = Number((event.target as HTMLSelectElement).value);
    change({ [column]: picked < 0 ? undefined : choices[picked] });
  };
  return html`<label class="tool">
    <span class="visually-hidden">${label}</span>
    <select @change=${choose}>
      <option value="-1" ?selected=${at < 0}>${any}</option>
      ${choices.map((choice, i) => html`<option value=${i} ?selected=${i === at}>${choice ?? none}</option>`)}
    </select>
  </label>`;
}

/** Rows by what the scenario does to them, with their counts. */
export function standingChoice(all: readonly Row[], filter: RowFilter, change: Change): TemplateResult {
  const said = words().table;
  const count = (after: After) => filterRows(all, { ...noFilter, after }).length;
  const standings = (['cut', 'hidden', 'opened', 'same'] as const).filter(
    (after) => after !== 'opened' || filter.after === after || count(after) > 0,
  );
  const choice = (after: After, word: string) => html`
    <button type="button" aria-pressed=${filter.after === after} @click=${() => change({ after })}>
      ${word} <span>${showCount(count(after))}</span>
    </button>
  `;
  return html`<div class="choices" role="group" aria-label=${said.show}>
    ${choice(null, said.all)} ${standings.map((after) => choice(after, said.after[after]))}
  </div>`;
}

export function rowCount(rows: readonly Row[]): TemplateResult {
  const servers = rows.filter(({ folded }) => folded === null).length;
  return html`<p class="row-count" role="status">${words().table.rows(servers, showCount(servers))}</p>`;
}

/** In place of rows, where no filter leaves any. */
export function noRows(rows: readonly Row[], clear: () => void): TemplateResult | typeof nothing {
  if (rows.length > 0) return nothing;
  const said = words().table;
  return html`<p class="no-rows">
    ${said.nothing} <button type="button" class="more" @click=${clear}>${said.clear}</button>
  </p>`;
}

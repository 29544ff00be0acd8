/** Names that were chosen, each with a button that takes it out. */
import { html, nothing, type TemplateResult } from 'lit';
import type { NameKind } from '../shared/question.ts';
import { words } from './words/words.ts';

export function chipList(
  kind: NameKind,
  names: readonly string[],
  takeOut: (name: string, position: number) => void,
): TemplateResult | typeof nothing {
  if (names.length === 0) return nothing;
  return html`<div class=${`chips chips-${kind}`}>
    <span class="chips-word">${words().scenario.chips[kind]}</span>
    <ul>
      ${names.map(
        (name, position) => html`<li><span>${name}</span>${takeOutButton(name, () => takeOut(name, position))}</li>`,
      )}
    </ul>
  </div>`;
}

export function takeOutButton(name: string, takeOut: () => void): TemplateResult {
  const { takeOutName, takeOut: title } = words().scenario;
  return html`<button type="button" aria-label=${takeOutName(name)} title=${title} @click=${takeOut}>×</button>`;
}

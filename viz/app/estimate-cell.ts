/** An estimate where there is little room: the number or its class, and what goes with it in every place. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Estimate } from '../../analysis/types.ts';
import { estimateBar } from './bars.ts';
import { type EstimateText, gradeWords } from './figures.ts';

/** In a column: interval and grade below. */
export function estimateCell({ value, interval, grade }: EstimateText): TemplateResult {
  const known = [interval, grade ?? ''].filter(Boolean).join(', ');
  return html`<span class=${grade === null ? 'bare' : nothing}>${value}</span>${
    known === '' ? nothing : html` <span class="entry-note">${known}</span>`
  }`;
}

/** Beside a figure: interval and the grade in a frame. */
export function intervalOf({ interval, grade }: EstimateText): TemplateResult {
  return html`${interval} ${grade === null ? nothing : html`<span class="grade" title=${gradeWords[grade]}>${grade}</span>`}`;
}

export interface FigureRow {
  /** How tests and scripts find it. */
  key: string;
  label: string;
  /** What it is a figure of. */
  of: string;
  text: EstimateText;
  bar: Estimate;
  look: string;
}

/** One figure a row of a description list. */
export function figureRow({ key, label, of, text, bar, look }: FigureRow): TemplateResult {
  const { kind, value, grade } = text;
  return html`<div class="figure" data-figure=${key}>
    <dt>${label}</dt>
    <dd class="value">${value}</dd>
    <dd class="interval">${intervalOf(text)}</dd>
    <dd class="bar-cell">${estimateBar(kind === 'none' ? nothingLost : bar, look)}</dd>
    <dd class="of">${of}${grade === null ? nothing : html` · ${grade}: ${gradeWords[grade]}`}</dd>
  </div>`;
}

const nothingLost: Estimate = { share: 0, low: null, high: null, grade: null };

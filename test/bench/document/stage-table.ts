/** All rows of a stage, a size a column, each with its baselines below it. */
import type { KeptResult } from '../kept.ts';
import { type Baseline, type Row, timesAsFast } from '../measure.ts';
import { digits, ms, renderBytes, renderMeasured, short } from '../render-row.ts';
import { type Size, sizes } from '../stage.ts';
import { type StageName, sizeName, stages } from '../stages.ts';
import { table } from './table.ts';

/** @param results of this stage alone, one a size */
export function renderStage(name: StageName, results: readonly KeptResult[]): string {
  const { title, about } = stages[name];
  const columns = sizes.filter((size) => results.some((result) => result.size === size));
  const resultAt = (size: Size) => results.find((result) => result.size === size)!;
  const names = [...new Set(results.flatMap(({ rows }) => rows.map(({ what }) => what)))];
  const lines = names.flatMap((what) => {
    const rows = columns.map((size) => resultAt(size).rows.find((row) => row.what === what));
    const rivals = [...new Set(rows.flatMap((row) => row?.baselines.map((baseline) => baseline.what) ?? []))];
    return [
      [`**${what}**`, ...rows.map((row) => (row === undefined ? '–' : ownCell(row)))],
      ...rivals.map((rival) => [`beside ${rival}`, ...rows.map((row) => rivalCell(row, rival))]),
    ];
  });
  const process = columns.map((size) => processCell(resultAt(size)));
  return [
    `### ${title}`,
    about,
    table([name, ...columns.map((size) => sizeName(name, size))], [...lines, ['whole process', ...process]]),
    notesOf(results, columns),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function ownCell({ measured, amount, unit, bytes, rssMb }: Row): string {
  return [
    renderMeasured(measured),
    ...(amount === 1 ? [] : [`${short(amount / (measured.medianMs / 1000))} ${unit}/s`]),
    ...(bytes === undefined ? [] : [renderBytes(bytes)]),
    ...(rssMb === undefined ? [] : [`${rssMb} MB resident`]),
  ].join('; ');
}

function rivalCell(row: Row | undefined, rival: string): string {
  const baseline = row?.baselines.find(({ what }) => what === rival);
  if (row === undefined || baseline === undefined) return '–';
  return `${digits(timesAsFast(row, baseline))}× (${rivalTime(row, baseline)})`;
}

function rivalTime({ unit }: Row, { measured, amount, rssMb }: Baseline): string {
  const sample = amount === undefined ? '' : ` for ${short(amount)} ${unit}`;
  return `${ms(measured.medianMs)}${sample}${rssMb === undefined ? '' : `; ${rssMb} MB resident`}`;
}

function processCell({ wallMs, rssMb, failure }: KeptResult): string {
  const used = `${(wallMs / 1000).toFixed(0)} s, ${rssMb === null ? 'memory unknown' : `at most ${rssMb} MB resident`}`;
  return failure === null ? used : `${used}; **failed**: ${failure}`;
}

/** Each once: most say the same at every size. */
function notesOf(results: readonly KeptResult[], columns: readonly Size[]): string {
  const notes = new Map<string, Size[]>();
  const add = (text: string, size: Size) => notes.set(text, [...(notes.get(text) ?? []), size]);
  for (const { size, rows, lines } of results) {
    for (const { what, note } of rows) if (note !== undefined) add(`${what}: ${note}`, size);
    for (const line of lines) add(line.trim(), size);
  }
  return [...notes]
    .map(([text, at]) => `- ${text}${at.length === columns.length ? '' : ` (${at.join(', ')})`}`)
    .join('\n');
}

/** What was asked for, what was measured, and whether it is held; with a sentence for each that is not. */
import type { KeptResult } from '../kept.ts';
import { digits } from '../render-row.ts';
import { type Size, sizes } from '../stage.ts';
import { sizeName } from '../stages.ts';
import { isMet, type TargetPart, targets } from '../targets.ts';
import { table } from './table.ts';

interface Judged {
  at: string;
  value: number | null;
}

/** The bounds are for the full size, or for a workload of its own. */
const smallerSizes: ReadonlySet<string> = new Set<Size>(['small', 'medium']);

export function renderTargets(results: readonly KeptResult[]): string {
  const judged = judgedParts(results);
  const parts = Object.keys(targets) as TargetPart[];
  const rows = parts.map((part) => {
    const found = judged.get(part);
    return [
      part.split('.')[0]!,
      targets[part].text,
      boundOf(part),
      measuredAs(part, found),
      found?.at ?? '–',
      verdict(part, found),
    ];
  });
  const held = rows.filter(([, , , , , word]) => word === 'yes').length;
  const missed = parts.filter((part) => verdict(part, judged.get(part)) === '**no**');
  const open = rows.length - held - missed.length;
  return [
    `Of ${rows.length} bounds, ${held} are held, ${missed.length} are not, and ${open} are not measured as asked.`,
    table(['#', 'what is asked', 'bound', 'measured', 'at', 'held'], rows),
    ...(missed.length === 0 ? [] : ['Why not:', missed.map(whyNot).join('\n')]),
  ].join('\n\n');
}

/** Of each part the value at the largest size. */
function judgedParts(results: readonly KeptResult[]): Map<TargetPart, Judged> {
  const judged = new Map<TargetPart, Judged>();
  const ascending = [...results].sort((a, b) => sizes.indexOf(a.size) - sizes.indexOf(b.size));
  for (const { stage, size, rows } of ascending) {
    for (const row of rows) {
      for (const [name, value] of Object.entries(row.judged ?? {})) {
        const part = name as TargetPart;
        const at = sizeName(stage, size);
        const before = judged.get(part);
        // Of several rows of one size the one furthest from the bound.
        if (before?.at === at && before.value !== null && value !== null && isWorse(part, before.value, value))
          continue;
        judged.set(part, { at, value });
      }
    }
  }
  return judged;
}

function boundOf(part: TargetPart): string {
  const { atMost, atLeast, unit } = targets[part];
  return `${atMost === undefined ? `≥ ${atLeast}` : `≤ ${atMost}`}${unit === '×' ? '×' : ` ${unit}`}`.trim();
}

function measuredAs(part: TargetPart, found: Judged | undefined): string {
  if (found === undefined || found.value === null) return '–';
  const { unit } = targets[part];
  const value = unit === '' ? found.value.toFixed(3) : digits(found.value);
  return `${value}${unit === '×' ? '×' : ` ${unit}`}`.trim();
}

function verdict(part: TargetPart, found: Judged | undefined): string {
  if (found === undefined) return 'not measured';
  if (found.value === null) return 'baseline absent';
  if (smallerSizes.has(found.at)) return 'only at a smaller size';
  return isMet(part, found.value) ? 'yes' : '**no**';
}

function whyNot(part: TargetPart): string {
  const { text, whyNot: why } = targets[part];
  return `- ${part.split('.')[0]}, ${text}: ${why ?? 'not looked into yet.'}`;
}

function isWorse(part: TargetPart, one: number, other: number): boolean {
  return 'atMost' in targets[part] ? one > other : one < other;
}

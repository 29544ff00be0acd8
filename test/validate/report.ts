/** The measured figures as tables of Markdown, which read as well in a terminal. */
import { type Bar, barsOf } from './bars.ts';
import { type Direction, directions, estimatorNames, type WorldResult } from './plan.ts';
import { type ReachScore, scoreKinds, scoreOf, scoreReach } from './summary.ts';

const names = {
  mau: 'people of the blocked / all people',
  'mau-of-peers': 'people, within its peers',
  plain: 'plain: sizes × ties',
  gravity: 'fitted, without popularity',
  full: 'full',
} as const;

/** Sections, each a title and a table. */
export function reportTables(results: readonly WorldResult[]): string {
  const settings = [
    { title: 'with shift', results: results.filter(({ plan }) => plan.shift) },
    { title: 'without shift', results: results.filter(({ plan }) => !plan.shift) },
  ].filter((setting) => setting.results.length > 0);
  const sections = settings.flatMap(({ title, results }) => [
    ...directions.flatMap((direction) => [
      `### L_${direction}, ${title}\n\n${scoreTable(results, direction)}`,
      `Error by question, L_${direction}, ${title} (the last three columns are of the full model):\n\n${kindTable(results, direction)}`,
    ]),
    `### Replies and boosts, ${title}\n\n${reachTable(results)}`,
  ]);
  return [...sections, `### Bars\n\n${barTable(barsOf(results))}`].join('\n\n');
}

function scoreTable(results: readonly WorldResult[], direction: Direction): string {
  const rows = estimatorNames.map((name) => {
    const score = scoreOf(results, name, direction);
    return [
      names[name],
      points(score.error),
      points(score.bias),
      decimal(score.spearman),
      decimal(score.within),
      decimal(score.overlap),
      decimal(score.caught),
      ...intervalCells(score),
      `${score.answered} of ${score.questions}`,
    ];
  });
  return table(
    [
      'estimator',
      'error',
      'bias',
      'Spearman',
      'within a server',
      'top 20',
      'caught',
      'coverage',
      'worst world',
      'width',
      'answers',
    ],
    rows,
  );
}

function kindTable(results: readonly WorldResult[], direction: Direction): string {
  const rows = scoreKinds(results, direction).map(({ kind, questions, truth, error, bias, coverage, width }) => [
    kind,
    `${questions}`,
    points(truth),
    ...estimatorNames.map((name) => points(error[name])),
    points(bias),
    percent(coverage),
    points(width),
  ]);
  return table(['question', 'asked', 'truth', ...estimatorNames, 'bias', 'coverage', 'width'], rows);
}

function reachTable(results: readonly WorldResult[]): string {
  const rows = (['threads', 'boosts'] as const).map((of) => {
    const score = scoreReach(results, of);
    return [
      of,
      points(score.error),
      points(score.bias),
      decimal(score.spearman),
      ...intervalCells(score),
      `${score.questions}`,
    ];
  });
  return table(['figure', 'error', 'bias', 'Spearman', 'coverage', 'worst world', 'width', 'answers'], rows);
}

function barTable(bars: readonly Bar[]): string {
  const rows = bars.map(({ what, value, mark, met }) => [
    what,
    decimal(value, 3),
    mark,
    met === null ? 'not measured' : met ? 'met' : '**not met**',
  ]);
  return table(['figure, full model, with shift', 'measured', 'bar', ''], rows);
}

function intervalCells({ coverage, worst, width }: ReachScore): string[] {
  return [percent(coverage), percent(worst), points(width)];
}

/** First column left, the others right. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, at) => Math.max(3, cell.length, ...rows.map((row) => row[at]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join(' | ')} |`;
  const rule = `|${widths.map((width, at) => `${'-'.repeat(width + 1)}${at === 0 ? '-' : ':'}`).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

function points(value: number | null): string {
  return decimal(value);
}

function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(1)} %`;
}

function decimal(value: number | null, digits = 2): string {
  return value === null ? '–' : value.toFixed(digits);
}

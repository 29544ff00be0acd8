/** The measured figures as tables of Markdown, which read as well in a terminal. */
import type { AnswerScore } from '../../analysis/checks/answers.ts';
import type { Bar } from '../../analysis/checks/check.ts';
import { type Direction, directions } from '../../analysis/checks/counted-rows.ts';
import { barsOf } from './bars.ts';
import { estimatorNames, type WorldResult } from './plan.ts';
import { scoreKinds, scoreOf, scoreReach } from './summary.ts';
import { decimal, percent, points, table, verdictOf } from './table.ts';

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
  const rows = bars.map(({ what, value, mark, met }) => [what, decimal(value, 3), mark, verdictOf(met)]);
  return table(['figure, full model, with shift', 'measured', 'bar', ''], rows);
}

function intervalCells({ coverage, worst, width }: AnswerScore): string[] {
  return [percent(coverage), percent(worst), points(width)];
}

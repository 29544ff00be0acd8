/** The checks on a real database as tables. Names of software and language are text from servers. */
import { countRows } from '../../analysis/checks/check.ts';
import { directions } from '../../analysis/checks/counted-rows.ts';
import { contenders, type LossScore } from '../../analysis/checks/losses.ts';
import { markdownText } from '../../analysis/report/safe-text.ts';
import type { CheckedDatabase } from './database.ts';
import { decimal, percent, points, table, verdictOf } from './table.ts';

const mostSoftware = 5;

export function reportChecks(checked: CheckedDatabase): string {
  const { snapshot, hosts, servers, lists } = checked;
  return [
    `Snapshot \`${snapshot.id}\` of ${snapshot.asOf.slice(0, 10)}: ${hosts} servers, ${servers} of which publish counts; imported lists: ${lists}.`,
    checkTable(checked),
    ...whyNotJudged(checked),
    ...ruledOutTable(checked),
    ...lossTables(checked),
  ].join('\n\n');
}

function checkTable({ checks }: CheckedDatabase): string {
  const rows = checks.map((check) => [
    `${check.id} ${check.what}`,
    decimal(check.value, 3),
    check.mark,
    check.met === null ? 'not judged' : verdictOf(check.met),
    check.rows === 0 ? '–' : countRows(check),
  ]);
  return table(['check', 'measured', 'mark', '', 'rests on'], rows);
}

/** One line for all figures of a check that share a reason. */
function whyNotJudged({ checks }: CheckedDatabase): string[] {
  const reasons = new Set(checks.flatMap(({ id, why }) => (why === null ? [] : [`- ${id}: ${why}.`])));
  return reasons.size === 0 ? [] : [`Not judged:\n\n${[...reasons].join('\n')}`];
}

function ruledOutTable({ ruledOut }: CheckedDatabase): string[] {
  if (ruledOut.violations === 0) return [];
  const rows = ruledOut.lackedBy
    .slice(0, mostSoftware)
    .map(({ software, pairs, share }) => [markdownText(software ?? 'not known'), `${pairs}`, percent(share)]);
  return [
    `V1, whose list lacked the other server (share of the follows on all pairs looked at):\n\n${table(['software', 'pairs', 'share'], rows)}`,
  ];
}

function lossTables({ kinds, languages }: CheckedDatabase): string[] {
  return directions.flatMap((direction) => [
    ...lossTable(
      `V4, L_${direction} by language left out`,
      'language',
      languages[direction].map((score) => [markdownText(score.language), score]),
    ),
    ...lossTable(
      `V5, L_${direction} by block`,
      'block',
      kinds[direction].map((score) => [score.kind, score]),
    ),
  ]);
}

function lossTable(title: string, of: string, scores: readonly (readonly [string, LossScore])[]): string[] {
  const asked = scores.filter(([, { questions }]) => questions > 0);
  if (asked.length === 0) return [];
  const rows = asked.map(([name, { servers, questions, truth, error, model }]) => [
    name,
    `${servers}`,
    `${questions}`,
    points(truth),
    ...contenders.map((contender) => points(error[contender])),
    points(model.bias),
    percent(model.coverage),
    points(model.width),
  ]);
  const head = [of, 'servers', 'asked', 'counted', ...contenders, 'bias', 'coverage', 'width'];
  return [`${title}: mean counted share, and errors of each estimate, in points:\n\n${table(head, rows)}`];
}

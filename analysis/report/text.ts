/** A report for a terminal: plain lines and padded columns, no colour, no control characters. */
import { showCount } from './figures.ts';
import { limitsTitle, type Report, type Section, sectionsOf, showTime, type Table } from './report.ts';
import { plainSentence, plainText } from './safe-text.ts';

export function renderText(report: Report): string {
  const { title, snapshot, tables, limits } = report;
  const heading = plainText(title);
  return [
    `${heading}\n${'─'.repeat(heading.length)}\nSnapshot ${snapshot.id} of ${showTime(snapshot.asOf)}\n`,
    ...sectionsOf(report).flatMap(renderSection),
    ...tables.map(renderTable),
    ...(limits.length === 0 ? [] : [`\n${limitsTitle}`, ...limits.map(item), '']),
  ].join('\n');
}

function renderSection({ title, sentences }: Section, at: number): string[] {
  const heading = title === null ? [] : [`${at === 0 ? '' : '\n'}${plainText(title)}`];
  return [...heading, ...sentences.map(item)];
}

function item(sentence: string): string {
  return `  · ${plainSentence(sentence)}`;
}

function renderTable({ title, head, rows, more }: Table): string {
  const cells = [head, ...rows].map((row) => row.map(plainText));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const lines = cells.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd());
  if (more > 0) lines.push(`  and ${showCount(more)} more`);
  return `\n${plainText(title)}\n${lines.join('\n')}`;
}

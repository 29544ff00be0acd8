/** A report as Markdown (CommonMark with pipe tables), for an issue or a blog. */
import { showCount } from './figures.ts';
import { limitsTitle, type Report, sectionsOf, showTime, type Table } from './report.ts';
import { markdownSentence, markdownText } from './safe-text.ts';

export function renderMarkdown(report: Report): string {
  const { title, snapshot, tables, limits } = report;
  return [
    `# ${markdownText(title)}`,
    `Snapshot \`${snapshot.id}\` of ${showTime(snapshot.asOf)}.`,
    ...sectionsOf(report).flatMap(({ title, sentences }) => [
      ...(title === null ? [] : [`## ${markdownText(title)}`]),
      renderList(sentences),
    ]),
    ...tables.map(renderTable),
    ...(limits.length === 0 ? [] : [`## ${limitsTitle}`, renderList(limits)]),
  ]
    .join('\n\n')
    .concat('\n');
}

function renderList(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${markdownSentence(sentence)}`).join('\n');
}

function renderTable({ title, head, rows, more }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.map(markdownText).join(' | ')} |`;
  const rest = more > 0 ? `\n\nAnd ${showCount(more)} more.` : '';
  return `## ${markdownText(title)}\n\n${[line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n')}${rest}`;
}

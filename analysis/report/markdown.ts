/** Reports as Markdown (CommonMark with pipe tables), for an issue or a blog. */
import type { Blocked, Impact, SnapshotRef } from '../types.ts';
import { showCount } from './figures.ts';
import { blockedTables, impactTables, type Table } from './rows.ts';
import { markdownText } from './safe-text.ts';

export function renderImpactMarkdown(impact: Impact): string {
  const heading = `# Impact on ${markdownText(impact.host)}`;
  return render(heading, impact.snapshot, impact.sentences, impactTables(impact), impact.limits);
}

export function renderBlockedMarkdown(blocked: Blocked): string {
  const heading = `# Who cuts ${markdownText(blocked.host)}`;
  return render(heading, blocked.snapshot, blocked.sentences, blockedTables(blocked), blocked.limits);
}

function render(
  heading: string,
  { id, asOf }: SnapshotRef,
  sentences: string[],
  tables: Table[],
  limits: string[],
): string {
  return [
    heading,
    `Snapshot \`${id}\` of ${asOf.slice(0, 16).replace('T', ' ')} UTC.`,
    renderList(sentences),
    ...tables.map(renderTable),
    `## What these figures can and cannot say`,
    renderList(limits),
  ]
    .join('\n\n')
    .concat('\n');
}

function renderList(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${sentence.split(' ').map(markdownText).join(' ')}`).join('\n');
}

function renderTable({ title, head, rows, more }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.map(markdownText).join(' | ')} |`;
  const rest = more > 0 ? `\n\nAnd ${showCount(more)} more.` : '';
  return `## ${title}\n\n${[line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n')}${rest}`;
}

/** A page of headings, paragraphs, lists, tables and code, written as Markdown or as HTML. All text in it is shown as it is. */
import { markdownText, plainText } from '../../../analysis/report/safe-text.ts';

/** Running text; a part in `code` stands for itself, letter by letter. */
export type Inline = readonly (string | { code: string })[];

export type Block =
  | { heading: string }
  | { paragraph: Inline }
  | { list: readonly Inline[] }
  | { head: readonly string[]; rows: readonly (readonly Inline[])[] }
  | { code: readonly string[] };

export interface Page {
  title: string;
  blocks: readonly Block[];
}

export function renderMarkdown({ title, blocks }: Page): string {
  return [`# ${markdownText(title)}`, ...blocks.map(blockMarkdown)].join('\n\n').concat('\n');
}

/** A whole document without scripts, styles or anything fetched from elsewhere. */
export function renderHtml({ title, blocks }: Page): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${htmlText(title)}</title>`,
    `<h1>${htmlText(title)}</h1>`,
    ...blocks.map(blockHtml),
    '</html>',
  ]
    .join('\n')
    .concat('\n');
}

function blockMarkdown(block: Block): string {
  if ('heading' in block) return `## ${markdownText(block.heading)}`;
  if ('paragraph' in block) return inlineMarkdown(block.paragraph);
  if ('list' in block) return block.list.map((item) => `- ${inlineMarkdown(item)}`).join('\n');
  if ('code' in block) return ['```', ...block.code.map(plainText), '```'].join('\n');
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rows = block.rows.map((row) => line(row.map(inlineMarkdown)));
  return [line(block.head.map(markdownText)), `|${' --- |'.repeat(block.head.length)}`, ...rows].join('\n');
}

function inlineMarkdown(parts: Inline): string {
  return parts.map((part) => (typeof part === 'string' ? proseMarkdown(part) : codeMarkdown(part.code))).join('');
}

/** What is long is long for a reason here: word by word, so that nothing is cut. */
function proseMarkdown(text: string): string {
  return text.split(' ').map(markdownText).join(' ');
}

/** A span of code ends at its own backtick, and a table at its pipe: the two that no quoting inside a span helps against. */
function codeMarkdown(code: string): string {
  return /[`|]/.test(code) ? proseMarkdown(code) : `\`${code}\``;
}

function blockHtml(block: Block): string {
  if ('heading' in block) return `<h2>${htmlText(block.heading)}</h2>`;
  if ('paragraph' in block) return `<p>${inlineHtml(block.paragraph)}</p>`;
  if ('list' in block) return `<ul>\n${block.list.map((item) => `<li>${inlineHtml(item)}</li>`).join('\n')}\n</ul>`;
  if ('code' in block) return `<pre><code>${block.code.map(htmlText).join('\n')}</code></pre>`;
  const row = (cells: readonly string[], tag: 'th' | 'td') =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  const rows = block.rows.map((cells) => row(cells.map(inlineHtml), 'td'));
  return `<table>\n${[row(block.head.map(htmlText), 'th'), ...rows].join('\n')}\n</table>`;
}

function inlineHtml(parts: Inline): string {
  return parts
    .map((part) => (typeof part === 'string' ? htmlText(part) : `<code>${htmlText(part.code)}</code>`))
    .join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function htmlText(text: string): string {
  return text
    .split(' ')
    .map((word) => plainText(word).replace(/[&<>"']/g, (mark) => entities[mark]!))
    .join(' ');
}

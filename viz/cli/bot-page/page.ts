/** A page of headings, paragraphs, lists, tables and code, written as Markdown or as HTML. All text in it is shown as it is. */
import { html } from 'hono/html';
import { markdownSentence, markdownText, plainSentence, plainText } from '../../../analysis/report/safe-text.ts';

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

/** A whole document without scripts, styles or anything fetched from elsewhere; the template escapes what is put in. */
export function renderHtml({ title, blocks }: Page): string {
  const page = html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${plainSentence(title)}</title>
<h1>${plainSentence(title)}</h1>
${blocks.map((block) => html`${blockHtml(block)}\n`)}</html>
`;
  return String(page);
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
  return parts.map((part) => (typeof part === 'string' ? markdownSentence(part) : codeMarkdown(part.code))).join('');
}

/** A span of code ends at its own backtick, and a table at its pipe: the two that no quoting inside a span helps against. */
function codeMarkdown(code: string): string {
  return /[`|]/.test(code) ? markdownSentence(code) : `\`${code}\``;
}

function blockHtml(block: Block) {
  if ('heading' in block) return html`<h2>${plainSentence(block.heading)}</h2>`;
  if ('paragraph' in block) return html`<p>${inlineHtml(block.paragraph)}</p>`;
  if ('list' in block) return html`<ul>\n${block.list.map((item) => html`<li>${inlineHtml(item)}</li>\n`)}</ul>`;
  if ('code' in block) return html`<pre><code>${block.code.map(plainSentence).join('\n')}</code></pre>`;
  const head = html`<tr>${block.head.map((cell) => html`<th>${plainSentence(cell)}</th>`)}</tr>`;
  const rows = block.rows.map((row) => html`<tr>${row.map((cell) => html`<td>${inlineHtml(cell)}</td>`)}</tr>\n`);
  return html`<table>\n${head}\n${rows}</table>`;
}

function inlineHtml(parts: Inline) {
  return parts.map((part) =>
    typeof part === 'string' ? html`${plainSentence(part)}` : html`<code>${plainSentence(part.code)}</code>`,
  );
}

/**
 * A report as one HTML page that stands alone: no script, nothing fetched, one style sheet inside, readable in light and
 * dark, by keyboard and by a screen reader. Text goes into it through a template that escapes whatever is put in, and the
 * page's own policy would run or load nothing even if something came through.
 */
import { html } from 'hono/html';
import { showCount } from './figures.ts';
import { pageStyle } from './html-style.ts';
import { limitsTitle, type Report, type Section, sectionsOf, showTime, type Table } from './report.ts';
import { plainSentence, plainText } from './safe-text.ts';

const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

export function renderHtml(report: Report): string {
  const { title, snapshot, tables, limits } = report;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${plainText(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<h1>${plainText(title)}</h1>
<p class="snapshot">Snapshot <code>${snapshot.id}</code> of <time datetime="${snapshot.asOf}">${showTime(snapshot.asOf)}</time></p>
${sectionsOf(report).map(renderSection)}
${tables.map(renderTable)}
${limits.length === 0 ? null : html`<h2>${limitsTitle}</h2>\n${list(limits)}`}
</main>
</body>
</html>
`;
  return String(page);
}

function renderSection({ title, sentences }: Section) {
  return html`${title === null ? null : html`<h2>${plainText(title)}</h2>\n`}${list(sentences)}\n`;
}

function list(sentences: readonly string[]) {
  return html`<ul>
${sentences.map((sentence) => html`<li>${plainSentence(sentence)}</li>\n`)}</ul>`;
}

/** Wide tables scroll by themselves, and so must be reached by keyboard. */
function renderTable({ title, head, rows, more }: Table, at: number) {
  const name = `table-${at + 1}`;
  return html`<div class="table" role="region" aria-labelledby="${name}" tabindex="0">
<table>
<caption id="${name}">${plainText(title)}</caption>
<thead>
<tr>${head.map((cell) => html`<th scope="col">${plainText(cell)}</th>`)}</tr>
</thead>
<tbody>
${rows.map(renderRow)}</tbody>
</table>
</div>
${more > 0 ? html`<p class="more">And ${showCount(more)} more.</p>\n` : null}`;
}

function renderRow([about = '', ...cells]: readonly string[]) {
  return html`<tr><th scope="row">${plainText(about)}</th>${cells.map((cell) => html`<td>${plainText(cell)}</td>`)}</tr>\n`;
}

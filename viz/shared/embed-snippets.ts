/** What one puts on a page to show the map there: the element with its script, or a frame. */
import { writeLink } from './link.ts';
import type { Question } from './question.ts';

/** Scripts of the frame's own origin, and links that open in a tab of their own; nothing of the page around it. */
const sandbox = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox';

/** @param site address of the published map, ending in a slash */
export function elementSnippet(site: string, question: Question): string {
  const { host, block, limit, blockedBy } = question;
  const attributes: [string, string][] = [
    ['src', site],
    ['focus', host ?? ''],
    ['block', block.join(',')],
    ['limit', limit.join(',')],
    ['blocked-by', blockedBy.join(',')],
  ];
  const written = attributes
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}="${escapeAttribute(value)}"`);
  const link = `<a href="${escapeAttribute(site + writeLink(question))}">${escapeAttribute(titleOf(question))}</a>`;
  return [
    `<script type="module" src="${escapeAttribute(site)}embed/faultline-map.js"></script>`,
    `<faultline-map ${written.join(' ')}>${link}</faultline-map>`,
  ].join('\n');
}

export function frameSnippet(
  site: string,
  question: Question,
  { width, height }: { width: string; height: string } = { width: '100%', height: '520' },
): string {
  const address = `${site}embed/index.html${writeLink(question)}`;
  return `<iframe src="${escapeAttribute(address)}" width="${width}" height="${height}" title="${escapeAttribute(titleOf(question))}" sandbox="${sandbox}" loading="lazy" frameborder="0"></iframe>`;
}

export function titleOf({ host }: Question): string {
  return host === null ? 'Map of the fediverse' : `Map of the fediverse as seen from ${host}`;
}

export function escapeAttribute(text: string): string {
  return text.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

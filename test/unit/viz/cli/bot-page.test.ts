/** What administrators are told is what the crawler does: every number and path is taken from where the crawler has it. */
import { expect, test } from 'vitest';
import { resolveSettings, userAgent } from '../../../../crawler/settings.ts';
import { adapters } from '../../../../crawler/software/index.ts';
import { describeBot } from '../../../../viz/cli/bot-page/bot-page.ts';
import { type Page, renderHtml, renderMarkdown } from '../../../../viz/cli/bot-page/page.ts';
import { showBytes, showDuration } from '../../../../viz/cli/bot-page/quantities.ts';

const contact = 'crawl@people.example';
const settings = resolveSettings({ contact, infoUrl: 'https://people.example/bot' });
const markdown = renderMarkdown(describeBot(settings));
const plain = markdown.replaceAll('\\', '');

test('it says who runs the crawl and how requests are signed', () => {
  expect(markdown).toContain(`Run by: \`${contact}\``);
  expect(markdown).toContain(`\`${userAgent(settings)}\``);
  expect(markdown).toContain('`https://people.example/bot`');
});

test('every path of every adapter is on it, and every software by its names', () => {
  for (const { names, paths } of Object.values(adapters)) {
    for (const path of Object.keys(paths)) expect(markdown).toContain(`\`${path}\``);
    for (const name of names) expect(plain).toContain(name);
  }
  for (const path of ['/robots.txt', '/.well-known/nodeinfo']) expect(markdown).toContain(`\`${path}\``);
});

test('every path on it is one that is asked for, or where a server says no', () => {
  const asked = new Set(Object.values(adapters).flatMap(({ paths }) => Object.keys(paths)));
  const named = [...markdown.matchAll(/`(\/[^`]*)`/g)].map(([, path]) => path!);
  const others = ['/robots.txt', '/.well-known/nodeinfo', '/api/statusnet/config.json'];
  expect(named.filter((path) => !asked.has(path) && !others.includes(path))).toEqual([]);
  expect(named.length).toBeGreaterThan(10);
});

test('that answers are kept is said where they are, and that they are not where they are not', () => {
  expect(plain).toMatch(/Answers themselves are not kept, except the last robots\.txt/);
  const keeping = renderMarkdown(describeBot(resolveSettings({ contact, keepBodies: true })));
  expect(keeping).toMatch(/Answers themselves are kept too, .*what they say of persons is taken out/);
  expect(keeping).not.toContain('are not kept, except');
});

test.each([
  ['minGapMs', 7000, /a rest of at least 7 seconds/],
  ['maxRequestsPerSecond', 17, /at most 17 requests a second/],
  ['crawlDelayLimitMs', 180_000, /honoured up to 3 minutes/],
  ['retryAfterLimitMs', 240_000, /up to 4 minutes they are waited out/],
  ['maxRequests', 123, /At most 123 requests in one visit/],
  ['maxBytes', 3 * 1_048_576, /at most 3 MiB for one list/],
  ['revisitAfterMs', 2 * 86_400_000, /after 2 days at the earliest/],
] as const)('%s is told as the crawl has it', (name, value, words) => {
  expect(plain).not.toMatch(words);
  const page = renderMarkdown(describeBot(resolveSettings({ contact, [name]: value })));
  expect(page.replaceAll('\\', '')).toMatch(words);
});

test('it says when each kind of server is visited again, as the crawler decides it', () => {
  const rows = plain.split('\n').filter((line) => line.startsWith('| '));
  expect(rows).toContain('| answered | after 23 hours at the earliest, with up to a tenth added |');
  expect(rows).toContain('| refused us, by robots.txt or otherwise | after 7 days at the earliest |');
  expect(rows).toContain('| answered, and is no server that we can read | after 7 days at the earliest |');
  expect(rows.join('\n')).toMatch(/was being asked when a crawl was interrupted \| after 1 hour at the earliest/);
  expect(plain).toMatch(/left alone until then, for 30 days at most/);
  expect(rows).toContain('| said that it is gone, or refused our user agent | never |');
  expect(rows.join('\n')).toMatch(/does not want to be counted \| after 30 days at the earliest \|/);
  expect(rows.join('\n')).toMatch(/silent for longer \| after 7 days at the earliest, .* after 30 days \|/);
});

test('it says how to stop it and how to let it in, in words a robots.txt takes', () => {
  expect(markdown).toContain('```\nUser-agent: Faultline\nDisallow: /\n```');
  expect(markdown).toContain('```\nUser-agent: Faultline\nAllow: /api/v1/instance/domain_blocks\n```');
  expect(plain).toMatch(/410 Gone.*hide_in_statistics.*site\.private.*metadata\.private/s);
});

test('the HTML says the same and holds nothing that runs or is fetched', () => {
  const html = renderHtml(describeBot(settings));
  expect(html).toContain(`<code>${contact}</code>`);
  expect(html).toContain('<code>/api/v1/instance/peers</code>');
  expect(html).not.toMatch(/<(script|style|link|img|iframe)|\son\w+=|src=/);
});

test('what whoever runs it calls themselves stays text', () => {
  const mine = resolveSettings({ contact: '<img/src=x|`y`>&"me"' });
  expect(renderHtml(describeBot(mine))).toContain('&lt;img/src=x|`y`&gt;&amp;&quot;me&quot;');
  expect(renderHtml(describeBot(mine))).not.toContain('<img');
  expect(renderMarkdown(describeBot(mine))).not.toMatch(/<img|[^\\]\|`/);
});

test('a table has as many cells in each row as in its head, whatever they hold', () => {
  const page: Page = { title: 'a | b', blocks: [{ head: ['x', 'y|z'], rows: [[['1|2'], [{ code: '3|4' }]]] }] };
  const rows = renderMarkdown(page)
    .split('\n')
    .filter((line) => line.startsWith('|'));
  expect(rows.map((row) => row.replaceAll('\\|', '').split('|').length)).toEqual([4, 4, 4]);
});

test.each([
  [1000, '1 second'],
  [82_800_000, '23 hours'],
  [90_000, '90 seconds'],
  [86_400_000, '1 day'],
  [1500, '1500 milliseconds'],
] as const)('%i ms are %s', (ms, words) => {
  expect(showDuration(ms)).toBe(words);
});

test('bytes are told in MiB where they are whole', () => {
  expect([showBytes(8 * 1_048_576), showBytes(1000)]).toEqual(['8 MiB', '1000 bytes']);
});

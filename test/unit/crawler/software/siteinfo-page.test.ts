import { expect, test } from 'vitest';
import { readBlockedSites } from '../../../../crawler/software/siteinfo-page.ts';

const list = (...items: string[]) => `<h3>Heading</h3><ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
const page = (content: string) => `<body><div class="generic-content-wrapper-styled x">${content}</div></body>`;

test.each([
  ['addons and blocked sites', page(list('statistics', 'pubcrawl') + list('bad.example')), ['bad.example']],
  ['addons alone', page(list('statistics', 'pubcrawl')), []],
  ['blocked sites alone', page(list('bad.example', 'worse.example')), ['bad.example', 'worse.example']],
  ['a setting that was cleared', page(list('statistics') + list('')), []],
  ['a blocked word that is no name', page(list('statistics') + list('casino')), ['casino']],
  ['an item with markup in it', page(list('statistics') + list('<b>bad</b>.example')), ['bad.example']],
  [
    'items without an end tag',
    page(`${list('statistics')}<ul><li>bad.example<li>b.example</ul>`),
    ['bad.example', 'b.example'],
  ],
])('of a page with %s the blocked sites are read', (_, html, sites) => {
  expect(readBlockedSites(html)).toEqual(sites);
});

test.each([
  ['no box', list('statistics') + list('bad.example')],
  ['a box without lists', page('<p>bad.example</p>')],
  ['lists only deeper in the box', page(`<div>${list('statistics')}${list('bad.example')}</div>`)],
  ['a third list', page(list('statistics') + list('bad.example') + list('b.example'))],
  ['nothing', ''],
  ['no end to its depth', page('<div>'.repeat(100_000) + list('bad.example'))],
])('a page with %s is not the page we know', (_, html) => {
  expect(readBlockedSites(html)).toBeUndefined();
});

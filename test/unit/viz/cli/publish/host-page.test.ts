/** The page of text about one server, which strangers wrote a part of. */
import { expect, test } from 'vitest';
import type { HostCard } from '../../../../../analysis/types.ts';
import type { Host } from '../../../../../data/types.ts';
import { type HostPage, pathOfHost, renderHostPage } from '../../../../../viz/cli/publish/host-page.ts';

const card: HostCard = {
  host: 'a.example' as Host,
  software: 'mastodon',
  version: '4.6.0',
  users: 900,
  mau: 300,
  audience: 300,
  audienceLow: 280,
  audienceHigh: 320,
  audienceSource: 'mau',
  audienceUnused: null,
  language: 'en',
  liveness: 'alive',
  disclosure: { peers: 'published', blocks: 'withheld', allows: 'unsupported', counts: null },
  observedAt: { peers: 0, blocks: null, allows: null, counts: null },
  community: 'a.example, b.example (en)',
  declares: null,
  declaredOn: 7,
};
const page: HostPage = {
  card,
  snapshot: { id: '0123456789abcdef', asOf: '2026-11-20T06:00:00.000Z' },
  lists: 12,
  listedBy: 9,
  notes: ['A note.'],
  baseUrl: null,
  style: 'style.12345678.css',
  index: false,
};

test('it says what is known, where it comes from, and leads to the map', () => {
  const html = renderHostPage(page);
  for (const text of [
    'mastodon 4.6.0',
    'about 300 (280–320)',
    'published, 12 of the servers here',
    'not public',
    'not told',
  ]) {
    expect(html).toContain(text);
  }
  expect(html).toContain('snapshot 0123456789abcdef, as of 2026-11-20');
  expect(html).toContain('<a href="../index.html?host=a.example">');
  expect(html).toContain('<meta name="robots" content="noindex">');
});

test('what a server says of itself is text', () => {
  const html = renderHostPage({
    ...page,
    card: { ...card, version: '<script>alert(1)</script>\u202e', community: '"><b>' },
  });
  expect(html).not.toContain('<script');
  expect(html).not.toContain('<b>');
  expect(html).not.toContain('\u202e');
  expect(html).toContain('&lt;script&gt;');
});

test('a name too long for a file has no page', () => {
  expect(pathOfHost('a.example')).toBe('host/a.example.html');
  expect(pathOfHost(`${'a'.repeat(60)}.`.repeat(4))).toBeUndefined();
});

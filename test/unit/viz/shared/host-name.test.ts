import { expect, test } from 'vitest';
import { readHost } from '../../../../data/host.ts';
import { isSameHost, toHostName } from '../../../../viz/shared/host-name.ts';

test.each([
  ['B.Example.', 'b.example'],
  [' b.example ', 'b.example'],
  ['https://b.example:8443/about', 'b.example'],
  ['bücher.example', 'xn--bcher-kva.example'],
])('%j is read as %s, as the analysis reads it', (text, name) => {
  expect(toHostName(text)).toBe(name);
  expect(readHost(text)).toBe(name);
});

test.each([
  '',
  'b',
  '@person@b.example',
  'b.',
  'mastodon.s',
  '127.0.0.1',
  'a b.example',
  '<img/src=x>.example',
  '-.example',
  'https://',
])('%j is no whole name', (text) => {
  expect(toHostName(text)).toBeUndefined();
});

test('two writings of one name are the same, and text that is no name is only itself', () => {
  expect(isSameHost('Social.Example', 'https://social.example/')).toBe(true);
  expect(isSameHost('a.example', 'b.example')).toBe(false);
  expect(isSameHost('no name', 'no name')).toBe(true);
  expect(isSameHost('no name', 'No name')).toBe(false);
});

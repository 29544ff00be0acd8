import { expect, test } from 'vitest';
import type { Host } from '../../../../data/types.ts';
import { listOptions, preferOption } from '../../../../viz/app/search-options.ts';
import type { FoundHost } from '../../../../viz/shared/found-host.ts';

const found = (...names: string[]): FoundHost[] =>
  names.map((name) => ({ host: name as Host, software: 'mastodon', audience: 12, audienceSource: 'mau' }));

/** The name that Enter takes. */
function taken(text: string, names: string[], unseen: boolean): string | undefined {
  const options = listOptions(found(...names), text, unseen);
  return options[preferOption(options, text)]?.host;
}

test('Enter on a whole name that was not seen takes that name, not one that holds it', () => {
  expect(taken('b.example', ['bb.example', 'b.example.org'], true)).toBe('b.example');
  expect(listOptions(found('bb.example'), 'b.example', true).at(-1)).toEqual({ host: 'b.example', note: 'not seen' });
});

test('Enter on a whole name that was seen takes it, however it is written', () => {
  for (const text of ['b.example', ' B.Example ', 'https://b.example/about']) {
    expect(taken(text, ['bb.example', 'b.example'], true)).toBe('b.example');
    expect(listOptions(found('bb.example', 'b.example'), text, true)).toHaveLength(2);
  }
});

test('Enter on a part of a name takes the first that holds it', () => {
  expect(taken('exam', ['b.example', 'a.example'], true)).toBe('b.example');
  expect(taken('b.exam', ['b.example'], false)).toBe('b.example');
});

test('a size is said to be about so much, and who says so', () => {
  expect(listOptions(found('b.example'), 'b', false)).toEqual([
    { host: 'b.example', note: 'mastodon · about 12, its own count' },
  ]);
});

test('nothing typed or nothing found takes nothing', () => {
  expect(taken('', ['b.example'], true)).toBeUndefined();
  expect(taken('nowhere.example', [], false)).toBeUndefined();
  expect(taken('no name', [], true)).toBeUndefined();
});

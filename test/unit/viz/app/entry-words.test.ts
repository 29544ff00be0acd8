import { expect, test } from 'vitest';
import { countByWords, wordsOf } from '../../../../viz/app/entry-words.ts';
import { answersFor } from './answers.ts';

test.each([
  [{ status: 'unknown', hosts: 0, audience: null }, 'not seen'],
  [{ status: 'unknown', hosts: 1, audience: 5 }, 'not known'],
  [{ status: 'cut', hosts: 1, audience: null }, 'cut, people not known'],
  [{ status: 'cut', hosts: 1, audience: 5 }, 'cut'],
  [{ status: 'opened', hosts: 1, audience: 5 }, 'open again'],
] as const)('%j is %s', (entry, words) => {
  expect(wordsOf(entry)).toBe(words);
});

test('entries are counted by their words', () => {
  const { entries } = answersFor('x.example', { block: ['a.example', 'b.example', 'nowhere.example'] }).impact!;
  expect(countByWords(entries)).toBe('2 cut · 1 not seen');
});

import { expect, test } from 'vitest';
import { hasHiddenNumbers, isHiddenFromStatistics, isSitePrivate } from '../../../../crawler/software/opt-outs.ts';
import { noFacts } from '../../../../data/types.ts';

const answered = (json: unknown) => ({ outcome: 'ok', status: 200, headers: {}, json }) as const;

/** Source: the opt-outs of GNU social and Friendica, as text too, and Hubzilla's, an integer or a flag. */
test.each([
  [true, true],
  [1, true],
  [2, true],
  ['1', true],
  ['true', true],
  [' TRUE ', true],
  [false, false],
  [0, false],
  ['0', false],
  ['false', false],
  ['', false],
  [null, false],
  [undefined, false],
  [{}, false],
  [[1], false],
])('a server is private, or hidden, that says %j: %s', (value, isMeant) => {
  expect(isSitePrivate(answered({ site: { private: value } }))).toBe(isMeant);
  expect(isHiddenFromStatistics(answered({ hide_in_statistics: value }))).toBe(isMeant);
});

test('a document that did not come says nothing', () => {
  const json = { site: { private: true }, hide_in_statistics: true };
  const refused = { outcome: 'forbidden', status: 403, headers: {}, json } as const;
  expect([isSitePrivate(refused), isHiddenFromStatistics(refused)]).toEqual([false, false]);
});

test('numbers are hidden only when each of them is 1', () => {
  const ones = { ...noFacts, users: 1, mau: 1, activeHalfyear: 1, posts: 1 };
  expect(hasHiddenNumbers(ones)).toBe(true);
  for (const name of ['users', 'mau', 'activeHalfyear', 'posts'] as const) {
    expect([hasHiddenNumbers({ ...ones, [name]: 2 }), hasHiddenNumbers({ ...ones, [name]: null })]).toEqual([
      false,
      false,
    ]);
  }
});

import { expect, test } from 'vitest';
import { groupSentences } from '../../../../viz/app/sentence-groups.ts';
import { answersFor } from './answers.ts';

test.each([
  ['x.example', { block: ['a.example'], limit: ['b.example'] }],
  ['x.example', { lift: ['c.example'] }],
  ['x.example', { blockedBy: ['a.example'] }],
  ['d.example', { block: ['a.example'] }],
])('from %s with %j every sentence of the answer stands in one place, and no other does', (host, scenario) => {
  const impact = answersFor(host, scenario).impact!;
  const { groups, rest } = groupSentences(impact);
  const all = [...groups.flatMap(({ sentences }) => sentences), ...rest];
  expect(all.toSorted()).toEqual(impact.sentences.toSorted());
});

test('what is lost through others and what opens have headings of their own', () => {
  const titlesOf = (scenario: Parameters<typeof answersFor>[1]) =>
    groupSentences(answersFor('x.example', scenario).impact!).groups.map(({ title }) => title);
  expect(titlesOf({ block: ['a.example'] })).toEqual(
    expect.arrayContaining(['In threads and boosts', 'The network as a whole', 'When people move away']),
  );
  expect(titlesOf({ lift: ['c.example'] })).toContain('What opens');
});

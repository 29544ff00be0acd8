import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assumed } from '../../../../analysis/effects.ts';
import { ruleFor } from '../../../../analysis/rules.ts';
import { readWholeBlocklist } from '../../../../data/import/blocklist.ts';
import { readFlagWord } from '../../../../data/import/flag-word.ts';
import { severities, severityRows } from '../../../../data/import/severities.ts';
import { editDistance, readWord } from '../../../../data/import/typo.ts';
import { disclosures, listKinds } from '../../../../data/types.ts';

test.each([
  ['fale', 'false'],
  ['flase', 'false'],
  ['fals', 'false'],
  ['FALES', 'false'],
  ['ture', 'true'],
  ['tru', 'true'],
  ['ttrue', 'true'],
])('the flag %s can only mean %s', (written, word) => {
  expect(readFlagWord(written)).toEqual({ word, value: word === 'true', isTypo: true });
});

test.each([
  ['true', true],
  ['TRUE', true],
  ['1', true],
  ['y', true],
  [' False', false],
  ['no', false],
])('the flag %s is no slip', (written, value) => {
  expect(readFlagWord(written)).toMatchObject({ value, isTypo: false });
});

test.each(['maybe', '', 'on', 'noo', 'ye', 'x', '2', 'trfalse', 'fa', 'null'])(
  'the flag %j means nothing',
  (written) => {
    expect(readFlagWord(written)).toBeUndefined();
  },
);

test.each([
  ['susped', 'suspend'],
  ['suspned', 'suspend'],
  ['Slience', 'silence'],
  ['bloked', 'blocked'],
  ['quarantned_instances', 'quarantined_instances'],
  ['federated_timline_remval', 'federated_timeline_removal'],
])('the severity %s can only mean %s', (written, word) => {
  expect(readWord(written, severities)).toEqual({ word, isTypo: true });
});

test.each([
  ['suspened', 'suspend and suspended are one edit away'],
  ['blockd', 'block and blocked'],
  ['limitd', 'limit and limited'],
  ['rejecte', 'reject and rejected'],
  ['bann', 'short words are not guessed'],
  ['sspnd', 'two edits are too many for seven letters'],
  ['severe', 'it is another word'],
  ['', 'it is empty'],
])('the severity %j is refused: %s', (written) => {
  expect(readWord(written, severities)).toBeUndefined();
});

test('an exact word of any software is no slip, however near another is', () => {
  for (const word of severities) expect(readWord(word.toUpperCase(), severities)).toEqual({ word, isTypo: false });
});

test('the rules know what every word of each software does', () => {
  for (const { software, words } of severityRows) {
    for (const word of words) {
      const isAssumed = (ruleFor(software, word).effect & assumed) !== 0;
      expect({ software, word, isAssumed }).toEqual({ software, word, isAssumed: false });
    }
  }
});

test('the other closed columns obey the same rule', () => {
  expect(readWord('publishd', disclosures)).toEqual({ word: 'published', isTypo: true });
  expect(readWord('unreachable', disclosures)).toBeUndefined();
  expect(readWord('peer', listKinds)).toEqual({ word: 'peers', isTypo: true });
});

test('slips in a list are told with line, column, what stood there and what it was taken for', () => {
  const text = '#domain,#severity,#reject_media\nb.example,susped,false\nc.example,silence,fale\n';
  const { entries, typos } = readWholeBlocklist(text, 'list.csv', { leaveOut: false });
  expect(entries.map(({ action }) => action)).toEqual(['suspend', 'silence']);
  expect(typos).toEqual([
    { line: 2, column: 'severity', written: 'susped', taken: 'suspend' },
    { line: 3, column: 'reject_media', written: 'fale', taken: 'false' },
  ]);
});

test('a slip in a header does not make a silence a suspension', () => {
  const { entries, typos } = readWholeBlocklist('domain,severty\nb.example,silence\n', 'list.csv', { leaveOut: false });
  expect(entries).toMatchObject([{ action: 'silence' }]);
  expect(typos).toEqual([{ line: 1, column: 'header', written: 'severty', taken: 'severity' }]);
});

/** The definition itself. */
function slowDistance(left: string, right: string): number {
  if (left === '' || right === '') return left.length + right.length;
  const isSwap = left.length > 1 && right.length > 1 && left.at(-1) === right.at(-2) && left.at(-2) === right.at(-1);
  return Math.min(
    slowDistance(left.slice(0, -1), right) + 1,
    slowDistance(left, right.slice(0, -1)) + 1,
    slowDistance(left.slice(0, -1), right.slice(0, -1)) + (left.at(-1) === right.at(-1) ? 0 : 1),
    ...(isSwap ? [slowDistance(left.slice(0, -2), right.slice(0, -2)) + 1] : []),
  );
}

test('the distance agrees with the slow, obvious version', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
  fc.assert(fc.property(word, word, (left, right) => editDistance(left, right) === slowDistance(left, right)));
});

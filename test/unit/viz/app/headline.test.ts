import { expect, test } from 'vitest';
import type { Impact } from '../../../../analysis/types.ts';
import { noContactKnown, writeHeadline } from '../../../../viz/app/headline.ts';
import { answersFor } from './answers.ts';

const impactOf = (scenario: Parameters<typeof answersFor>[1], host = 'x.example'): Impact =>
  answersFor(host, scenario).impact!;
const people = (text: string) => text.replace(/\d+(,\d{3})*/g, '#');

test('a block says how many servers and how many people', () => {
  expect(people(writeHeadline(impactOf({ block: ['a.example'] }), 'alive'))).toBe(
    '# server cut. About # (#–#, mixed evidence) of about # people elsewhere can no longer talk with its people.',
  );
  expect(writeHeadline(impactOf({ block: ['a.example'], limit: ['b.example'] }), 'alive')).toMatch(
    /^1 server cut, 1 hidden\. /,
  );
  expect(writeHeadline(impactOf({ limit: ['b.example'] }), 'alive')).toBe('1 server hidden.');
});

test('what was never seen is not known, and never said to change nothing', () => {
  expect(writeHeadline(impactOf({ block: ['nowhere.example'] }), 'alive')).toBe(
    'nowhere.example was not seen, so what it would cut is not known.',
  );
  expect(writeHeadline(impactOf({ block: ['nowhere.example', 'no.example'] }), 'alive')).toBe(
    'None of the 2 named servers was seen, so what they would cut is not known.',
  );
  expect(writeHeadline(impactOf({ block: ['c.example', 'no.example'] }), 'alive')).toBe(
    'No contact that is known goes with 1 named server; 1 other was not seen, so what it would cut is not known.',
  );
  expect(writeHeadline(impactOf({ block: ['a.example', 'no.example'] }), 'alive')).toMatch(
    /1 named server was not seen; what it would cut is not known\.$/,
  );
});

test('nothing changes only where that is known', () => {
  const impact = impactOf({ block: ['c.example'] });
  expect(writeHeadline(impact, 'alive')).toBe('Nothing changes: this takes away no contact there is today.');
  const unknown = { share: null, low: null, high: null, grade: null };
  expect(writeHeadline({ ...impact, lossIn: unknown }, 'alive')).toBe('What this would cut is not known.');
});

test('a server that did not answer has no contact that could be said to change', () => {
  const headline = writeHeadline(impactOf({ block: ['a.example'] }, 'd.example'), 'dead');
  expect(headline).toBe('What this would change is not known, since d.example did not answer.');
  expect(noContactKnown('d.example')).toBe(
    'd.example did not answer on the last visit, so its contact today is not known.',
  );
});

test('a loss on servers of unknown size is a lower bound, and nothing when none of it is known', () => {
  const impact = impactOf({ block: ['a.example'] });
  const least = {
    ...impact,
    people: { ...impact.people, before: 400, after: 300, lost: 100, lostLow: 80, lostHigh: 120, lostUnsized: 2 },
  };
  expect(writeHeadline(least, 'alive')).toBe(
    '1 server cut. At least 100 (80–120, mixed evidence) of about 400 people elsewhere can no longer talk with its people.',
  );
  const blind = { ...impact, people: { ...impact.people, before: 400, after: 400, lost: 0, lostUnsized: 1 } };
  expect(writeHeadline(blind, 'alive')).toBe('1 server cut. How many people that is, is not known.');
});

test('registered accounts are not called people who are active', () => {
  const impact = impactOf({ block: ['a.example'] });
  const coverage = { ...impact.coverage, audience: { ...impact.coverage.audience, unit: 'registered' as const } };
  expect(writeHeadline({ ...impact, coverage }, 'alive')).toMatch(/ registered people elsewhere /);
});

test('contact that opens again is said, with what does not come back', () => {
  const impact = impactOf({ block: ['a.example'] });
  const [touched] = impact.touched;
  const opened = { ...impact, touched: [{ ...touched!, status: 'opened' as const }] };
  expect(writeHeadline(opened, 'alive')).toBe('1 server open again. Follows that were deleted do not come back.');
});

test('what is no longer hidden is a change, though no contact opens', () => {
  const impact = impactOf({ block: ['c.example'] });
  const entries = impact.entries.map((entry) => ({ ...entry, status: 'shown' as const }));
  expect(writeHeadline({ ...impact, entries, touched: [] }, 'alive')).toBe('1 server no longer hidden.');
});

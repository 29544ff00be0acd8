import { expect, test } from 'vitest';
import { writeFootprint, writeQuarantine } from '../../../../analysis/report/footprint-sentences.ts';

const footprint = {
  ...{ hosts: 12, requests: 340, withheldByUs: 5, bytes: 1_234_567, mostRequestsPerVisit: 40 },
  mostRequests: { host: 'busy.example', requests: 60 },
  mostBytes: { host: 'large.example', bytes: 900_000 },
  ...{ rateLimited: 1, refusals: 3 },
};

test('the footprint says how much was asked, of whom most, and what was refused', () => {
  expect(writeFootprint(footprint)).toEqual([
    'Asked 12 servers 340 times, at most 40 times a visit, for 1,234,567 bytes. Most requests to one server: 60 (busy.example); most bytes from one: 900,000 (large.example).',
    '1 time the answer was "not now", 3 times a refusal; 5 requests were not sent because robots.txt forbids them.',
  ]);
});

test('who asked nobody has nothing to say', () => {
  const nothing = { ...footprint, hosts: 0, requests: 0, withheldByUs: 0, mostRequests: null, mostBytes: null };
  expect(writeFootprint(nothing)).toEqual([]);
});

test('domains that are set aside are named, five at most, with what that means', () => {
  const domains = Array.from({ length: 7 }, (_, number) => ({ domain: `d${number}.example`, names: 5000 - number }));
  expect(writeQuarantine({ domains: [], hosts: 0 })).toEqual([]);
  const [sentence] = writeQuarantine({ domains, hosts: 700 });
  expect(sentence).toMatch(/d0\.example \(5,000 names or more\), .*d4\.example \(4,996 names or more\) and 2 more\./);
  expect(sentence).toMatch(/700 names below them are known; they are not asked and count nowhere\.$/);
});

import { expect, test } from 'vitest';
import { robotsRules, robotsText, robotsVerdicts } from '../../../../crawler/http/robots.ts';
import { maxRobotsBytes } from '../../../../crawler/http/robots-file.ts';

test.each([
  ['ok', 'obey-file'],
  ['not-found', 'allow-all'],
  ['gone', 'allow-all'],
  ['client-error', 'allow-all'],
  ['unauthorized', 'disallow-all'],
  ['forbidden', 'disallow-all'],
  ['rate-limited', 'disallow-all'],
  ['server-error', 'disallow-all'],
  ['timeout', 'disallow-all'],
  ['connection-failed', 'disallow-all'],
  ['moved', 'disallow-all'],
  ['redirect-loop', 'disallow-all'],
  ['too-large', 'disallow-all'],
] as const)('a robots.txt that came to %s means %s', (outcome, verdict) => {
  expect(robotsVerdicts[outcome]).toBe(verdict);
  const rules = robotsRules(outcome, 'User-agent: *\nDisallow: /api', 'Faultline');
  expect([rules.allows('/api'), rules.allows('/nodeinfo')]).toEqual(
    { 'obey-file': [false, true], 'allow-all': [true, true], 'disallow-all': [false, false] }[verdict],
  );
});

test('an empty file and a web page in its place allow everything', () => {
  for (const text of ['', '<!DOCTYPE html><html><title>a: b</title></html>']) {
    expect(robotsRules('ok', text, 'Faultline').allows('/api')).toBe(true);
  }
});

test('500 KiB are read, and a rule cut in half there is left out', () => {
  const head = 'User-agent: *\nDisallow: /first\n';
  const rule = '\nDisallow: /second';
  const full = Buffer.from(`${head}${'#'.repeat(maxRobotsBytes - head.length - rule.length - 1)}${rule}\n`);
  expect(full.length).toBe(maxRobotsBytes);
  expect(robotsRules('ok', robotsText(full), 'Faultline').allows('/second')).toBe(false);
  const cut = Buffer.from(head + '#'.repeat(maxRobotsBytes - head.length - rule.length + 6) + rule);
  const rules = robotsRules('ok', robotsText(cut), 'Faultline');
  expect([rules.allows('/first'), rules.allows('/s'), rules.allows('/x')]).toEqual([false, true, true]);
});

test('bytes that are no UTF-8 do not hide the rules around them', () => {
  const file = Buffer.concat([
    Buffer.from('# '),
    Buffer.from([0xff, 0xfe]),
    Buffer.from('\nUser-agent: *\nDisallow: /a'),
  ]);
  expect(robotsRules('ok', robotsText(file), 'Faultline').allows('/a')).toBe(false);
});

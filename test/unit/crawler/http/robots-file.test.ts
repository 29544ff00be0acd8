import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maxPatternLength, maxRobotsBytes, parseRobots } from '../../../../crawler/http/robots-file.ts';

const token = 'Faultline';

interface Case {
  rule: string;
  file: string;
  path: string;
  allowed: boolean;
}

const simple = [
  'User-Agent: *',
  'Disallow: *.gif$',
  'Disallow: /example/',
  'Allow: /publications/',
  '',
  'User-Agent: foobot',
  'Disallow:/',
  'Allow:/example/page.html',
  'Allow:/example/allowed.gif',
  '',
  'User-Agent: barbot',
  'User-Agent: bazbot',
  'Disallow: /example/page.html',
  '',
  'User-Agent: quxbot',
].join('\n');
const as = (name: string) => simple.replaceAll(name, token);

const rfcCases: Case[] = [
  { rule: '5.1 everyone, end anchor', file: simple, path: '/pictures/cat.gif', allowed: false },
  { rule: '5.1 everyone, end anchor stops there', file: simple, path: '/pictures/cat.gif?big', allowed: true },
  { rule: '5.1 everyone, prefix', file: simple, path: '/example/x', allowed: false },
  { rule: '5.1 everyone, allow', file: simple, path: '/publications/x', allowed: true },
  { rule: '5.1 foobot, everything else', file: as('foobot'), path: '/publications/x', allowed: false },
  { rule: '5.1 foobot, the one page', file: as('foobot'), path: '/example/page.html', allowed: true },
  { rule: '5.1 barbot, first of two names', file: as('barbot'), path: '/example/page.html', allowed: false },
  { rule: '5.1 bazbot, second of two names', file: as('bazbot'), path: '/example/page.html', allowed: false },
  { rule: '5.1 bazbot, rules for everyone do not add', file: as('bazbot'), path: '/x.gif', allowed: true },
  { rule: '5.1 quxbot, a group without rules', file: as('quxbot'), path: '/example/page.html', allowed: true },
  {
    rule: '5.2 longest match, allow',
    file: 'User-agent: *\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif',
    path: '/example/page/other.gif',
    allowed: true,
  },
  {
    rule: '5.2 longest match, disallow',
    file: 'User-agent: *\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif',
    path: '/example/page/disallowed.gif',
    allowed: false,
  },
  { rule: '2.2.1 token without case', file: 'user-agent: FAULTLINE\ndisallow: /', path: '/a', allowed: false },
  { rule: '2.2.1 token before a version', file: 'User-agent: Faultline/1.0\nDisallow: /', path: '/a', allowed: false },
  { rule: '2.2.1 a longer token is another', file: 'User-agent: Faultlines\nDisallow: /', path: '/a', allowed: true },
  {
    rule: '2.2.1 groups of one name add up',
    file: 'User-agent: Faultline\nDisallow: /a\n\nUser-agent: other\nDisallow: /\n\nUser-agent: faultline\nDisallow: /b',
    path: '/b/1',
    allowed: false,
  },
  {
    rule: '2.2.1 several groups for everyone add up',
    file: 'User-agent: *\nDisallow: /a\n\nUser-agent: *\nDisallow: /b',
    path: '/a',
    allowed: false,
  },
  {
    rule: '2.2.1 rules before any group count for nobody',
    file: 'Disallow: /\nUser-agent: *\nAllow: /',
    path: '/a',
    allowed: true,
  },
  { rule: '2.2.2 no file content, no rules', file: '', path: '/a', allowed: true },
  { rule: '2.2.2 empty disallow forbids nothing', file: 'User-agent: *\nDisallow:', path: '/a', allowed: true },
  { rule: '2.2.2 paths have case', file: 'User-agent: *\nDisallow: /Api', path: '/api', allowed: true },
  {
    rule: '2.2.2 equal length: allow',
    file: 'User-agent: *\nDisallow: /api\nAllow: /api',
    path: '/api/v1',
    allowed: true,
  },
  { rule: '2.2.2 order does not count', file: 'User-agent: *\nDisallow: /\nAllow: /$', path: '/', allowed: true },
  {
    rule: '2.2.2 /robots.txt is always allowed',
    file: 'User-agent: *\nDisallow: /',
    path: '/robots.txt',
    allowed: true,
  },
  {
    rule: '2.2.2 query as written',
    file: 'User-agent: *\nDisallow: /foo/bar?baz=quz',
    path: '/foo/bar?baz=quz',
    allowed: false,
  },
  {
    rule: '2.2.2 reserved characters of a query',
    file: 'User-agent: *\nDisallow: /foo/bar?baz=https://foo.bar',
    path: '/foo/bar?baz=https%3A%2F%2Ffoo.bar',
    allowed: false,
  },
  {
    rule: '2.2.2 UTF-8 against octets',
    file: 'User-agent: *\nDisallow: /foo/bar/ツ',
    path: '/foo/bar/%E3%83%84',
    allowed: false,
  },
  {
    rule: '2.2.2 octets against octets',
    file: 'User-agent: *\nDisallow: /foo/bar/%e3%83%84',
    path: '/foo/bar/%E3%83%84',
    allowed: false,
  },
  {
    rule: '2.2.2 encoded unreserved characters',
    file: 'User-agent: *\nDisallow: /foo/bar/%62%61%7A',
    path: '/foo/bar/baz',
    allowed: false,
  },
  {
    rule: '2.2.3 wildcard in the middle',
    file: 'User-agent: *\nDisallow: /path/*/page',
    path: '/path/a/b/page2',
    allowed: false,
  },
  {
    rule: '2.2.3 end of the pattern',
    file: 'User-agent: *\nDisallow: /this/path$',
    path: '/this/path/more',
    allowed: true,
  },
  {
    rule: '2.2.3 a star spelled %2A is itself',
    file: 'User-agent: *\nDisallow: /path/file-with-a-%2A.html',
    path: '/path/file-with-a-*.html',
    allowed: false,
  },
  {
    rule: '2.2.3 and no wildcard',
    file: 'User-agent: *\nDisallow: /path/file-with-a-%2A.html',
    path: '/path/file-with-a-b.html',
    allowed: true,
  },
  {
    rule: '2.2.3 a dollar spelled %24 is itself',
    file: 'User-agent: *\nDisallow: /path/foo-%24',
    path: '/path/foo-$',
    allowed: false,
  },
  {
    rule: '2.2.3 a dollar in the middle is itself',
    file: 'User-agent: *\nDisallow: /a$b',
    path: '/a$bc',
    allowed: false,
  },
  {
    rule: '2.2.4 other records do not end a group',
    file: 'User-agent: Faultline\nSitemap: https://a.example/sitemap.xml\nUser-agent: other\nDisallow: /',
    path: '/a',
    allowed: false,
  },
  {
    rule: '2.2 comments',
    file: '# hello\nUser-agent: * # everyone\nDisallow: /a # not this',
    path: '/a',
    allowed: false,
  },
  { rule: '2.2 carriage returns', file: 'User-agent: *\rDisallow: /a\r\nAllow: /b\r', path: '/a', allowed: false },
  { rule: '2.3 byte order mark', file: '\ufeffUser-agent: *\nDisallow: /a', path: '/a', allowed: false },
  {
    rule: 'a missing colon, as Google forgives it',
    file: 'User-agent *\n  Disallow /b # not here',
    path: '/b',
    allowed: false,
  },
  {
    rule: 'a group that a line without a colon names is not for everyone',
    file: 'User-agent: *\nDisallow: /a\nUser-agent OtherBot\nDisallow: /',
    path: '/b',
    allowed: true,
  },
  {
    rule: 'and a sentence is no rule',
    file: 'User-agent: *\nDisallow /b for all of you',
    path: '/b',
    allowed: true,
  },
  {
    rule: 'rubbish between the lines',
    file: 'User-agent: *\n<html>\nno colon\n: x\n  Disallow : /a',
    path: '/a',
    allowed: false,
  },
];

test.each(rfcCases)('RFC 9309 $rule', ({ file, path, allowed }) => {
  expect(parseRobots(file, token).allows(path)).toBe(allowed);
});

test.each([
  { file: 'User-agent: *\nCrawl-delay: 60', delayMs: 60_000 },
  { file: 'User-agent: *\nCrawl-delay: 0.5', delayMs: 500 },
  { file: 'User-agent: *\nRequest-rate: 1/5s', delayMs: 5000 },
  { file: 'User-agent: *\nRequest-rate: 1/1', delayMs: 1000 },
  { file: 'User-agent: *\nRequest-rate: 30/1m', delayMs: 2000 },
  { file: 'User-agent: *\nRequest-rate: 1/5s\nCrawl-delay: 2', delayMs: 5000 },
  { file: 'User-agent: *\nRequest-rate: 1/10s 0600-0845', delayMs: 10_000 },
  { file: 'User-agent: *\nRequest-rate: 1/10', delayMs: 10_000 },
  { file: 'User-agent: *\nRequest-rate: 2/1m', delayMs: 30_000 },
  { file: 'User-agent: *\nCrawl-delay: 5\nRequest-rate: 1/1s', delayMs: 5000 },
  { file: 'User-agent: *\nCrawl-delay: 5\n\nUser-agent: Faultline\nDisallow: /a', delayMs: null },
  { file: 'User-agent: *\nCrawl-delay: soon', delayMs: null },
  { file: 'User-agent: *\nCrawl-delay: -3', delayMs: null },
  { file: 'User-agent: *\nRequest-rate: 0/1', delayMs: null },
  { file: 'User-agent: other\nCrawl-delay: 9', delayMs: null },
])('the rest between requests of $file is $delayMs ms', ({ file, delayMs }) => {
  expect(parseRobots(file, token).crawlDelayMs).toBe(delayMs);
});

test.each([
  ['User-agent: *\nDisallow: /', true],
  ['', true],
  ['User-agent: Faultline\n\nUser-agent: *\nDisallow: /', false],
  ['User-agent: other\nUser-agent: faultline/2\nDisallow: /', false],
])('%j holds rules for every crawler: %s', (file, isForEveryone) => {
  expect(parseRobots(file, token).isForEveryone).toBe(isForEveryone);
});

test('any text is a robots.txt and gives an answer', () => {
  const lines = fc.constantFrom(
    'User-agent: *',
    'User-agent: Faultline',
    'Disallow: /',
    'Allow: /a*b$',
    'Disallow: %',
    '$',
    '*',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.oneof(lines, fc.string())).map((all) => all.join('\n')),
  );
  fc.assert(
    fc.property(text, fc.webPath(), (file, path) => {
      expect(typeof parseRobots(file, token).allows(path)).toBe('boolean');
    }),
  );
});

test('wildcards agree with the slow, obvious version', () => {
  const pieces = fc.constantFrom('*', '$', 'a', 'b', '/');
  const pattern = fc.array(pieces, { maxLength: 8 }).map((parts) => `/${parts.join('')}`);
  const path = fc.array(fc.constantFrom('a', 'b', '/'), { maxLength: 10 }).map((parts) => `/${parts.join('')}`);
  const slowly = (rule: string, uri: string): boolean => {
    const source = rule.replace(/\$$/, '\u0000').replaceAll('$', '%24').replaceAll('*', '.*').replace('\u0000', '$');
    return new RegExp(`^${source}`).test(uri);
  };
  fc.assert(
    fc.property(pattern, path, (rule, uri) => {
      expect(parseRobots(`User-agent: *\nDisallow: ${rule}`, token).allows(uri)).toBe(!slowly(rule, uri));
    }),
  );
});

test('a pattern of many stars against a long path ends', () => {
  const rules = parseRobots(`User-agent: *\nDisallow: /${'*a'.repeat(500)}b`, token);
  expect(rules.allows(`/${'a'.repeat(500)}`)).toBe(true);
});

test('of a pattern longer than we read, a Disallow forbids what its beginning forbids, and an Allow allows nothing', () => {
  const beginning = '/api*'.padEnd(maxPatternLength, '*');
  const disallow = parseRobots(`User-agent: *\nDisallow: ${beginning}/never-there`, token);
  expect([disallow.allows('/api/v1'), disallow.allows('/other')]).toEqual([false, true]);
  const allow = parseRobots(`User-agent: *\nDisallow: /api\nAllow: ${beginning}*/v1`, token);
  expect([allow.allows('/api/v1'), allow.allows('/other')]).toEqual([false, true]);
  const whole = parseRobots(`User-agent: *\nDisallow: /api\nAllow: ${beginning}`, token);
  expect(whole.allows('/api/v1')).toBe(true);
});

test('500 KiB are read at least (section 2.5)', () => {
  expect(maxRobotsBytes).toBeGreaterThanOrEqual(500 * 1024);
});

import { expect, test } from 'vitest';
import { isMasked, readHost, readRule, registrableDomain } from '../../../data/host.ts';
import { host, rule } from '../../fixtures/observed.ts';

/** What peer lists and blocklists of known softwares can hold, and what it names. */
test.each([
  ['b.example', 'b.example'],
  ['B.Example', 'b.example'],
  ['b.example.', 'b.example'],
  [' b.example\n', 'b.example'],
  ['b.example:8443', 'b.example'],
  ['https://b.example/', 'b.example'],
  ['HTTPS://B.example:443/users/x', 'b.example'],
  ['https://b.example:443/users/x#z', 'b.example'],
  ['b.example/friendica', 'b.example'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['BÜCHER.example', 'xn--bcher-kva.example'],
  ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['XN--BCHER-KVA.example', 'xn--bcher-kva.example'],
  ['b。example', 'b.example'],
  ['www.b.example', 'www.b.example'],
  ['under_score.b.example', 'under_score.b.example'],
  ['a1b2c3.spam.example', 'a1b2c3.spam.example'],
])('readHost(%j) is %j', (text, expected) => {
  expect(readHost(text)).toBe(expected);
});

test.each([
  ['a pattern', '*.b.example'],
  ['a pattern at the end', 'b.*'],
  ['a mask', 'b*.example'],
  ['a single label', 'example'],
  ['a public suffix', 'com'],
  ['a public suffix of two labels', 'co.uk'],
  ['an IPv4 address', '192.0.2.7'],
  ['an IPv4 address with a port', '192.0.2.7:3000'],
  ['an IPv4 address in hexadecimal', '192.0.2.0x7'],
  ['an IPv4 address in wide digits', '１９２.0.2.7'],
  ['an IPv6 address', '[2001:db8::1]'],
  ['an IPv6 address without brackets', '2001:db8::1'],
  ['a name of this machine', 'localhost:3000'],
  ['a name of this machine with labels', 'api.localhost'],
  ['an onion name', 'abcdef.onion'],
  ['an I2P name', 'x.i2p'],
  ['a name of the local network', 'y.local'],
  ['nothing', ''],
  ['blanks', '  '],
  ['null', null],
  ['a number', 42],
  ['an object', { host: 'b.example' }],
  ['an account', '@user@b.example'],
  ['an address with a user', 'https://user:secret@b.example/'],
  ['a list', 'b.example, c.example'],
  ['a list of lines', 'b.example\nc.example'],
  ['an empty label', 'b..example'],
  ['two dots at the end', 'b.example..'],
  ['a hyphen first', '-b.example'],
  ['a hyphen last', 'b-.example'],
  ['percent signs', 'b%2eexample'],
  ['backslashes', 'b.example\\c'],
  ['mark-up', '<b>.example'],
  ['a terminal sequence', '\u001b[31mb.example'],
  ['a zero byte', 'b.example\u0000'],
  ['an A-label that decodes to nothing', 'xn--a.example'],
  ['a broken scheme', 'https:/b.example'],
  ['another kind of address', 'mailto:x.example'],
  ['a label of 64 letters', `${'a'.repeat(64)}.example`],
  ['a name of 254 letters', `aa.${'a.'.repeat(122)}example`],
  ['a text of a megabyte', `${'a'.repeat(1 << 20)}.example`],
])('readHost refuses %s', (_, text) => {
  expect(readHost(text)).toBeUndefined();
});

test('a host may be 253 letters long', () => {
  const longest = `${'a.'.repeat(123)}example`;
  expect(longest).toHaveLength(253);
  expect(readHost(longest)).toBe(longest);
});

test.each([
  ['b.example', 'b.example'],
  ['https://b.example/', 'b.example'],
  ['com', 'com'],
  ['abcdef.onion', 'abcdef.onion'],
  ['*.b.example', '*.b.example'],
  ['.b.example', '*.b.example'],
  ['*.BÜCHER.example', '*.xn--bcher-kva.example'],
  ['*.com', '*.com'],
  ['*b.example', '*b.example'],
  ['b.*', 'b.*'],
  ['b.e****le', 'b.e****le'],
  ['B.E****LE', 'b.e****le'],
  ['https://*.b.example/', '*.b.example'],
  ['b*ü*er.example', 'b*ü*er.example'],
  ['?pam.example', '?pam.example'],
])('readRule(%j) is %j', (text, expected) => {
  expect(readRule(text)).toBe(expected);
});

test.each([
  '',
  '*',
  '***.***',
  '192.0.2.7',
  '@user@b.example',
  'a, b.example',
  '*.b example',
  '*\u001b[0m.example',
  null,
  7,
])('readRule refuses %j', (text) => {
  expect(readRule(text)).toBeUndefined();
});

test('the unit of politeness is the name below the public suffix, shared hosting apart', () => {
  expect(registrableDomain(host('a.b.c.example'))).toBe('c.example');
  expect(registrableDomain(host('a.b.co.uk'))).toBe('b.co.uk');
  expect(registrableDomain(host('a.github.io'))).toBe('a.github.io');
});

test('a mask hides letters; a pattern for every name below hides none', () => {
  expect(isMasked(rule('bad.*****le'))).toBe(true);
  expect(isMasked(rule('*.b*d.example'))).toBe(true);
  expect(isMasked(rule('b?d.example'))).toBe(true);
  expect(isMasked(rule('*.bad.example'))).toBe(false);
  expect(isMasked(rule('bad.example'))).toBe(false);
});

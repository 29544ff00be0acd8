import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as read from '../../../../crawler/http/read.ts';

test('a field is an own property at the end of a path', () => {
  const json = JSON.parse('{"a":{"b":1},"__proto__":{"x":2},"list":[1]}');
  expect(read.field(json, 'a', 'b')).toBe(1);
  expect(read.field(json, '__proto__', 'x')).toBe(2);
  for (const path of [['a', 'c'], ['toString'], ['constructor'], ['list', '0'], ['a', 'b', 'c']]) {
    expect(read.field(json, ...path)).toBeUndefined();
  }
});

test('text loses what would steer a terminal or turn the reading direction', () => {
  expect(read.readText(' a\u001b[31mb\u0000c\u202ed\u2028e\ufeff ', 50)).toBe('a [31mb c d e');
  expect(read.readText('x'.repeat(100), 7)).toBe('xxxxxxx');
  expect(read.readText('ab\ud83d\ude00', 3)).toBe('ab\ufffd');
  for (const nothing of ['', '  ', '\u0000', 7, null, undefined, [], {}]) {
    expect(read.readText(nothing, 9)).toBeUndefined();
  }
});

test.each([
  [0, 0],
  [12, 12],
  ['12', 12],
  [-1, null],
  [1.5, null],
  ['', null],
  ['1e3', null],
  [1e308, null],
  [2 ** 53, null],
  [null, null],
  [true, null],
  [[1], null],
  ['-0', null],
])('the count %j is %j', (value, count) => {
  expect(read.readCount(value)).toBe(count);
});

test.each([
  ['en', 'en'],
  ['pt-BR', 'pt-br'],
  ['zh_Hant', 'zh-hant'],
  ['', null],
  ['english!', null],
  ['x', null],
  [7, null],
])('the language %j is %j', (value, language) => {
  expect(read.readLanguage(value)).toBe(language);
});

test.each([
  ['4.4.2+glitch', 4, 4],
  ['v4.0.0rc1', 4, 0],
  ['2024.9.0-beta', 2024, 9],
  ['3', 3, 0],
])('version %s is %i.%i', (text, major, minor) => {
  expect(read.readVersion(text)).toEqual({ major, minor });
});

test('a version that starts with no number is not known', () => {
  for (const text of [null, '', 'HEAD', 'unknown 4.2']) expect(read.readVersion(text)).toBeUndefined();
});

test('a digest is 64 hex digits', () => {
  expect(read.readDigest('AB'.repeat(32))).toBe('ab'.repeat(32));
  for (const value of ['ab', 'g'.repeat(64), 'a'.repeat(65), 7]) expect(read.readDigest(value)).toBeNull();
});

test('every reader takes anything', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const text = read.readText(value, 20);
      if (text !== undefined) expect(read.readText(text, 20)).toBe(text);
      const count = read.readCount(value);
      expect(count === null || (Number.isSafeInteger(count) && count >= 0)).toBe(true);
      read.field(value, 'a', 'b');
      read.readList(value);
      read.readFlag(value);
      read.readLanguage(value);
      read.readDigest(value);
    }),
  );
});

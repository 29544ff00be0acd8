import { expect, test } from 'vitest';
import { eachMatch, matchesGlob, readTarget } from '../../../analysis/matching.ts';
import { indexNames } from '../../../analysis/names.ts';
import type { Matching } from '../../../analysis/rules.ts';
import { buildSnapshot } from '../../golden/world-w1.ts';

const known = ['gab.best', 'notgab.best', 'a.gab.best', 'b.a.gab.best', 'gab.best.example', 'web.example'];
const { hosts } = buildSnapshot({
  servers: Object.fromEntries(known.map((name) => [name, name === 'web.example' ? { aliases: ['id.gab.best'] } : {}])),
});
const index = indexNames(hosts);

function matched(text: string, matching: Matching): string[] {
  const found = new Set<string>();
  eachMatch(readTarget(text, matching), index, (node) => found.add(hosts[node]!.host));
  return [...found].sort();
}

const tree = ['a.gab.best', 'b.a.gab.best', 'gab.best', 'web.example'];

test.each<[text: string, matching: Matching, hosts: string[]]>([
  ['gab.best', 'exact', ['gab.best']],
  ['gab.best', 'suffix', tree],
  ['gab.best', 'longest', tree],
  ['gab.best', 'pattern', ['gab.best']],
  ['gab.best', 'glob', ['gab.best']],
  ['*.gab.best', 'exact', tree],
  ['*.gab.best', 'pattern', tree],
  ['*.a.gab.best', 'suffix', ['a.gab.best', 'b.a.gab.best']],
  ['best', 'suffix', [...tree, 'notgab.best'].sort()],
  ['*gab.best', 'glob', [...tree, 'notgab.best'].sort()],
  ['g?b.best', 'glob', ['gab.best']],
  ['gab.best*', 'glob', ['gab.best', 'gab.best.example']],
  ['g*.best', 'suffix', []],
  ['*.gab.best', 'glob', ['a.gab.best', 'b.a.gab.best', 'web.example']],
  ['*.gab.best', 'longest', tree],
  ['gab.best', 'stem', tree],
  ['*.gab.best', 'stem', tree],
  ['gab.*', 'stem', [...tree, 'gab.best.example'].sort()],
  ['a.gab.*', 'stem', ['a.gab.best', 'b.a.gab.best']],
  ['gab.*', 'suffix', []],
  ['g*b.*', 'stem', []],
  ['gab.best', 'mask', ['gab.best']],
  ['g*b.b**t', 'mask', ['gab.best']],
  ['*gab.best', 'mask', []],
  ['*.gab.best', 'mask', ['a.gab.best']],
  ['g*best', 'mask', []],
  ['gab.best', 'substring', [...tree, 'gab.best.example', 'notgab.best'].sort()],
  ['gab', 'substring', [...tree, 'gab.best.example', 'notgab.best'].sort()],
  ['*.gab.best', 'substring', ['a.gab.best', 'b.a.gab.best', 'web.example']],
  ['g*b.best', 'substring', []],
  ['*gab.best', 'pattern', []],
  ['no.such.example', 'suffix', []],
])('%s, matched by %s, names %j', (text, matching, expected) => {
  expect(matched(text, matching)).toEqual(expected);
});

test('an alias finds its server, by its own name and by a name above it', () => {
  expect(matched('id.gab.best', 'exact')).toEqual(['web.example']);
  expect(matched('gab.best', 'exact')).not.toContain('web.example');
});

test.each([
  ['gab.best', 8],
  ['*.gab.best', 8],
])('the length of %s, which decides between rules, leaves the pattern out', (text, length) => {
  expect(readTarget(text, 'longest').length).toBe(length);
});

test.each([
  ['spam1.example', 'spam*', true],
  ['nospam.example', 'spam*', false],
  ['aXbXc', 'a*b*c', true],
  ['abc', 'a?c', true],
  ['ac', 'a?c', false],
  ['', '*', true],
])('%j is named by the glob %j: %s', (name, glob, expected) => {
  expect(matchesGlob(name, glob)).toBe(expected);
});

test('a glob written to be slow is not', () => {
  expect(matchesGlob('a'.repeat(250), `${'a*'.repeat(120)}b`)).toBe(false);
});

import { expect, test } from 'vitest';
import { assessBlocked } from '../../../analysis/blocked.ts';
import { buildGraph, findNode } from '../../../analysis/graph.ts';
import { countLikely, type RepairList } from '../../../analysis/repair-lists.ts';
import { reportBlocked } from '../../../analysis/report/blocked-report.ts';
import { renderMarkdown } from '../../../analysis/report/markdown.ts';
import { renderText } from '../../../analysis/report/text.ts';
import { followChance, indexLists } from '../../../analysis/shared-lists.ts';
import type { NamedList } from '../../../analysis/types.ts';
import { sharedList } from '../../fixtures/moments.ts';
import { type ServerText, type WorldText, worldW1 } from '../../golden/world-w1.ts';

const x = 'x.example';
const spam = Array.from({ length: 40 }, (_, at) => `spam${at}.example`);
const shared = (name: string, targets: readonly string[] = [x, ...spam]) => sharedList(name, targets);

/** a has taken over the whole list, c nothing of it but x, d half of it. */
const rules: NonNullable<WorldText['rules']> = [
  ...[x, ...spam].map((target): [string, string, string] => ['a.example', 'suspend', target]),
  ['c.example', 'suspend', x],
  ...[x, ...spam.slice(20)].map((target): [string, string, string] => ['d.example', 'suspend', target]),
];

function ask(lists: readonly NamedList[], changes: Record<string, ServerText> = {}, more: WorldText['rules'] = []) {
  return assessBlocked(buildGraph(worldW1(changes, [...rules, ...more])), x, { lists });
}

test('whoever shares more with a list follows it more surely, and few names prove little', () => {
  expect(followChance(40, 40)).toBeCloseTo(41 / 50, 12);
  expect(followChance(0, 40)).toBeCloseTo(1 / 50, 12);
  expect(followChance(1, 1)).toBeCloseTo(2 / 11, 12);
  expect(followChance(0, 0)).toBe(0);
  const graph = buildGraph(worldW1({}, rules));
  const index = indexLists([shared('one')]);
  const chance = (name: string) => index.chancesOf(graph, findNode(graph, name))[0];
  expect(chance('a.example')).toBeCloseTo(42 / 51, 12);
  expect(chance('c.example')).toBeCloseTo(2 / 51, 12);
  expect(chance('d.example')).toBeCloseTo(22 / 51, 12);
});

test('the gain of a list is the sum of what its likely followers return, each as likely as it follows', () => {
  const [list] = ask([shared('one')]).lists;
  // Today only b is reached, with 500.
  const expected = (1000 * (42 / 51) + 300 * (2 / 51) + 200 * (22 / 51)) / 500;
  expect(list).toMatchObject({ name: 'one', entries: 41, namesHost: true });
  expect(list!.gain.share).toBeCloseTo(expected, 9);
  expect(list!.gain.low!).toBeLessThan(expected);
  expect(list!.gain.high!).toBeGreaterThan(expected);
  expect(list!.gain.grade).toBe('C');
});

test('what returns nothing if it lifts counts for nothing, however surely it follows', () => {
  const [list] = ask([shared('one')], {}, [[x, 'suspend', 'a.example']]).lists;
  expect(list!.gain.share).toBeCloseTo((300 * (2 / 51) + 200 * (22 / 51)) / 500, 9);
  const dead = ask([shared('one')], { 'a.example': { mau: 1000, liveness: 'dead' } }).lists[0]!;
  expect(dead.gain.share).toBeCloseTo((300 * (2 / 51) + 200 * (22 / 51)) / 500, 9);
});

test('published counts are returned exactly, and only who follows is uncertain', () => {
  const counts = Object.fromEntries(
    [
      ['a.example', 80],
      ['b.example', 50],
      ['c.example', 20],
      ['d.example', 10],
    ].map(([name, followsIn]) => [name, { followsOut: 1, followsIn: followsIn as number }]),
  );
  const { lists, reachOut } = ask([shared('one')], { [x]: { mau: 100, software: 'misskey', counts } });
  const { share, low, high } = lists[0]!.gain;
  expect(share).toBeCloseTo((80 * (42 / 51) + 20 * (2 / 51) + 10 * (22 / 51)) / 50, 9);
  expect(low).toBeGreaterThanOrEqual(0);
  expect(high!).toBeLessThanOrEqual((80 + 20 + 10) / 50 + 1e-12);
  expect(reachOut).toEqual({ share: 50 / 160, low: 50 / 160, high: 50 / 160, grade: 'A' });
});

test('of unknown size is unknown, not nothing', () => {
  const unsized = { 'a.example': { mau: null }, 'c.example': { mau: null }, 'd.example': { mau: null } };
  expect(ask([shared('one')], unsized).lists[0]!.gain.share).toBeNull();
});

test.each<[string, string[], boolean]>([
  ['its name', [x], true],
  ['a pattern over it', ['*.x.example'], true],
  ['the domain above it', ['example'], true],
  ['a name that only looks alike', ['ax.example'], false],
  ['a mask that fits it', ['x.e****le'], false],
])('a list that names %s: %j', (_, targets, namesHost) => {
  const [list] = ask([shared('one', targets)]).lists;
  expect(list!.namesHost).toBe(namesHost);
  if (!namesHost) expect(list!.gain.share).toBe(0);
});

test('an entry that only limits explains no cut', () => {
  const [list] = ask([{ name: 'one', entries: [{ target: x, action: 'silence' }] }]).lists;
  expect(list).toMatchObject({ entries: 0, namesHost: false, followers: { low: 0, high: 0 } });
});

test('the list that returns most comes first, then by followers, then by name', () => {
  const names = ({ name }: RepairList) => name;
  const half = [x, ...spam.slice(20), 'more1.example', 'more2.example'];
  const lists = [
    shared('z'),
    shared('half', half),
    shared('other', spam),
    shared('b', ['u.example']),
    shared('a', ['u.example']),
  ];
  const ranked = ask(lists).lists;
  expect(ranked.map(names)).toEqual(['z', 'half', 'other', 'a', 'b']);
  expect(ask([...lists].reverse()).lists).toEqual(ranked);
});

test('how many follow is a range, and exact where nothing is uncertain', () => {
  expect(countLikely([])).toEqual({ low: 0, high: 0 });
  expect(countLikely([1, 1, 0])).toEqual({ low: 2, high: 2 });
  // Binomial of 10 at ½: P(≤ 1) is 1.1 %, P(≤ 2) 5.5 %, P(≤ 7) 94.5 %, P(≤ 8) 98.9 %.
  expect(countLikely(Array(10).fill(0.5))).toEqual({ low: 2, high: 8 });
});

test('without lists, or with none that names the host, the report says so or says nothing', () => {
  expect(ask([]).lists).toEqual([]);
  expect(ask([]).sentences.join(' ')).not.toMatch(/imported list/);
  expect(ask([shared('one', spam)]).sentences).toContain('None of the 1 imported lists names x.example.');
});

test('the report names the list to ask first, and shows hostile names harmless', () => {
  const hostile = 'one\u001b[31m [click](https://trap.example) | x';
  const blocked = ask([shared(hostile), shared('two', [x, 'u.example'])]);
  expect(blocked.sentences.join(' ')).toMatch(
    /of the 3 servers that cut x\.example seem to follow the imported list one/,
  );
  expect(blocked.sentences.join(' ')).toMatch(/the most of 2 lists that name it\. That is where to ask first\./);
  const text = renderText(reportBlocked(blocked));
  expect(text).not.toContain('\u001b');
  expect(text).toContain('Lists passed round that name it');
  const markdown = renderMarkdown(reportBlocked(blocked));
  expect(markdown).not.toContain('[click](https://trap.example)');
  expect(markdown).not.toContain('\u001b');
});

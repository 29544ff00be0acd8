/** Blocklists imported by a scenario: alone, together, with exceptions, and with a limit in place of every block. */
import { expect, test } from 'vitest';
import { buildGraph } from '../../../analysis/graph.ts';
import { assess } from '../../../analysis/impact.ts';
import { groupNearCopies } from '../../../analysis/near-copies.ts';
import type { NamedList, Scenario } from '../../../analysis/types.ts';
import { type ServerText, type WorldText, worldW1 } from '../../golden/world-w1.ts';

const x = 'x.example';
const ask = (
  scenario: Omit<Scenario, 'host'>,
  rules: WorldText['rules'] = [],
  changes: Record<string, ServerText> = {},
) => assess(buildGraph(worldW1(changes, rules)), { host: x, ...scenario });

function list(name: string, ...texts: string[]): NamedList {
  const entries = texts.map((text) => {
    const [target, action = 'suspend'] = text.split(' ') as [string, string?];
    return { target, action };
  });
  return { name, entries };
}
const taken = ({ entries }: ReturnType<typeof ask>) =>
  entries.map(({ target, action }) => `${target} ${action}`).sort();

/** Names nobody has heard of, to make a list long. */
const many = (count: number, from = 0) => Array.from({ length: count }, (_, at) => `n${at + from}.example`);

test('an entry is imported when as many lists name it as the threshold says', () => {
  const lists = [
    list('one', 'a.example', 'b.example'),
    list('two', 'b.example', 'c.example'),
    list('three', 'b.example'),
  ];
  expect(taken(ask({ lists }))).toEqual(['a.example suspend', 'b.example suspend', 'c.example suspend']);
  const agreed = ask({ lists, threshold: 2 });
  expect(taken(agreed)).toEqual(['b.example suspend']);
  expect(agreed.lists).toEqual([
    { name: 'one', entries: 2, imported: 1, group: 0 },
    { name: 'two', entries: 2, imported: 1, group: 1 },
    { name: 'three', entries: 1, imported: 1, group: 2 },
  ]);
  expect(agreed.scenario).toMatchObject({ lists, threshold: 2 });
  expect(agreed.sentences).toContain(
    'Imported is what at least 2 independent lists name: one 1 of 2, two 1 of 2, three 1 of 1.',
  );
});

test('near-copies count once, and are named', () => {
  const lists = [
    list('one', ...many(20), 'b.example'),
    list('copy', ...many(20), 'c.example'),
    list('other', 'b.example', 'a.example'),
  ];
  const impact = ask({ lists, threshold: 2 });
  expect(taken(impact)).toEqual(['b.example suspend']);
  expect(impact.lists.map(({ group }) => group)).toEqual([0, 0, 1]);
  expect(impact.sentences).toContain('Near-copies that count as one list: one, copy.');
});

test.each([
  ['the same twenty names', many(20), many(20), true],
  ['nine tenths in common', many(20), many(20, 2), true],
  ['four fifths in common', many(20), many(20, 4), false],
  ['a short list that is on a long one', many(12), many(40), false],
  ['the same nine names', many(9), many(9), false],
])('%s: near-copies %s', (_, one, other, expected) => {
  const [a, b] = groupNearCopies([new Set(one), new Set(other)]);
  expect(a === b).toBe(expected);
});

test('the action most lists give is taken, and of a tie the milder', () => {
  const suspend = list('one', 'b.example suspend');
  const silence = list('two', 'b.example silence');
  const noop = list('three', 'b.example noop');
  expect(taken(ask({ lists: [suspend, silence] }))).toEqual(['b.example silence']);
  expect(taken(ask({ lists: [suspend, noop, silence] }))).toEqual(['b.example noop']);
  expect(taken(ask({ lists: [suspend, silence, list('four', 'b.example suspend')] }))).toEqual(['b.example suspend']);
  // Another software's word for the same on Mastodon.
  expect(taken(ask({ lists: [suspend, silence, list('four', 'b.example reject')] }))).toEqual(['b.example reject']);
});

test('several actions of one list on a name are one opinion', () => {
  const both = list('one', 'b.example reject', 'b.example media_removal');
  const akkoma = { [x]: { mau: 100, software: 'akkoma' } };
  expect(taken(ask({ lists: [both] }, [], akkoma))).toEqual(['b.example media_removal', 'b.example reject']);
  expect(taken(ask({ lists: [both, list('two', 'b.example followers_only')] }, [], akkoma))).toEqual([
    'b.example followers_only',
  ]);
});

test('an exception leaves out every entry that takes the server', () => {
  const theirs = list('theirs', 'd.example', 'b.example', '*.b.example', 'c.example');
  const impact = ask({ lists: [theirs], except: ['social.d.example', 'b.example'] }, [], {
    'social.d.example': { mau: 70 },
  });
  expect(taken(impact)).toEqual(['c.example suspend']);
  expect(impact.lists).toEqual([{ name: 'theirs', entries: 4, imported: 1, group: 0 }]);
  const alone = ask({ blocklist: theirs.entries, except: ['c.example', 'd.example'] });
  expect(taken(alone)).toEqual(['*.b.example suspend', 'b.example suspend']);
  expect(alone.lists).toEqual([]);
});

test('an import says what it takes today, in all with an interval, and how much of it concerns anybody', () => {
  const blocklist = list('', 'b.example', 'c.example', 'e.example', 'nowhere.example').entries;
  const { lossIn, cumulative, tied, sentences } = ask({ blocklist }, [[x, 'suspend', 'b.example']]);
  expect(lossIn.share).toBeCloseTo(0.2, 9);
  expect(cumulative.lossIn).toBeCloseTo(0.4, 9);
  for (const { share, low, high, grade } of [cumulative.estimateIn, cumulative.estimateOut]) {
    expect(share).toBeCloseTo(0.4, 9);
    expect(low).toBeLessThan(0.4);
    expect(high).toBeGreaterThan(0.4);
    expect(grade).not.toBeNull();
  }
  expect(tied).toBe(3);
  expect(sentences.filter((sentence) => /^Cut in all, against a world without any block: /.test(sentence)).length).toBe(
    1,
  );
  expect(sentences).toContain('3 of 4 entries name a server that people on x.example may have a tie with.');
});

test('with no tie anywhere, nothing is said of what is cut in all', () => {
  const { cumulative } = ask({ block: ['nowhere.example'] });
  expect(cumulative.estimateIn).toEqual({ share: null, low: null, high: null, grade: null });
});

test('beside a block stands what a limit would do', () => {
  const { limitInstead, sentences } = ask({
    blocklist: list('', 'b.example suspend', 'c.example silence', 'd.example noop').entries,
    blockedBy: ['a.example'],
  });
  expect(limitInstead).toMatchObject({ lossIn: { share: 0.5 }, lossOut: { share: 0.5 }, hidden: { share: 0.4 } });
  expect(
    sentences.filter((sentence) => /^With a limit in place of every block: follows cut .*, hidden /.test(sentence))
      .length,
  ).toBe(1);
});

test.each<[what: string, software: string, scenario: Omit<Scenario, 'host'>]>([
  ['a software that cannot limit', 'lemmy', { block: ['b.example'] }],
  ['a limit alone', 'mastodon', { limit: ['b.example'] }],
  ['a block by others alone', 'mastodon', { blockedBy: ['b.example'] }],
  ['an action that cuts nothing', 'pleroma', { actions: [{ target: 'b.example', action: 'quarantine' }] }],
])('%s has no milder way', (_, software, scenario) => {
  const { limitInstead, sentences } = ask(scenario, [], { [x]: { mau: 100, software } });
  expect(limitInstead).toBeNull();
  expect(sentences.filter((sentence) => /in place of every block/.test(sentence))).toEqual([]);
});

test('an action in the software’s own word is not guessed, another word is', () => {
  const akkoma = { [x]: { mau: 100, software: 'akkoma' } };
  const actions = [
    { target: 'b.example', action: 'quarantined_instances' },
    { target: 'c.example', action: 'frobnicate' },
  ];
  const { entries, lossIn, lossOut } = ask({ actions }, [], akkoma);
  expect([lossIn.share, lossOut.share]).toEqual([0, 0.25]);
  expect(entries.map(({ target, status, assumed }) => [target, status, assumed])).toEqual([
    ['b.example', 'cut', false],
    ['c.example', 'kept', true],
  ]);
});

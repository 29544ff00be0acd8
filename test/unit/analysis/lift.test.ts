/** Rules taken away, by the host and by others: what opens, what does not, and what nobody can tell. */
import { expect, test } from 'vitest';
import { buildGraph } from '../../../analysis/graph.ts';
import { assess } from '../../../analysis/impact.ts';
import type { Scenario } from '../../../analysis/types.ts';
import { type ServerText, type WorldText, worldW1 } from '../../golden/world-w1.ts';

const x = 'x.example';
const ask = (
  scenario: Omit<Scenario, 'host'>,
  rules: WorldText['rules'] = [],
  changes: Record<string, ServerText> = {},
) => assess(buildGraph(worldW1(changes, rules)), { host: x, ...scenario });
const statuses = ({ entries }: ReturnType<typeof ask>) =>
  entries.map(({ target, action, status }) => [target, action, status]);

/** a and c suspend x, x suspends c: x reaches b and d, 700 of 2000. */
const feud: WorldText['rules'] = [
  ['a.example', 'suspend', x],
  ['c.example', 'suspend', x],
  [x, 'suspend', 'c.example'],
];

test('a server that lifts alone gives back its followers over those reached today, 1000 of 700', () => {
  const { gain, lossIn, touched, people } = ask({ liftedBy: ['a.example'] }, feud);
  expect(gain.in.share).toBeCloseTo(1000 / 700, 9);
  expect(gain.out.share).toBeCloseTo(1000 / 700, 9);
  expect(gain.out.low).toBeLessThan(1000 / 700);
  expect(gain.out.high).toBeGreaterThan(1000 / 700);
  expect(gain).toMatchObject({ needsBoth: 0, follows: 'deleted' });
  expect(lossIn.share).toBe(0);
  expect(touched).toMatchObject([{ host: 'a.example', status: 'opened', direction: 'both' }]);
  expect(people).toMatchObject({ before: 700, after: 1700, lost: 0 });
});

test('what both cut opens only when both lift, 300 of 700', () => {
  const alone = ask({ lift: ['c.example'] }, feud);
  expect(alone.gain).toMatchObject({ needsBoth: 1, follows: null, in: { share: 0, low: 0, high: 0 } });
  expect(statuses(alone)).toEqual([['c.example', 'lift', 'already']]);
  expect(alone.sentences).toContain(
    '1 server stays cut after the lift, because the other side cuts too: both have to lift.',
  );
  const both = ask({ lift: ['c.example'], liftedBy: ['c.example'] }, feud);
  expect(both.gain.in.share).toBeCloseTo(300 / 700, 9);
  expect(both.gain.needsBoth).toBe(0);
  // Alone neither changes anything, together they do.
  expect(statuses(both)).toEqual([
    ['c.example', 'lift', 'already'],
    ['c.example', 'lifted-by', 'already'],
  ]);
});

test('what opens is said once, over what is reached today', () => {
  const { sentences } = ask({ lift: ['b.example'] }, [[x, 'suspend', 'b.example']]);
  expect(
    sentences.filter((sentence) =>
      /^Open again, over what is reached today: follows .+, followers .+\.$/.test(sentence),
    ).length,
  ).toBe(1);
  expect(sentences).toContain('1 server would be open to contact again; follows that were deleted do not come back.');
  expect(sentences.filter((sentence) => /undone/.test(sentence))).toEqual([]);
});

test('with nothing in reach today there is nothing to measure a gain by', () => {
  const rules = ['a', 'b', 'c', 'd', 'e'].map((name): [string, string, string] => [x, 'suspend', `${name}.example`]);
  const { gain, touched } = ask({ lift: ['b.example'] }, rules);
  expect(touched).toMatchObject([{ host: 'b.example', status: 'opened' }]);
  expect(gain).toMatchObject({ in: { share: null }, out: { share: null }, follows: 'deleted' });
});

test('a lift names the text of a rule or a server it takes, and takes the whole rule away', () => {
  const below = { 'social.d.example': { mau: 70 } };
  const rules: WorldText['rules'] = [[x, 'suspend', 'd.example']];
  for (const lift of ['d.example', 'social.d.example']) {
    const { touched, entries } = ask({ lift: [lift] }, rules, below);
    expect(touched.map(({ host }) => host)).toEqual(['d.example', 'social.d.example']);
    expect(entries).toMatchObject([{ target: lift, hosts: 2, status: 'opened', irreversible: false }]);
  }
  const pattern = ask({ lift: ['*.d.example'] }, rules, below);
  expect(statuses(pattern)).toEqual([['*.d.example', 'lift', 'unknown']]);
});

test('a masked rule is lifted by its mask, and by the name behind it', () => {
  const rules: WorldText['rules'] = [[x, 'suspend', 'b.e****le', 'b.example']];
  for (const lift of ['b.e****le', 'b.example']) {
    expect(ask({ lift: [lift] }, rules).touched).toMatchObject([{ host: 'b.example', status: 'opened' }]);
  }
});

test('an alias lifts the rule on its server', () => {
  const { touched } = ask({ lift: ['id.b.example'] }, [[x, 'suspend', 'b.example']], {
    'b.example': { mau: 500, aliases: ['id.b.example'] },
  });
  expect(touched).toMatchObject([{ host: 'b.example', status: 'opened' }]);
});

test('on Mastodon the shorter rule holds once the longer is lifted', () => {
  const rules: WorldText['rules'] = [
    [x, 'suspend', 'd.example'],
    [x, 'noop', 'social.d.example'],
  ];
  const { lossIn, entries, irreversible } = ask({ lift: ['*.social.d.example', 'b.example'] }, rules, {
    'social.d.example': { mau: 70 },
  });
  expect([lossIn.share, irreversible]).toEqual([0, false]);
  expect(entries.map(({ status }) => status).sort()).toEqual(['kept', 'unknown']);
  const only: WorldText['rules'] = [
    [x, 'suspend', '*.d.example'],
    [x, 'noop', '*.social.d.example'],
  ];
  const cut = ask({ lift: ['*.social.d.example'] }, only, { 'social.d.example': { mau: 70 } });
  expect(cut.touched).toMatchObject([{ host: 'social.d.example', status: 'cut' }]);
  expect(cut.entries).toMatchObject([{ action: 'lift', status: 'cut', irreversible: true }]);
});

test('a limit that is lifted opens nothing: what was hidden is shown', () => {
  const impact = ask({ lift: ['b.example'] }, [[x, 'silence', 'b.example']]);
  expect(impact.touched).toEqual([]);
  expect(statuses(impact)).toEqual([['b.example', 'lift', 'shown']]);
  expect(impact.gain).toMatchObject({ in: { share: 0 }, out: { share: 0 }, shown: { share: 0.25 }, follows: null });
  expect(
    impact.sentences.filter((sentence) => /^No longer hidden: .+ of the follows that work today\.$/.test(sentence))
      .length,
  ).toBe(1);
  expect(impact.entryCounts).toMatchObject({ shown: 1, opened: 0 });
});

test('a rule is lifted before another takes its place', () => {
  const impact = ask({ lift: ['b.example'], limit: ['b.example'] }, [[x, 'suspend', 'b.example']]);
  expect(impact.touched).toMatchObject([{ host: 'b.example', status: 'opened' }]);
  expect(impact.people).toMatchObject({ before: 1500, after: 2000 });
});

test('an allowlist mode of theirs stays when they lift a rule', () => {
  const closed = { 'b.example': { mau: 500, allowlistMode: true, allows: ['a.example'] } };
  const impact = ask({ liftedBy: ['b.example'] }, [['b.example', 'suspend', x]], closed);
  expect(impact.touched).toEqual([]);
  expect(statuses(impact)).toEqual([['b.example', 'lifted-by', 'already']]);
});

test('where a list is not published, nobody knows what a lift would open', () => {
  const withheld = ask({ liftedBy: ['b.example'] }, [], { 'b.example': { mau: 500, blocksDisclosure: 'withheld' } });
  expect(statuses(withheld)).toEqual([['b.example', 'lifted-by', 'unknown']]);
  expect(withheld.gain).toMatchObject({ in: { share: null }, out: { share: null }, shown: { share: null } });
  expect(withheld.lossIn.share).toBe(0);
  const published = ask({ liftedBy: ['b.example'] });
  expect(statuses(published)).toEqual([['b.example', 'lifted-by', 'kept']]);
  expect(published.gain.out).toMatchObject({ share: 0, low: 0, high: 0 });
});

test('published counts make the gain exact', () => {
  const counts = { 'b.example': { followsOut: 30, followsIn: 12 }, 'a.example': { followsOut: 120, followsIn: 48 } };
  const { gain } = ask({ lift: ['b.example'] }, [[x, 'blocked', 'b.example']], {
    [x]: { mau: 100, software: 'misskey', counts },
  });
  expect(gain.in.share).toBe(30 / 120);
  expect(gain.out.share).toBe(12 / 48);
  expect([gain.in.low, gain.in.high, gain.in.grade, gain.follows]).toEqual([0.25, 0.25, 'A', 'kept']);
});

test('what the follows were worth to a software nobody has read is not known', () => {
  const { gain } = ask({ lift: ['b.example'] }, [[x, 'blocked', 'b.example']], {
    [x]: { mau: 100, software: 'strange' },
  });
  expect(gain).toMatchObject({ follows: 'unknown', in: { share: expect.closeTo(500 / 1500, 9) } });
});

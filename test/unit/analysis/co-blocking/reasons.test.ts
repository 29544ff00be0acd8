import { expect, test } from 'vitest';
import { coBlockingAnswers, whyUnasked, withCoBlocking } from '../../../../analysis/co-blocking/co-blocking.ts';
import { fitCoBlocking, minNewBlocks } from '../../../../analysis/co-blocking/fit.ts';
import type { Moment } from '../../../../analysis/co-blocking/list-table.ts';
import { observeBlocks, publishersOfBoth } from '../../../../analysis/co-blocking/pairs.ts';
import { hostOf } from '../../../../analysis/graph.ts';
import { assess } from '../../../../analysis/impact.ts';
import { momentOf } from '../../../fixtures/moments.ts';
import type { ServerText, WorldText } from '../../../golden/world-w1.ts';

type Rules = NonNullable<WorldText['rules']>;

const names = Array.from({ length: 40 }, (_, at) => `n${at}.example`);
const blockAll = (source: string, targets: readonly string[], action = 'suspend'): Rules =>
  targets.map((target) => [source, action, target]);

/** a and c share a list; x is like them as far as it has rules; loner.example cuts what nobody else does. */
function world(rules: Rules, changes: Record<string, ServerText> = {}): WorldText {
  const servers: Record<string, ServerText> = {};
  for (const name of ['a.example', 'c.example', 'x.example', 'loner.example', 'far.example', ...names]) {
    servers[name] = { mau: 20 };
  }
  for (const [name, change] of Object.entries(changes)) servers[name] = { ...servers[name], ...change };
  return { servers, rules };
}

const before: Rules = [
  ...blockAll('a.example', names.slice(0, 20)),
  ...blockAll('c.example', names.slice(15, 38)),
  ...blockAll('x.example', names.slice(10, 18)),
  ...blockAll('loner.example', ['far.example']),
];
const after: Rules = [
  ...before,
  ...blockAll('a.example', names.slice(20, 38)),
  ...blockAll('c.example', names.slice(0, 15)),
];
const earlier = momentOf(world(before), 30);
const later = momentOf(world(after));
const question = { host: 'x.example', block: ['n20.example'] };

test('with an earlier snapshot and enough new blocks there is a figure from 0, with the reach at risk', () => {
  const answer = coBlockingAnswers(later, earlier)({ host: 'x.example', block: ['n39.example'] });
  expect(answer).toMatchObject({
    since: earlier.graph.ref,
    days: 30,
    newBlocks: 33,
    similar: 2,
    targetCount: 1,
    reason: null,
  });
  expect(answer.more!.low).toBe(0);
  expect(answer.more!.high).toBeGreaterThan(0);
  expect(answer.targets).toMatchObject([{ target: 'n39.example', more: answer.more, reachAtRisk: { low: 0 } }]);
  expect(answer.targets[0]!.reachAtRisk!.high).toBeGreaterThan(0);
});

test('who cuts it already is not expected to do so once more', () => {
  const answer = coBlockingAnswers(later, earlier)(question);
  // Of the two similar servers both cut it.
  expect(answer).toMatchObject({
    similar: 2,
    more: { low: 0, high: 0 },
    targets: [{ reachAtRisk: { low: 0, high: 0 } }],
  });
});

const reasonOf = (now: Moment, then: Moment | null, scenario = question) => coBlockingAnswers(now, then)(scenario);

test.each<[string, () => ReturnType<typeof reasonOf>]>([
  ['no-earlier-snapshot', () => reasonOf(later, null)],
  ['nothing-new', () => reasonOf(later, earlier, { host: 'x.example', block: ['n11.example'] })],
  ['nothing-new', () => reasonOf(later, earlier, { host: 'x.example', block: ['never-seen.example'] })],
  ['no-list', () => reasonOf(later, earlier, { ...question, host: 'far.example' })],
  ['nobody-similar', () => reasonOf(later, earlier, { ...question, host: 'loner.example' })],
  ['few-new-blocks', () => reasonOf(later, momentOf(world(after), 30))],
])('%s: there is no figure, and the reason is told', (reason, ask) => {
  expect(ask()).toMatchObject({ more: null, targets: [], reason });
});

test('the host need not have published its list then: it is compared as it is now', () => {
  const then = momentOf(world(before, { 'x.example': { mau: 20, blocksDisclosure: 'withheld' } }), 30);
  const answer = coBlockingAnswers(later, then)({ host: 'x.example', block: ['n39.example'] });
  expect(answer).toMatchObject({ newBlocks: 33, similar: 2, reason: null });
  expect(answer.more!.high).toBeGreaterThan(0);
});

test('limits, blocks by others and names without a server ask for nothing', () => {
  for (const scenario of [
    { host: 'x.example', limit: ['n20.example'] },
    { host: 'x.example', blockedBy: ['n20.example'] },
    { host: 'x.example', block: ['*.nowhere.example'] },
  ]) {
    expect(whyUnasked(later.graph, scenario)).toBe('nothing-new');
  }
  expect(whyUnasked(later.graph, question)).toBeNull();
});

test.each<[string, Record<string, ServerText>, Record<string, ServerText>]>([
  ['is private now', {}, { 'c.example': { mau: 20, blocksDisclosure: 'withheld' } }],
  ['was private then', { 'c.example': { mau: 20, blocksDisclosure: 'withheld' } }, {}],
  ['came only in part', {}, { 'c.example': { mau: 20, blocksDisclosure: 'partial' } }],
  ['was not read since', {}, { 'c.example': { mau: 20, listAgeMs: 31 * 86_400_000 } }],
  ['stands beside an allowlist', {}, { 'c.example': { mau: 20, allowlistMode: true } }],
])('a list that %s counts neither as grown nor as still', (_, then, now) => {
  const first = momentOf(world(before, then), 30);
  const second = momentOf(world(after, now));
  const { before: seen } = publishersOfBoth(first.graph, second.graph);
  const hosts = [...seen].map((node) => hostOf(first.graph, node));
  expect(hosts).toContain('a.example');
  expect(hosts).not.toContain('c.example');
  expect(observeBlocks(first, second).pairs.newBlocks).toBe(18);
});

test('limits and what the software marks by itself are no blocks, and one on a domain is one', () => {
  const changes = { 'c.example': { mau: 20, software: 'misskey' }, 's.n1.example': { mau: 5 } };
  const grown: Rules = [
    ...before.filter(([source]) => source !== 'c.example'),
    ...blockAll('a.example', ['n33.example', 's.n1.example'], 'silence'),
    ['a.example', 'suspend', '*.n34.example'],
    ...blockAll('c.example', ['n1.example', 'n2.example'], 'goneSuspended'),
    ['c.example', 'autoSuspendedForNotResponding', 'n3.example'],
    ['c.example', 'suspended', 'n4.example'],
    ['c.example', 'blocked', 'n5.example'],
  ];
  const first = momentOf(
    world(
      before.filter(([source]) => source !== 'c.example'),
      changes,
    ),
    30,
  );
  const { pairs } = observeBlocks(first, momentOf(world(grown, changes)));
  const cut = [...pairs.target].slice(0, pairs.newBlocks).map((node) => hostOf(first.graph, node));
  expect(cut).toEqual(['n34.example', 'n4.example', 'n5.example']);
});

test('fewer new blocks than thirty carry no fit', () => {
  const grow = (count: number): Rules => [...before, ...blockAll('a.example', names.slice(20, 20 + count))];
  const learn = (count: number) => fitCoBlocking(observeBlocks(earlier, momentOf(world(grow(count)))));
  expect(minNewBlocks).toBe(30);
  expect(learn(19)).toEqual({ model: null, reason: 'few-new-blocks', newBlocks: 19 });
});

test('the same snapshots give the same figures to the last digit', () => {
  const [one, two] = [coBlockingAnswers(later, earlier), coBlockingAnswers(later, earlier)];
  const scenario = { host: 'x.example', block: ['n39.example', 'n38.example'] };
  expect(two(scenario)).toEqual(one(scenario));
  expect(one(scenario)).toEqual(one(scenario));
});

test('the impact gains the figure and one sentence, which claims no effect', () => {
  const impact = assess(later.graph, { host: 'x.example', block: ['n39.example'] });
  const added = withCoBlocking(impact, coBlockingAnswers(later, earlier));
  expect(added).toMatchObject({
    ...impact,
    headings: expect.anything(),
    sentences: expect.anything(),
    coBlocking: { reason: null },
  });
  expect(added.sentences.slice(0, -1)).toEqual(impact.sentences);
  expect(added.headings).toEqual([...impact.headings, { at: impact.sentences.length, title: 'Who else may block' }]);
  const sentence = added.sentences.at(-1)!;
  expect(sentence).toMatch(
    /^Among the 2 servers whose published list that of x\.example resembles, going by 33 new blocks in 30 days: /,
  );
  expect(sentence).toMatch(/(0–[\d.]+|fewer than 0\.1) further servers that cut n39\.example/);
  expect(sentence).toMatch(/none of this is what the block brings about\.$/);
  expect(sentence).not.toMatch(/will cause|would cause/);
});

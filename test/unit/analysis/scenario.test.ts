import { expect, test } from 'vitest';
import { buildGraph } from '../../../analysis/graph.ts';
import { assess } from '../../../analysis/impact.ts';
import { planScenario } from '../../../analysis/scenario.ts';
import type { Scenario } from '../../../analysis/types.ts';
import { UserError } from '../../../data/errors.ts';
import { worldW1 } from '../../golden/world-w1.ts';

const graph = buildGraph(
  worldW1({ 'lemmy.example': { software: 'lemmy', mau: 5 }, 'a.example': { aliases: ['id.a.example'] } }),
);
const plan = (scenario: Omit<Scenario, 'host'>, host = 'x.example') => planScenario(graph, { host, ...scenario });

function misuse(scenario: Scenario): UserError {
  try {
    planScenario(graph, scenario);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('expected a UserError');
}

test('names are read in any writing and given back normalised', () => {
  const { scenario, entries } = plan(
    { block: ['  HTTPS://B.Example./about '], blocklist: [{ target: '.C.example', action: 'silence' }] },
    'X.EXAMPLE',
  );
  expect(scenario).toEqual({
    host: 'x.example',
    block: ['b.example'],
    blocklist: [{ target: '*.c.example', action: 'silence' }],
  });
  expect(entries.map(({ target, action, side }) => [target, action, side])).toEqual([
    ['b.example', 'suspend', 'ours'],
    ['*.c.example', 'silence', 'ours'],
  ]);
});

test('an alias asks for its server', () => {
  expect(plan({ block: ['b.example'] }, 'id.a.example').scenario.host).toBe('a.example');
});

test('each list says which rule it adds, and to whom', () => {
  const { entries, closedTo } = plan({
    block: ['b.example'],
    limit: ['c.example'],
    blockedBy: ['lemmy.example'],
    allowlist: ['a.example'],
  });
  expect(entries.map(({ side, target, action }) => [side, target, action])).toEqual([
    ['ours', 'b.example', 'suspend'],
    ['ours', 'c.example', 'silence'],
    ['theirs', 'lemmy.example', 'blocked'],
    ['allow', 'a.example', 'allow'],
  ]);
  const node = (name: string) => graph.names.find(name)!;
  expect(closedTo?.(node('a.example'))).toBe(0);
  expect(closedTo?.(node('b.example'))).toBeGreaterThan(0);
});

test('what is said twice is one entry, in the echo as in the count', () => {
  const suspend = { target: 'b.example', action: 'suspend' };
  const { scenario, entries } = plan({ block: ['b.example', 'B.example'], blocklist: [suspend, suspend] });
  expect(scenario).toEqual({ host: 'x.example', block: ['b.example'], blocklist: [suspend] });
  expect(entries.length).toBe(1);
});

test('of a block and a limit on one server the block decides', () => {
  const { lossIn, touched, entries } = assess(graph, { host: 'x.example', block: ['b.example'], limit: ['b.example'] });
  expect(lossIn.share).toBeCloseTo(500 / 2005, 9);
  expect(touched.map(({ host, status }) => [host, status])).toEqual([['b.example', 'cut']]);
  expect(entries.map(({ action, status }) => [action, status])).toEqual([
    ['suspend', 'cut'],
    ['silence', 'hidden'],
  ]);
});

test('an allowlist that lacks a blocked name cuts it all the same, and one that holds it does not save it', () => {
  const { touched } = assess(graph, { host: 'x.example', block: ['b.example'], allowlist: ['a.example', 'b.example'] });
  expect(touched.map(({ host }) => host as string)).toContain('b.example');
  expect(touched.map(({ host }) => host as string)).not.toContain('a.example');
});

test('names nobody has heard of stay in the answer as not known', () => {
  const impact = assess(graph, {
    host: 'x.example',
    block: ['nowhere.example', 'b.example'],
    blockedBy: ['gone.example'],
  });
  const unknown = impact.entries.filter(({ status }) => status === 'unknown');
  expect(unknown.map(({ target, hosts, shareIn }) => [target, hosts, shareIn]).sort()).toEqual([
    ['gone.example', 0, null],
    ['nowhere.example', 0, null],
  ]);
  expect(impact.lossIn.share).toBeCloseTo(500 / 2005, 9);
});

test('a scenario of unknown names alone costs nobody knows what, not nothing', () => {
  const { lossIn, lossOut, people, cumulative } = assess(graph, { host: 'x.example', block: ['nowhere.example'] });
  expect([lossIn.share, lossOut.share, people.lost, cumulative.lossIn]).toEqual([null, null, null, null]);
});

test('a list that names the server itself does not cut it off from itself', () => {
  const itself = [{ target: 'x.example', action: 'suspend' }];
  const { entries, lossIn, sentences } = assess(graph, { host: 'x.example', blocklist: itself });
  expect(sentences).toContain('The list names x.example itself, which does nothing here.');
  expect(entries.map(({ status, hosts }) => [status, hosts])).toEqual([['kept', 0]]);
  expect(lossIn.share).toBe(0);
});

const suspendB = { target: 'b.example', action: 'suspend' };
const long = Array.from({ length: 12 }, (_, at) => ({ target: `n${at}.example`, action: 'suspend' }));

test.each<[what: string, scenario: Scenario, message: RegExp, hint: RegExp]>([
  ['an empty scenario', { host: 'x.example' }, /changes nothing/, /--block other\.example/],
  ['empty lists', { host: 'x.example', block: [], blocklist: [] }, /changes nothing/, /x\.example/],
  ['a host never seen', { host: 'nowhere.example', block: ['b.example'] }, /nowhere\.example was not seen/, /crawl/],
  ['a host that is none', { host: 'not a host', block: ['b.example'] }, /"not a host" is no host name/, /looks like/],
  [
    'a target that is none',
    { host: 'x.example', block: ['@me@b.example'] },
    /"@me@b\.example", which is no host/,
    /\*\.social/,
  ],
  ['a blocker that is a pattern', { host: 'x.example', blockedBy: ['*.b.example'] }, /is no host name/, /looks like/],
  ['a block of itself', { host: 'x.example', block: ['X.example'] }, /x\.example itself in block/, /Leave it out/],
  [
    'a block of its alias',
    { host: 'a.example', limit: ['id.a.example'] },
    /which is a\.example itself in limit/,
    /pattern/,
  ],
  ['a lift of itself', { host: 'x.example', lift: ['x.example'] }, /itself in lift:/, /Leave it out/],
  ['a server blocked by itself', { host: 'x.example', blockedBy: ['x.example'] }, /itself in blockedBy/, /Leave/],
  [
    'a block that is lifted',
    { host: 'x.example', block: ['a.example', 'b.example'], lift: ['id.a.example'] },
    /a\.example both in block and in lift/,
    /leave one/,
  ],
  [
    'a server that blocks and lifts',
    { host: 'x.example', blockedBy: ['b.example'], liftedBy: ['b.example'] },
    /b\.example both in blockedBy and in liftedBy/,
    /one of the two/,
  ],
  [
    'an allowlist beside a lift',
    { host: 'x.example', allowlist: ['a.example'], lift: ['b.example'] },
    /lifts rules of x\.example and shuts out/,
    /one of the two/,
  ],
  [
    'a list without entries',
    { host: 'x.example', block: ['b.example'], lists: [{ name: 'theirs', entries: [] }] },
    /list "theirs" has no entry/,
    /Leave it out/,
  ],
  [
    'a blocklist beside lists',
    { host: 'x.example', blocklist: [suspendB], lists: [{ name: 'theirs', entries: [suspendB] }] },
    /both a blocklist and lists/,
    /with a name/,
  ],
  ['a threshold without lists', { host: 'x.example', block: ['b.example'], threshold: 2 }, /no lists/, /by name/],
  [
    'half a list as a threshold',
    { host: 'x.example', lists: [{ name: 'theirs', entries: [suspendB] }], threshold: 0.5 },
    /threshold is 0\.5: expected/,
    /With 1/,
  ],
  [
    'more lists than there are',
    { host: 'x.example', lists: [{ name: 'theirs', entries: [suspendB] }], threshold: 2 },
    /on 2 lists, and there are only 1: nothing/,
    /Lower the threshold/,
  ],
  [
    'more lists than are independent',
    { host: 'x.example', lists: ['one', 'two'].map((name) => ({ name, entries: long })), threshold: 2 },
    /only 1, of 2 of which some are near-copies/,
    /give more lists/,
  ],
  [
    'lists that agree on nothing',
    {
      host: 'x.example',
      lists: [
        { name: 'one', entries: [suspendB] },
        { name: 'two', entries: [{ target: 'c.example', action: 'suspend' }] },
      ],
      threshold: 2,
    },
    /changes nothing: no entry of its lists/,
    /threshold/,
  ],
  [
    'exceptions from no list',
    { host: 'x.example', block: ['b.example'], except: ['c.example'] },
    /imports no list/,
    /leave the exceptions out/,
  ],
  [
    'a limit where there is none',
    { host: 'lemmy.example', limit: ['b.example'] },
    /lemmy, which has no action that limits/,
    /block/,
  ],
])('%s is refused with what to do', (_, scenario, message, hint) => {
  const error = misuse(scenario);
  expect(error.message).toMatch(message);
  expect(error.hint).toMatch(hint);
});

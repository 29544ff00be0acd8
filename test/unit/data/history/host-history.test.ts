import { expect, test } from 'vitest';
import type { EntryEvent } from '../../../../data/history/host-events.ts';
import { readHostHistory } from '../../../../data/history/host-history.ts';
import { digestOf } from '../../../../data/masks.ts';
import type { Visit } from '../../../../data/types.ts';
import {
  block,
  host,
  list,
  noFacts,
  noList,
  peers,
  record,
  rule,
  temporaryStore,
  visit,
} from '../../../fixtures/observed.ts';

const facts = { ...noFacts, software: 'mastodon', version: '4.3.0', users: 10 };

async function historyOf(name: string, visits: Visit[], asOf = 9000) {
  const store = await temporaryStore();
  for (const each of visits) await record(store, each);
  return readHostHistory(store, host(name), asOf);
}

function entriesIn({ events }: Awaited<ReturnType<typeof historyOf>>) {
  const isEntry = (event: (typeof events)[number]): event is EntryEvent =>
    event.kind === 'block' || event.kind === 'allow';
  return events
    .filter(isEntry)
    .map(({ at, notBefore, change, source, target, before, after }) => [
      at,
      notBefore,
      change,
      source,
      target,
      before,
      after,
    ]);
}

test('its answers and the states of its lists are told as runs, its facts as changes', async () => {
  const down = { status: 'unreached', reason: 'timeout', blocks: noList('unreached') } as const;
  const history = await historyOf('a.example', [
    visit('a.example', 1000, { facts, blocks: list([]) }),
    visit('a.example', 2000, { facts: { ...facts, users: 12 }, blocks: list([]) }),
    visit('a.example', 3000, down),
    visit('a.example', 4000, down),
    visit('a.example', 5000, {
      facts: { ...facts, users: 12, version: '4.4.0' },
      blocks: { ...noList('withheld'), reason: 'robots-disallowed' },
    }),
  ]);
  const of = (kind: string) => history.events.filter((event) => event.kind === kind);
  expect(of('answer')).toMatchObject([
    { at: 1000, until: 2000, visits: 2, status: 'visited' },
    { at: 3000, until: 4000, visits: 2, reason: 'timeout' },
    { at: 5000, until: 5000, visits: 1 },
  ]);
  expect(of('list').filter((event) => event.kind === 'list' && event.list === 'blocks')).toMatchObject([
    { at: 1000, until: 2000, state: 'published' },
    { at: 3000, until: 4000, state: 'unreached' },
    { at: 5000, state: 'robots' },
  ]);
  expect(of('facts')).toEqual([
    {
      kind: 'facts',
      at: 1000,
      changes: [
        { field: 'software', before: null, after: 'mastodon' },
        { field: 'version', before: null, after: '4.3.0' },
        { field: 'users', before: null, after: 10 },
      ],
    },
    { kind: 'facts', at: 2000, changes: [{ field: 'users', before: 10, after: 12 }] },
    { kind: 'facts', at: 5000, changes: [{ field: 'version', before: '4.3.0', after: '4.4.0' }] },
  ]);
  expect(history.confirmed.blocks).toEqual({ at: 2000, askedSince: true });
});

test('what it declares and what names it is told with the times it happened between', async () => {
  const history = await historyOf('b.example', [
    visit('b.example', 1000, { blocks: list([block('x.example')]) }),
    visit('a.example', 1100, { blocks: list([]) }),
    visit('a.example', 2000, { blocks: list([block('b.example', 'silence', { comment: 'one' })]) }),
    visit('a.example', 3000, { blocks: list([block('b.example', 'suspend', { comment: 'one' })]) }),
    visit('a.example', 4000, { blocks: list([block('b.example', 'suspend', { comment: 'two' })]) }),
    visit('a.example', 5000, { blocks: noList('unreached'), status: 'unreached', reason: 'timeout' }),
    visit('a.example', 6000, { blocks: list([]) }),
  ]);
  expect(entriesIn(history)).toEqual([
    [1000, null, 'first-seen', 'b.example', 'x.example', [], ['suspend']],
    [2000, 1100, 'added', 'a.example', 'b.example', [], ['silence']],
    [3000, 2000, 'changed', 'a.example', 'b.example', ['silence'], ['suspend']],
    [4000, 3000, 'reworded', 'a.example', 'b.example', ['suspend'], ['suspend']],
    [6000, 4000, 'removed', 'a.example', 'b.example', ['suspend'], []],
  ]);
});

test('rules that cover it, and a mask with its digest, are told as published', async () => {
  const history = await historyOf('deep.b.example', [
    visit('deep.b.example', 1000, { peers: peers('x.example') }),
    visit('a.example', 1000, {
      blocks: list([
        block('b.example'),
        block('*.b.example'),
        block('example'),
        block('*.example'),
        block('b.example.net'),
        block('otherb.example'),
        block('d***.b.example', 'suspend', { digest: digestOf('deep.b.example') }),
      ]),
      allows: list([rule('deep.b.example')]),
    }),
  ]);
  expect(entriesIn(history).map(([, , , , target]) => target)).toEqual([
    '*.b.example',
    '*.example',
    'b.example',
    'd***.b.example',
    'example',
    'deep.b.example',
  ]);
});

test('nothing later than the time asked for is told, and a name nobody met is refused', async () => {
  const visits = [
    visit('a.example', 1000, { peers: peers('x.example') }),
    visit('a.example', 2000, { peers: peers() }),
  ];
  const history = await historyOf('a.example', visits, 1500);
  expect(Math.max(...history.events.map(({ at }) => at))).toBe(1000);
  await expect(historyOf('nobody.example', visits)).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringContaining('nobody.example was never heard of'),
  });
});

test('who wants to be in no statistics shows only its answers, and is not told of elsewhere', async () => {
  const visits = [
    visit('a.example', 1000, { facts, blocks: list([block('b.example')]), peers: peers('b.example') }),
    visit('a.example', 2000, { status: 'refused', reason: 'opted-out', optOut: 'site-private' }),
  ];
  const own = await historyOf('a.example', visits);
  expect(own.optedOut).toBe(true);
  expect(new Set(own.events.map(({ kind }) => kind))).toEqual(new Set(['answer']));
  expect(entriesIn(await historyOf('b.example', visits))).toEqual([]);
});

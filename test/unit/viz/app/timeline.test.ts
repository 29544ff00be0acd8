import { beforeEach, expect, test } from 'vitest';
import { Session } from '../../../../viz/app/session.ts';
import { type AnswerSource, chooseSource } from '../../../../viz/app/source.ts';
import { addChange, focusOn, initialState } from '../../../../viz/app/state.ts';
import { atSnapshot, compareWith, positionOf, showSnapshot } from '../../../../viz/app/timeline.ts';
import type { SnapshotEntry } from '../../../../viz/shared/snapshot-changes.ts';
import { answersFor, map } from './answers.ts';

const entry = (id: string, day: number): SnapshotEntry => ({
  id,
  asOf: `2026-11-0${day}T00:00:00.000Z`,
  hosts: 5,
  visited: 4,
});
const latest = map.snapshot.id;
const snapshots = [entry('one', 1), entry('two', 2), entry(latest, 3)];
const kept = (state: { kept: Readonly<Record<string, string>> }) => state.kept;

test('a snapshot is shown by its place, and the latest needs no word in the link', () => {
  const second = showSnapshot(snapshots, 1)(initialState);
  expect(kept(second)).toEqual({ snapshot: 'two' });
  expect(kept(showSnapshot(snapshots, 2)(second))).toEqual({});
  expect(kept(showSnapshot(snapshots, 9)(second))).toEqual({});
  expect(kept(showSnapshot(snapshots, -1)(second))).toEqual({ snapshot: 'one' });
});

test('what it is compared with stays while it is earlier, and all else of the link', () => {
  const compared = compareWith('one')({ ...initialState, kept: { lang: 'de' } });
  expect(kept(compared)).toEqual({ lang: 'de', from: 'one' });
  expect(kept(showSnapshot(snapshots, 1)(compared))).toEqual({ lang: 'de', from: 'one', snapshot: 'two' });
  expect(kept(showSnapshot(snapshots, 0)(compared))).toEqual({ lang: 'de', snapshot: 'one' });
  expect(kept(compareWith(null)(compared))).toEqual({ lang: 'de' });
});

test('a snapshot that is not listed stands for the latest', () => {
  expect(positionOf(snapshots, 'two')).toBe(1);
  expect(positionOf(snapshots, 'nowhere')).toBe(2);
});

/** Every question with what it was asked of. */
const asked: string[] = [];
const refusal = { value: null, problem: { error: 'There is no such snapshot.', hint: '' } };

const source: AnswerSource = {
  getMap: async (snapshot) => {
    asked.push(`map ${snapshot ?? '-'}`);
    if (snapshot === 'nowhere') return refusal;
    return { value: { ...map, snapshot: { id: snapshot ?? latest, asOf: '2026-11-03T00:00:00.000Z' } }, problem: null };
  },
  findHosts: async (_text, _limit, snapshot) => {
    asked.push(`find ${snapshot ?? '-'}`);
    return { value: [], problem: null };
  },
  getCard: async (_host, snapshot) => {
    asked.push(`card ${snapshot ?? '-'}`);
    return { value: answersFor('x.example').card!, problem: null };
  },
  getTies: async () => ({ value: [], problem: null }),
  getBlocked: async () => ({ value: { host: 'x.example', by: [] } as never, problem: null }),
  assess: async (_scenario, snapshot) => {
    asked.push(`impact ${snapshot ?? '-'}`);
    return { value: answersFor('x.example', { block: ['a.example'] }).impact!, problem: null };
  },
  getReport: async () => ({ value: '', problem: null }),
  listSnapshots: async () => ({ value: snapshots, problem: null }),
  getChanges: async (from, to) => {
    asked.push(`changes ${from} ${to}`);
    return { value: { from: entry(from, 1), to: entry(to, 3), hosts: [], sentences: [] }, problem: null };
  },
  readBlocklist: async () => refusal,
};

async function start(search: string): Promise<Session> {
  const session = new Session({ location: { search, pathname: '/' }, history: { pushState: () => undefined } });
  const { timeline } = session;
  chooseSource(atSnapshot(source, () => session.state.kept.snapshot && timeline.map?.snapshot.id));
  await session.start();
  return session;
}

beforeEach(() => {
  asked.length = 0;
});

test('everything is asked of the snapshot that the link names, and compared with the one before', async () => {
  const session = await start('?host=x.example&block=a.example&snapshot=two&from=one');
  expect(asked).toEqual(['map two', 'changes one two', 'card two', 'impact two']);
  expect(session.answers).toMatchObject({ map: { snapshot: { id: 'two' } }, changes: { from: { id: 'one' } } });
  expect(session.timeline.snapshots).toHaveLength(3);
});

test('another snapshot asks for the map and all answers again; another question of the same one for neither', async () => {
  const session = await start('?host=x.example');
  asked.length = 0;
  await session.update(showSnapshot(snapshots, 0));
  expect(asked).toEqual(['map one', 'card one']);
  asked.length = 0;
  await session.update(addChange('block', 'a.example'));
  expect(asked).toEqual(['impact one']);
  asked.length = 0;
  await session.update(compareWith(null));
  await session.update(focusOn(null));
  expect(asked).toEqual([]);
});

test('comparing asks for the changes alone, and a snapshot is not compared with itself', async () => {
  const session = await start('');
  asked.length = 0;
  await session.update(compareWith('one'));
  expect(asked).toEqual([`changes one ${latest}`]);
  await session.update(compareWith(latest));
  expect(session.answers.changes).toBeNull();
});

test('a snapshot that there is none of is said, and the map that is there stays', async () => {
  const session = await start('');
  await session.update((state) => ({ ...state, kept: { snapshot: 'nowhere' } }));
  expect(session.problems).toEqual([refusal.problem]);
  expect(session.answers.map?.snapshot.id).toBe(latest);
  await session.update((state) => ({ ...state, kept: {} }));
  expect(session.problems).toEqual([]);
});

test('two steps in quick succession end at the second', async () => {
  const session = await start('');
  await Promise.all([session.update(showSnapshot(snapshots, 0)), session.update(showSnapshot(snapshots, 1))]);
  expect(session.answers.map?.snapshot.id).toBe('two');
  await Promise.all([session.update(showSnapshot(snapshots, 0)), session.update(focusOn('x.example'))]);
  expect(session.answers).toMatchObject({ map: { snapshot: { id: 'one' } }, card: { host: 'x.example' } });
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { writeMap } from '../../../../analysis/write-map.ts';
import type { Host } from '../../../../data/types.ts';
import { apiSource } from '../../../../viz/app/api.ts';
import { startComparing, swapSides } from '../../../../viz/app/comparing.ts';
import { Session } from '../../../../viz/app/session.ts';
import { chooseSource } from '../../../../viz/app/source.ts';
import { addChange, focusOn } from '../../../../viz/app/state.ts';
import { undo } from '../../../../viz/app/steps.ts';
import { answersFor, map } from './answers.ts';

const many = Array.from({ length: 5_000 }, (_, at) => `h${at}.example` as Host);
const ofManyServers = { ...apiSource, getMap: async () => ({ value: { ...map, hosts: many }, problem: null }) };

/** Stands for the server: what each path answers, and which were asked. */
const answers = new Map<string, () => Response | Promise<Response>>();
const asked: string[] = [];

const json = (value: unknown, status = 200) => Response.json(value, { status });
const unreachable = () => Promise.reject(new TypeError('fetch failed'));
const strongest = { ties: answersFor('x.example').ties, rest: { servers: 0, weight: 0 } };
const impact = answersFor('x.example', { block: ['a.example'] }).impact!;
const direct = { ...impact, schema: 'faultline.direct-loss/1' };

beforeEach(() => {
  chooseSource(apiSource);
  asked.length = 0;
  answers.clear();
  answers.set('/api/map.bin', () => new Response(writeMap(map)));
  answers.set('/api/hosts/x.example', () => json(answersFor('x.example').card));
  answers.set('/api/hosts/x.example/ties', () => json(answersFor('x.example').ties));
  answers.set('/api/hosts/x.example/ties/strongest', () => json(strongest));
  answers.set('/api/blocked/x.example', () => json({ host: 'x.example', by: [] }));
  answers.set('/api/impact', () => json(impact));
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    return (answers.get(path) ?? unreachable)();
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

async function start(search: string): Promise<Session> {
  const session = new Session({ location: { search, pathname: '/' }, history: { pushState: () => undefined } });
  await session.start();
  return session;
}

const aboutHost = ['/api/hosts/x.example', '/api/hosts/x.example/ties/strongest', '/api/blocked/x.example'];

test('a change asks for the impact alone, whatever writing the link gives the host', async () => {
  for (const name of ['x.example', 'X.Example', 'https://x.example/']) {
    const session = await start(`?host=${encodeURIComponent(name)}`);
    expect(session.answers.card?.host).toBe('x.example');
    asked.length = 0;
    await session.update(addChange('block', 'a.example'));
    expect(asked).toEqual(['/api/impact']);
    expect(session.answers).toMatchObject({ impact, card: { host: 'x.example' } });
  }
});

test.each(aboutHost)('when %s failed, the next question asks about the host again', async (path) => {
  const answer = answers.get(path)!;
  answers.set(path, unreachable);
  const session = await start('?host=x.example');
  expect(session.problems).toEqual([expect.objectContaining({ passing: true })]);
  answers.set(path, answer);
  asked.length = 0;
  await session.update(addChange('block', 'a.example'));
  expect(asked.toSorted()).toEqual([...aboutHost, '/api/impact'].toSorted());
  expect(session.problems).toEqual([]);
  expect(session.answers.blocked).not.toBeNull();
  expect(session.answers.card).not.toBeNull();
  expect(session.answers.ties.length).toBeGreaterThan(0);
});

test('of many ties, those that the picture shows are there first, and all of them before the question is answered', async () => {
  const all = answersFor('x.example').ties;
  const first = { ties: all.slice(0, 1), rest: { servers: all.length - 1, weight: 0.5 } };
  answers.set('/api/hosts/x.example/ties/strongest', () => json(first));
  const session = new Session({
    location: { search: '?host=x.example', pathname: '/' },
    history: { pushState: () => undefined },
  });
  const seen: { ties: number; loading: boolean }[] = [];
  session.subscribe(() => seen.push({ ties: session.answers.ties.length, loading: session.loading }));
  await session.start();
  expect(seen.slice(-2)).toEqual([
    { ties: 1, loading: true },
    { ties: all.length, loading: false },
  ]);
  expect(session.answers.ties).toEqual(all);
});

test('an impact that failed is asked for again on request', async () => {
  answers.set('/api/impact', () => new Response('not JSON', { status: 502 }));
  const session = await start('?host=x.example&block=a.example');
  expect(session.answers.impact).toBeNull();
  expect(session.problems).toEqual([expect.objectContaining({ passing: true, error: expect.stringMatching(/502/) })]);
  answers.set('/api/impact', () => json(impact));
  await session.retry();
  expect(session.answers.impact).toEqual(impact);
  expect(session.problems).toEqual([]);
});

test('an answer cut short is a problem, not an error', async () => {
  answers.set('/api/impact', () => new Response('{"schema":'));
  const session = await start('?host=x.example&block=a.example');
  expect(session.problems).toEqual([expect.objectContaining({ passing: true })]);
  expect(session.loading).toBe(false);
});

test('what the server refuses is not worth asking again', async () => {
  answers.set('/api/impact', () => json({ error: 'That is no host name.', hint: 'Write it as a.example.' }, 400));
  const { problems } = await start('?host=x.example&block=a.example');
  expect(problems).toEqual([{ error: 'That is no host name.', hint: 'Write it as a.example.' }]);
});

test('a map that failed is asked for again, and then the question of the link', async () => {
  answers.set('/api/map.bin', unreachable);
  const session = await start('?host=x.example');
  expect(session.answers.map).toBeNull();
  answers.set('/api/map.bin', () => new Response(writeMap(map)));
  await session.retry();
  expect(session.answers).toMatchObject({ map: { schema: 'faultline.map/1' }, card: { host: 'x.example' } });
});

test('a map that is none says so, and is asked for again', async () => {
  answers.set('/api/map.bin', () => new Response('<!doctype html>'));
  const session = await start('');
  expect(session.problems).toEqual([
    expect.objectContaining({ error: expect.stringMatching(/no map file/), passing: true }),
  ]);
  answers.set('/api/map.bin', () => new Response(writeMap(map)));
  await session.retry();
  expect(session.answers.map).toEqual(map);
});

test('an answer that comes after the question moved on is dropped', async () => {
  const session = await start('?host=x.example');
  let release: (response: Response) => void = () => undefined;
  answers.set('/api/impact', () => new Promise((resolve) => (release = resolve)));
  const slow = session.update(addChange('block', 'a.example'));
  await session.update(focusOn(null));
  release(json(impact));
  await slow;
  expect(session.answers).toMatchObject({ card: null, impact: null });
});

test('of a large snapshot the direct loss comes first, and the whole answer takes its place', async () => {
  chooseSource(ofManyServers);
  const session = await start('?host=x.example');
  let release: (response: Response) => void = () => undefined;
  answers.set('/api/impact', () => new Promise((resolve) => (release = resolve)));
  answers.set('/api/impact/direct', () => json(direct));
  asked.length = 0;
  const whole = session.update(addChange('block', 'a.example'));
  await vi.waitFor(() => expect(session.direct).toEqual(direct));
  expect(session).toMatchObject({ loading: true, answers: { impact: null } });
  release(json(impact));
  await whole;
  expect(session).toMatchObject({ loading: false, direct: null, answers: { impact } });
  expect(asked).toEqual(['/api/impact/direct', '/api/impact']);
});

test('a direct loss that comes after the question moved on is dropped', async () => {
  chooseSource(ofManyServers);
  const session = await start('?host=x.example');
  let release: (response: Response) => void = () => undefined;
  answers.set('/api/impact/direct', () => new Promise((resolve) => (release = resolve)));
  await session.update(addChange('block', 'a.example'));
  await session.update(focusOn(null));
  release(json(direct));
  await new Promise(setImmediate);
  expect(session.direct).toBeNull();
});

test('an answer that is known is not asked again: not by undo, not by comparing, not by changing places', async () => {
  const session = await start('?host=x.example&block=a.example');
  const first = session.answers.impact;
  await session.update(addChange('limit', 'b.example'));
  asked.length = 0;
  await session.update(undo);
  expect(session.answers.impact).toBe(first);
  await session.update(startComparing);
  expect(session.otherImpact).toBe(first);
  expect(asked).toEqual([]);
  await session.update(addChange('limit', 'c.example'));
  asked.length = 0;
  await session.update(swapSides);
  expect(session.answers.impact).toBe(first);
  expect(session.otherImpact).toEqual(impact);
  expect(asked).toEqual([]);
});

test('a link restores both questions that are compared, and each is answered', async () => {
  const session = await start('?host=x.example&block=a.example&other.limit=b.example&side=b');
  expect(asked.filter((path) => path === '/api/impact')).toHaveLength(2);
  expect(session).toMatchObject({ answers: { impact }, otherImpact: impact, state: { side: 'b' } });
});

test('blocks that are not published are an answer, and not asked for again', async () => {
  answers.set('/api/blocked/x.example', () => json(null));
  const session = await start('?host=x.example');
  expect(session).toMatchObject({ answers: { blocked: null }, blockedKnown: true, problems: [] });
  asked.length = 0;
  await session.update(addChange('block', 'a.example'));
  expect(asked).toEqual(['/api/impact']);
  expect(session.blockedKnown).toBe(true);
});

const file = (name: string) => ({ name, size: 3, text: async () => 'x' });

test('a file that is given becomes a list of the question, and goes into the link', async () => {
  const links: string[] = [];
  const history = { pushState: (_: unknown, __: string, link: string) => void links.push(link) };
  const session = new Session({ location: { search: '?host=x.example', pathname: '/' }, history });
  await session.start();
  const entries = [{ target: 'a.example', action: 'suspend' }];
  answers.set('/api/blocklist', () => json({ name: 'a.csv', entries, notes: [] }));
  await session.importFiles([file('a.csv')]);
  expect(session.state.question.lists).toMatchObject([{ name: 'a.csv', entries }]);
  expect(links.at(-1)).toMatch(/^\/\?host=x\.example#lists=[\w-]+$/);
  expect(session.answers.impact).toEqual(impact);
});

test('a file that cannot be read is told, and the question and its answer stay', async () => {
  const session = await start('?host=x.example&block=a.example');
  const { question } = session.state;
  const problem = { error: 'odd.csv names no server.', hint: 'Expected a list of hosts.' };
  answers.set('/api/blocklist', () => json(problem, 400));
  await session.importFiles([file('odd.csv')]);
  expect(session.problems).toEqual([problem]);
  expect(session.state.question).toBe(question);
  expect(session.answers.impact).toEqual(impact);
});

test('a list needs a server that imports it', async () => {
  const session = await start('');
  await session.importFiles([file('a.csv')]);
  expect(session.problems).toEqual([expect.objectContaining({ error: expect.stringMatching(/none is chosen yet/) })]);
  expect(asked).toEqual(['/api/map.bin', '/api/snapshots']);
});

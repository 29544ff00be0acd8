import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { buildGraph } from '../../../../analysis/graph.ts';
import { assess } from '../../../../analysis/impact.ts';
import { takeSnapshot } from '../../../../data/snapshot/reference.ts';
import { freeze } from '../../../../data/snapshot.ts';
import { Store } from '../../../../data/store.ts';
import { archiveOf } from '../../../../viz/cli/snapshot-archive.ts';
import { createApp } from '../../../../viz/server/app.ts';
import { block, list, noFacts, noList, peers, record, visit } from '../../../fixtures/observed.ts';

const monday = Date.parse('2026-11-16T10:00:00Z');
const tuesday = Date.parse('2026-11-17T10:00:00Z');
const mastodon = { ...noFacts, software: 'mastodon', users: 100, mau: 40 };

/** Two days in a database: a snapshot of the first is noted there, and what is known now is served. */
async function twoDays() {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-days-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'index.html'), 'the page');
  const db = join(folder, 'days.duckdb');
  const store = await Store.open(db, 'create');
  const facts = { facts: mastodon };
  await record(
    store,
    visit('a.example', monday, {
      ...facts,
      peers: peers('b.example', 'c.example'),
      blocks: list([block('c.example')]),
    }),
    visit('b.example', monday, { ...facts, peers: peers('a.example'), blocks: list([block('d.example')]) }),
    visit('c.example', monday, { ...facts, peers: peers('a.example') }),
  );
  const { snapshot: first } = await takeSnapshot(store);
  const now = { ...facts, peers: peers('b.example', 'c.example', 'e.example'), blocks: list([block('b.example')]) };
  await record(
    store,
    visit('a.example', tuesday, now),
    visit('b.example', tuesday, { ...facts, peers: peers('a.example'), blocks: noList('withheld') }),
    visit('c.example', tuesday, { status: 'unreached', reason: 'gone', peers: noList('unreached') }),
  );
  const served = await freeze(store);
  await store.close();
  const archive = archiveOf(db, 'local');
  const app = createApp({ graph: buildGraph(served), staticDir: folder, archive });
  const ask = (path: string, init: RequestInit = {}) =>
    app.request(path, { ...init, headers: { host: 'localhost', 'content-type': 'application/json' } });
  return { ask, first, served, archive };
}

test('snapshots come oldest first, the served one among them though nobody took it', async () => {
  const { ask, first, served } = await twoDays();
  expect(await (await ask('/api/snapshots')).json()).toEqual([
    { id: first.id, asOf: '2026-11-16T10:00:00.000Z', hosts: 4, visited: 3 },
    { id: served.id, asOf: '2026-11-17T10:00:00.000Z', hosts: 5, visited: 2 },
  ]);
});

test('every question can be asked about another snapshot', async () => {
  const { ask, first, served } = await twoDays();
  const then = `snapshot=${first.id}`;
  const names = async (path: string) => (await (await ask(path)).json()).map(({ host }: { host: string }) => host);
  expect(await names('/api/hosts?q=e.example')).toEqual(['e.example']);
  expect(await names(`/api/hosts?q=e.example&${then}`)).toEqual([]);
  expect((await (await ask(`/api/map?${then}`)).json()).snapshot.id).toBe(first.id);
  expect((await (await ask(`/api/hosts/c.example?${then}`)).json()).liveness).toBe('alive');
  expect((await (await ask('/api/hosts/c.example')).json()).liveness).toBe('dead');
  expect(await names(`/api/hosts/a.example/ties?${then}`)).toContain('b.example');
  expect((await (await ask(`/api/blocked/c.example?${then}`)).json()).by).toMatchObject([{ source: 'a.example' }]);
  expect((await (await ask(`/api/compare?host=a.example&host=b.example&${then}`)).json()).snapshot.id).toBe(first.id);
  const scenario = { host: 'a.example', block: ['b.example'] };
  const asked = await ask(`/api/impact?${then}`, { method: 'POST', body: JSON.stringify(scenario) });
  expect(await asked.json()).toEqual(JSON.parse(JSON.stringify(assess(buildGraph(first), scenario))));
  expect(await (await ask(`/api/impact.md?host=a.example&block=b.example&${then}`)).text()).toContain(first.id);
  const own = await ask(`/api/impact?snapshot=${served.id}`, { method: 'POST', body: JSON.stringify(scenario) });
  expect((await own.json()).snapshot.id).toBe(served.id);
});

test('a server that is on both maps stands at the same place', async () => {
  const { ask, first } = await twoDays();
  const placesOn = async (path: string) => {
    const { hosts, x, y } = await (await ask(path)).json();
    return new Map(hosts.map((host: string, at: number) => [host, [x[at], y[at]]]));
  };
  const [now, then] = [await placesOn('/api/map'), await placesOn(`/api/map?snapshot=${first.id}`)];
  const both = [...then].filter(([host]) => now.has(host));
  expect(both.length).toBeGreaterThan(1);
  for (const [host, place] of both) expect(now.get(host)).toEqual(place);
});

test('what became of each server is changed, gone, new or not observed, with counts', async () => {
  const { ask, first, served } = await twoDays();
  const answer = await ask(`/api/changes?from=${first.id}&to=${served.id}`);
  expect(await answer.json()).toEqual({
    from: { id: first.id, asOf: '2026-11-16T10:00:00.000Z' },
    to: { id: served.id, asOf: '2026-11-17T10:00:00.000Z' },
    hosts: [
      { host: 'a.example', change: 'changed' },
      { host: 'b.example', change: 'not-observed' },
      { host: 'c.example', change: 'gone' },
      { host: 'e.example', change: 'new' },
    ],
    sentences: [
      '1 block added, 1 lifted, 1 not observed.',
      '1 server is new.',
      '1 server answers no longer.',
      '1 server changed what it declares.',
      '1 server was not observed: whether anything changed there is not known.',
      '1 peer added, 1 not observed.',
    ],
  });
  expect(await (await ask(`/api/changes?from=${first.id}&to=${first.id}`)).json()).toMatchObject({
    hosts: [],
    sentences: [],
  });
});

test.each([
  ['a snapshot that nobody took', '/api/map?snapshot=ffffffffffffffff', 404, /There is no snapshot "ffffffffffffffff"/],
  ['a time, which anybody could choose', '/api/hosts?snapshot=2026-11-16', 404, /There is no snapshot/],
  ['changes from nowhere', '/api/changes?from=f&to=g', 404, /There is no snapshot "f"/],
  ['changes without an end', '/api/changes?from=f', 400, /to/],
])('%s is refused with a sentence', async (_, path, status, error) => {
  const { ask } = await twoDays();
  const answer = await ask(path);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toEqual({ error: expect.stringMatching(error), hint: expect.stringMatching(/\w/) });
});

test('changes backwards in time are refused', async () => {
  const { ask, first, served } = await twoDays();
  const answer = await ask(`/api/changes?from=${served.id}&to=${first.id}`);
  expect(answer.status).toBe(400);
  expect((await answer.json()).error).toMatch(/earlier snapshot first/);
});

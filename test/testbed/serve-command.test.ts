/** The server as a process of its own: what it refuses to show to others, and how it ends. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { takeSnapshot } from '../../data/snapshot/reference.ts';
import { Store } from '../../data/store.ts';
import { block, list, noFacts, peers, record, visit } from '../fixtures/observed.ts';
import { faultline, startFaultline } from './faultline.ts';

const folder = mkdtempSync(join(tmpdir(), 'faultline-serve-'));
const db = join(folder, 'days.duckdb');
const day = Date.parse('2026-11-16T10:00:00Z');
const facts = { ...noFacts, software: 'mastodon', users: 100, mau: 40 };

beforeAll(async () => {
  const store = await Store.open(db, 'create');
  const lists = { facts, peers: peers('a.example', 'b.example', 'c.example'), blocks: list([block('c.example')]) };
  await record(store, visit('a.example', day, lists), visit('b.example', day, lists));
  await takeSnapshot(store);
  await record(store, visit('a.example', day + 86_400_000, lists));
  await store.close();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function start(): Promise<{ server: ChildProcess; url: string }> {
  const server = startFaultline(['serve', '--db', db, '--port', '0']);
  onTestFinished(() => void server.kill('SIGKILL'));
  const [said] = (await once(server.stdout!, 'data')) as [Buffer];
  return { server, url: /http:\S+/.exec(String(said))![0] };
}

/** A question of which the server has the beginning. */
async function beginToAsk(url: string): Promise<{ asking: ClientRequest; answer: Promise<[IncomingMessage]> }> {
  const asking = request(`${url}/api/impact`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', expect: '100-continue' },
  });
  const answer = once(asking, 'response') as Promise<[IncomingMessage]>;
  answer.catch(() => {});
  asking.flushHeaders();
  await once(asking, 'continue');
  asking.write('{"host":"a.example",');
  return { asking, answer };
}

async function untilNobodyIsAdmitted(url: string): Promise<void> {
  while (
    await fetch(`${url}/api/status`).then(
      () => true,
      () => false,
    )
  );
}

test('it says what it serves, answers about every day, and ends when asked to', async () => {
  const { server, url } = await start();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const snapshots = (await (await fetch(`${url}/api/snapshots`)).json()) as { id: string }[];
  expect(snapshots).toHaveLength(2);
  const [first, last] = snapshots;
  const changes = await fetch(`${url}/api/changes?from=${first!.id}&to=${last!.id}`);
  expect(await changes.json()).toMatchObject({ hosts: [{ host: 'b.example', change: 'not-observed' }] });
  expect(await (await fetch(`${url}/`)).text()).toMatch(/<!doctype html>/i);
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});

test('a question under way is answered though the server was asked to end', async () => {
  const { server, url } = await start();
  const { asking, answer } = await beginToAsk(url);
  const ended = once(server, 'exit');
  server.kill('SIGINT');
  await untilNobodyIsAdmitted(url);
  asking.end('"block":["b.example"]}');
  const [response] = await answer;
  expect(response.statusCode).toBe(200);
  expect(JSON.parse(await text(response))).toMatchObject({ schema: 'faultline.impact/1', host: 'a.example' });
  expect(await ended).toEqual([0, null]);
});

test.each(['SIGINT', 'SIGTERM'] as const)('a second signal, %s, ends it at once', async (second) => {
  const { server, url } = await start();
  const { answer } = await beginToAsk(url);
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await untilNobodyIsAdmitted(url);
  server.kill(second);
  expect(await ended).toEqual([null, second]);
  await expect(answer).rejects.toThrow();
});

test('where others could reach it, it does not start until it is said what they see', async () => {
  const { code, stdout, stderr } = await faultline(['serve', '--db', db, '--port', '0', '--hostname', '0.0.0.0']);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/On 0\.0\.0\.0 the map can be reached from other machines.*who blocks whom/);
  expect(stderr).toMatch(/--tier published .*--tier local/);
  const named = ['--hostname', '0.0.0.0', '--tier', 'published'];
  expect((await faultline(['serve', '--db', db, '--port', '0', ...named])).stderr).toMatch(
    /--allowed-host map\.example/,
  );
});

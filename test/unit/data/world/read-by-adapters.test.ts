/**
 * What the real adapters read from the emulated servers is what the truth says a correct crawler reads: two
 * descriptions of every software, written apart, that must agree. No network, no pace: those are the testbed's.
 */
import { expect, test } from 'vitest';
import { outcomeOfStatus } from '../../../../crawler/http/outcome.ts';
import { parseRobots } from '../../../../crawler/http/robots-file.ts';
import type { SessionRequest } from '../../../../crawler/http/session.ts';
import { discoveryPath, readDiscovery, readNodeInfo } from '../../../../crawler/nodeinfo.ts';
import type { AdapterAnswer, Readings } from '../../../../crawler/software/adapter.ts';
import { adapterFor } from '../../../../crawler/software/index.ts';
import { allLists } from '../../../../crawler/software/lists.ts';
import type { ObservedList } from '../../../../data/types.ts';
import type { Answer } from '../../../../data/world/answer.ts';
import { respond } from '../../../../data/world/respond.ts';
import { type Server, worldSoftware } from '../../../../data/world/types.ts';
import { createWorld } from '../../../../data/world/world.ts';
import { askOf } from './sample.ts';

const world = createWorld({ hosts: 400, seed: 5 });
const readable = world.servers.filter(({ host }) => world.expected(host).facts !== null || isOptedOut(host));

function isOptedOut(host: string): boolean {
  return world.expected(host).reason === 'opted-out';
}

function answerOf(host: string, { path, method, body }: Pick<SessionRequest, 'path' | 'method' | 'body'>): Answer {
  const answer = respond(world, host, askOf(path, { method, body }));
  if (typeof answer === 'string') throw new Error(`expected an answer from ${host}${path}, got ${answer}`);
  return answer;
}

/** As a session would give it: the rules of robots.txt first, then the status, then the body. */
function send(host: string, request: SessionRequest): AdapterAnswer {
  const robots = answerOf(host, { method: 'GET', path: '/robots.txt' });
  const none = { status: null, headers: {}, json: undefined, text: undefined };
  const isForbidden = robots.status === 200 && !parseRobots(robots.body, 'Faultline').allows(request.path);
  if (isForbidden) return { ...none, outcome: 'robots-disallowed' };
  const { status, body, headers } = answerOf(host, request);
  const outcome = outcomeOfStatus(status);
  if (request.form === 'text') return { ...none, headers, status, outcome, text: body };
  return { ...none, headers, status, outcome, json: readJson(body) };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function read({ host }: Server): Readings {
  const get = (path: string) => send(host, { method: 'GET', path }).json as Record<string, unknown>;
  const found = readDiscovery(get(discoveryPath), host);
  if (!('path' in found)) throw new Error(`expected ${host} to announce NodeInfo, got ${found.outcome}`);
  const document = get(found.path);
  const facts = readNodeInfo(document);
  if (facts === undefined) throw new Error(`expected NodeInfo of ${host}, got ${JSON.stringify(document)}`);
  const { metadata } = document;
  const adapter = adapterFor(facts.software, metadata);
  if (adapter === undefined) return { ...allLists('unsupported', null), facts, aliases: [] };
  const run = adapter.read({ host, facts, metadata, consent: false });
  let step = run.next();
  while (!step.done) step = run.next(send(host, step.value));
  return { ...step.value, facts: { ...facts, ...step.value.facts }, aliases: step.value.aliases ?? [] };
}

function sorted<Entry>(list: { disclosure: string; reason: string | null; entries: Entry[]; rejectedCount: number }) {
  return { ...list, entries: list.entries.map((entry) => JSON.stringify(entry)).sort() };
}

test.each(worldSoftware)('%s: facts, lists and refusals are read as they are', (software) => {
  const servers = readable.filter((server) => server.software === software);
  expect(world.servers.some((server) => server.software === software)).toBe(true);
  for (const server of servers) {
    const { host, version } = server;
    const expected = world.expected(host);
    const got = read(server);
    const about = { host, version };
    expect({ ...about, optOut: got.optOut ?? null }).toEqual({ ...about, optOut: expected.optOut });
    if (expected.optOut !== null) continue;
    expect({ ...about, facts: got.facts, aliases: got.aliases }).toEqual({
      ...about,
      facts: expected.facts,
      aliases: expected.aliases,
    });
    for (const kind of ['peers', 'blocks', 'allows', 'counts'] as const) {
      expect({ ...about, [kind]: sorted<unknown>(withoutLeftOut(got[kind])) }).toEqual({
        ...about,
        [kind]: sorted<unknown>(expected.lists[kind]),
      });
    }
  }
});

/** The truth knows what a list says, not how often it says it. */
function withoutLeftOut({ duplicateCount, selfCount, ...list }: ObservedList<unknown>): ObservedList<unknown> {
  return list;
}

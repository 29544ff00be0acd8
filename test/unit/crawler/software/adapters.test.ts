import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outcomeOfStatus } from '../../../../crawler/http/outcome.ts';
import { field } from '../../../../crawler/http/read.ts';
import type { SessionRequest } from '../../../../crawler/http/session.ts';
import { readNodeInfo } from '../../../../crawler/nodeinfo.ts';
import type { AdapterAnswer, Readings, Visited } from '../../../../crawler/software/adapter.ts';
import { adapterFor, adapters } from '../../../../crawler/software/index.ts';
import { readHost } from '../../../../data/host.ts';
import { disclosures, listKinds, outcomes } from '../../../../data/types.ts';
import { type Fixture, fixtures } from './fixtures.ts';

function visitedBy({ visited: { host, nodeinfo, consent = false } }: Fixture): Visited {
  return {
    host: readHost(host)!,
    facts: readNodeInfo(nodeinfo)!,
    metadata: field(nodeinfo, 'metadata'),
    consent,
  };
}

function drive(adapter: string, visited: Visited, answer: (request: SessionRequest) => AdapterAnswer): Readings {
  const run = adapters[adapter]!.read(visited);
  let step = run.next();
  while (!step.done) step = run.next(answer(step.value));
  return step.value;
}

function nameOf({ method, path, body }: SessionRequest): string {
  return `${method} ${path}${body === undefined ? '' : ` ${JSON.stringify(body)}`}`;
}

function storedAnswer({ answers }: Fixture, request: SessionRequest): AdapterAnswer {
  const stored = answers[nameOf(request)];
  if (stored === undefined) throw new Error(`the case stores no answer to ${nameOf(request)}`);
  const { status, headers = {}, json, text } = stored;
  return { outcome: outcomeOfStatus(status), status, headers, json, text };
}

test.each(fixtures)('$adapter reads the case $name as written down', (fixture) => {
  const asked: string[] = [];
  const readings = drive(fixture.adapter, visitedBy(fixture), (request) => {
    asked.push(nameOf(request));
    return storedAnswer(fixture, request);
  });
  expect({ asked, aliases: [], ...readings }).toEqual(fixture.expected);
});

test.each(fixtures)('$adapter asks in the case $name only for paths that it declares', ({ adapter, expected }) => {
  const asked = expected.asked.map((request) => request.replace(/^\w+ ([^? ]+).*$/s, '$1'));
  expect(asked.filter((path) => !Object.hasOwn(adapters[adapter]!.paths, path))).toEqual([]);
});

test.each(fixtures)(
  '$adapter takes a whole list of the case $name for unchanged when the server says so',
  (fixture) => {
    const whole: string[] = [];
    const readings = drive(fixture.adapter, visitedBy(fixture), (request) => {
      if (!request.isWhole) return storedAnswer(fixture, request);
      whole.push(request.path);
      return { outcome: 'not-modified', status: 304, headers: {}, json: undefined };
    });
    const unchanged = listKinds.filter((kind) => readings[kind].unchanged);
    expect(unchanged.length > 0).toBe(whole.length > 0);
    for (const kind of unchanged) expect(readings[kind].entries).toEqual([]);
  },
);

test.each([
  ['writefreely', {}],
  [null, undefined],
  ['constructor', undefined],
  ['unheard-of', { features: ['polls'], upstream: 'mastodon' }],
  ['unheard-of', { features: { mastodon_api: true }, upstream: { name: 'unheard-of-too' } }],
])('%s, with the metadata %j, is known by its NodeInfo alone', (software, metadata) => {
  expect(adapterFor(software, metadata)).toBeUndefined();
});

test.each([
  ['unheard-of', { features: ['polls', 'mastodon_api'] }, 'mastodon-like'],
  ['unheard-of', { features: ['pleroma_api', 'mastodon_api'], federation: true }, 'mastodon-like'],
  ['unheard-of', { features: ['pleroma_api', 'mastodon_api'], federation: { enabled: true } }, 'pleroma'],
  ['unheard-of', { upstream: { name: 'Mastodon', version: '4.3.0' } }, 'mastodon'],
  ['lemmy', { features: ['mastodon_api'] }, 'lemmy'],
])('%s, with the metadata %j, is asked as %s is', (software, metadata, name) => {
  expect(adapterFor(software, metadata)).toBe(adapters[name]);
});

test.each(Object.keys(adapters))(
  '%s ends on any answers, and only published and partial lists hold entries',
  (name) => {
    const own = fixtures.filter(({ adapter }) => adapter === name);
    const rows = own.flatMap(({ answers }) => Object.values(answers).map(({ json }) => json));
    const texts = own.flatMap(({ answers }) => Object.values(answers).map(({ text }) => text));
    const answer = fc.record({
      outcome: fc.oneof(fc.constantFrom(...outcomes), fc.constant('ok' as const)),
      status: fc.constant(null),
      headers: fc.constant({}),
      json: fc.oneof(fc.constantFrom(...rows), fc.jsonValue()),
      text: fc.oneof(fc.constantFrom(undefined, ...texts), fc.string()),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...own),
        fc.array(answer, { minLength: 1 }),
        fc.jsonValue(),
        (fixture, answers, metadata) => {
          const visited = { ...visitedBy(fixture), metadata };
          let sent = 0;
          const readings = drive(name, visited, () => {
            sent += 1;
            if (sent > 200) throw new Error('no end in sight');
            return answers[sent % answers.length]!;
          });
          for (const kind of listKinds) {
            const { disclosure, entries } = readings[kind];
            expect(disclosures).toContain(disclosure);
            if (disclosure !== 'published' && disclosure !== 'partial') expect(entries).toEqual([]);
          }
        },
      ),
    );
  },
);

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

function visitedBy({ visited: { host, nodeinfo } }: Fixture): Visited {
  return {
    host: readHost(host)!,
    facts: readNodeInfo(nodeinfo)!,
    metadata: field(nodeinfo, 'metadata'),
  };
}

function drive(adapter: string, visited: Visited, answer: (request: SessionRequest) => AdapterAnswer): Readings {
  const run = adapters[adapter]!.read(visited);
  let step = run.next();
  while (!step.done) step = run.next(answer(step.value));
  return step.value;
}

test.each(fixtures)('$adapter reads the case $name as written down', (fixture) => {
  const asked: string[] = [];
  const readings = drive(fixture.adapter, visitedBy(fixture), ({ method, path, body }) => {
    const request = `${method} ${path}${body === undefined ? '' : ` ${JSON.stringify(body)}`}`;
    asked.push(request);
    const stored = fixture.answers[request];
    if (stored === undefined) throw new Error(`the case stores no answer to ${request}`);
    const { status, json, text } = stored;
    return { outcome: outcomeOfStatus(status), status, headers: {}, json, text };
  });
  expect({ asked, aliases: [], ...readings }).toEqual(fixture.expected);
});

test('a software nobody wrote an adapter for has none', () => {
  expect(adapterFor('writefreely')).toBeUndefined();
  expect(adapterFor(null)).toBeUndefined();
  expect(adapterFor('constructor')).toBeUndefined();
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

/** Misskey's table and Iceshrimp's filter, against a server that answers as they do. */
import { expect, test } from 'vitest';
import { field } from '../../../../crawler/http/read.ts';
import type { SessionRequest } from '../../../../crawler/http/session.ts';
import { readNodeInfo } from '../../../../crawler/nodeinfo.ts';
import { misskey } from '../../../../crawler/software/misskey.ts';
import { readHost } from '../../../../data/host.ts';

interface Server {
  software: string;
  /** Hosts in the order of the table. */
  table: string[];
  blocked?: string[];
  isFilterIgnored?: boolean;
}

function visit({ software, table, blocked = [], isFilterIgnored = false }: Server) {
  const facts = readNodeInfo({ software: { name: software, version: '2026.5.1' } })!;
  const run = misskey.read({ host: readHost('a.example')!, facts, metadata: {}, consent: false });
  const asked: SessionRequest[] = [];
  let step = run.next();
  while (!step.done) {
    const request: SessionRequest = step.value;
    asked.push(request);
    const isFiltered = field(request.body, 'blocked') === true && !isFilterIgnored;
    const offset = Number(field(request.body, 'offset'));
    const limit = Number(field(request.body, 'limit'));
    const rows = (isFiltered ? blocked : table).slice(offset, offset + limit).map((host) => ({ host }));
    step = run.next({ outcome: 'ok', status: 200, headers: {}, json: request.path === '/api/meta' ? {} : rows });
  }
  return { asked, readings: step.value };
}

const names = (count: number, letter = 'n') => Array.from({ length: count }, (_, at) => `${letter}${at}.example`);
const filtered = (asked: SessionRequest[]) => asked.filter(({ body }) => field(body, 'blocked') === true);

test('a table of several pages is read to its end, and every name once', () => {
  const { asked, readings } = visit({ software: 'misskey', table: names(250) });
  expect(asked.map(({ body }) => field(body, 'offset'))).toEqual([undefined, 0, 100, 200]);
  expect([readings.peers.disclosure, readings.peers.entries]).toEqual(['published', names(250)]);
});

test.each(['misskey', 'sharkey', 'firefish', 'cherrypick', 'catodon', 'calckey'])(
  '%s is not asked for a filtered table',
  (software) => {
    expect(filtered(visit({ software, table: names(3), blocked: ['n1.example'] }).asked)).toEqual([]);
  },
);

test('Iceshrimp is asked for all pages of those it blocks', () => {
  const table = [...names(300), ...names(120, 'bad')];
  const { asked, readings } = visit({ software: 'iceshrimp', table, blocked: names(120, 'bad') });
  expect(filtered(asked).length).toBe(2);
  expect(readings.blocks.disclosure).toBe('partial');
  expect(readings.blocks.entries.map(({ target }) => target)).toEqual(names(120, 'bad'));
  expect(readings.peers.entries.length).toBe(420);
});

test('an Iceshrimp that gives the table again under the filter is asked once, and blocks nobody', () => {
  const { asked, readings } = visit({ software: 'iceshrimp', table: names(450), isFilterIgnored: true });
  expect(filtered(asked).length).toBe(1);
  expect([readings.blocks.disclosure, readings.blocks.entries]).toEqual(['withheld', []]);
});

test('an Iceshrimp that blocks all but one of the few it knows is believed', () => {
  const { readings } = visit({ software: 'iceshrimp', table: names(4), blocked: names(3) });
  expect(readings.blocks.entries.map(({ target }) => target)).toEqual(names(3));
});

test('a table that grew at its head before it came again is still known for the table', () => {
  const { readings } = visit({
    software: 'iceshrimp',
    table: names(450),
    blocked: [...names(40, 'new'), ...names(410)],
  });
  expect([readings.blocks.disclosure, readings.blocks.entries]).toEqual(['withheld', []]);
});

test('only the table and what the server says of itself are asked for', () => {
  const { asked } = visit({ software: 'iceshrimp', table: names(250), blocked: names(2) });
  expect(new Set(asked.map(({ path }) => path))).toEqual(new Set(Object.keys(misskey.paths)));
  expect(Object.keys(misskey.paths).filter((path) => /followers|following|users/.test(path))).toEqual([]);
});

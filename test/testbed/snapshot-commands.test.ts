/** The commands that take, compare and follow snapshots, as a person runs them. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Store } from '../../data/store.ts';
import { block, list, noFacts, noList, peers, record, visit } from '../fixtures/observed.ts';
import { faultline } from './faultline.ts';

const folder = mkdtempSync(join(tmpdir(), 'faultline-snapshots-'));
const db = join(folder, 'days.duckdb');
const monday = Date.parse('2026-11-16T10:00:00Z');
const tuesday = Date.parse('2026-11-17T10:00:00Z');
const hostile = '\u001b]0;owned\u0007';

beforeAll(async () => {
  const store = await Store.open(db, 'create');
  const facts = { ...noFacts, software: `mastodon${hostile}`, version: '4.3.0' };
  await record(
    store,
    visit('a.example', monday, {
      facts,
      peers: peers('c.example'),
      blocks: list([block('b.example'), block('c.example', 'silence')]),
    }),
    visit('b.example', monday, { blocks: list([block('a.example')]), peers: peers('a.example') }),
  );
  await record(
    store,
    visit('a.example', tuesday, {
      facts,
      peers: peers('c.example', 'd.example'),
      blocks: list([block('c.example', `suspend${hostile}`)]),
    }),
    visit('b.example', tuesday, {
      blocks: { ...noList('withheld'), reason: 'robots-disallowed' },
      peers: noList('unreached'),
    }),
  );
  await store.close();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a snapshot is taken, listed, and asked for by its id', async () => {
  const taken = await faultline(['snapshot', '--db', db, '--json']);
  const { id, asOf, lists } = JSON.parse(taken.stdout);
  expect([asOf, lists.blocks.robots, lists.blocks.published]).toEqual(['2026-11-17T10:00:00.000Z', 1, 1]);
  expect((await faultline(['snapshot', '--db', db, '--json'])).stdout).toBe(taken.stdout);
  expect((await faultline(['snapshot', '--db', db, '--list'])).stdout).toMatch(
    new RegExp(`^${id} +2026-11-17T10:00:00.000Z +4 hosts`),
  );
  const status = await faultline(['status', '--db', db, '--snapshot', id.slice(0, 8), '--json']);
  expect(JSON.parse(status.stdout).snapshot.id).toBe(id);
  const text = await faultline(['snapshot', '--db', db]);
  expect(text.stdout).toContain(`snapshot ${id}, as of 2026-11-17T10:00:00.000Z`);
  expect(text.stdout).not.toContain('\u001b');
});

test('a snapshot that does not exist ends with 2, and says which do', async () => {
  await faultline(['snapshot', '--db', db]);
  for (const command of [
    ['status'],
    ['impact', 'a.example', '--block', 'b.example'],
    ['blocked', 'a.example'],
    ['history', 'a.example'],
  ]) {
    const { code, stdout, stderr } = await faultline([...command, '--db', db, '--snapshot', 'ffffffffffffffff']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/There is no snapshot "ffffffffffffffff".*\n.*The last ones are [0-9a-f]{16}/);
  }
});

test('a figure can be asked for as of a date', async () => {
  const blocked = async (...more: string[]) =>
    JSON.parse((await faultline(['blocked', 'b.example', '--db', db, '--json', ...more])).stdout);
  expect((await blocked('--snapshot', '2026-11-16')).by.map(({ source }: { source: string }) => source)).toEqual([
    'a.example',
  ]);
  expect((await blocked()).by).toEqual([]);
});

test('diff tells what changed, what did not, and what was not observed', async () => {
  const { stdout, code } = await faultline(['diff', '2026-11-16', '--db', db]);
  expect(code).toBe(0);
  expect(stdout).toContain(
    'blocks: 0 added, 1 removed, 1 changed, 0 unchanged, 1 not observed\n  not observed, by the last answer since: 1 robots',
  );
  expect(stdout).toContain(
    'peers: 1 added, 0 removed, 0 changed, 1 unchanged, 1 not observed\n  not observed, by the last answer since: 1 unreached',
  );
  expect(stdout).toContain('removed a.example: suspend b.example (between 2026-11-16 10:00 and 2026-11-17 10:00)');
  expect(stdout).toContain('blocks, published → robots: b.example');
  expect(stdout).not.toContain('\u001b');
  const json = JSON.parse((await faultline(['diff', '2026-11-16', '2026-11-17', '--db', db, '--json'])).stdout);
  expect(json).toMatchObject({
    schema: 'faultline.diff/1',
    from: { id: expect.stringMatching(/^[0-9a-f]{16}$/), asOf: '2026-11-16T23:59:59.999Z' },
    entries: { blocks: { removed: 1, notObservedBy: { robots: 1 } } },
    blocks: [
      { target: 'b.example', change: 'removed', notBefore: '2026-11-16T10:00:00.000Z' },
      { target: 'c.example', change: 'changed' },
    ],
  });
  const reversed = await faultline(['diff', '2026-11-17', '2026-11-16', '--db', db]);
  expect([reversed.code, reversed.stderr]).toEqual([2, expect.stringContaining('Expected the earlier time first')]);
});

test('history follows one server through answers, lists and declarations', async () => {
  const { stdout } = await faultline(['history', 'b.example', '--db', db]);
  expect(stdout).toContain('2026-11-17 10:00  its list of blocks: robots');
  expect(stdout).toContain(
    'a.example no longer declares suspend b.example (removed between 2026-11-16 10:00 and 2026-11-17 10:00)',
  );
  expect(stdout).toContain('blocks: last read whole 2026-11-16 10:00; asked for since, and not read: not observed');
  expect(stdout).not.toContain('\u001b');
  const unknown = await faultline(['history', 'nobody.example', '--db', db]);
  expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('nobody.example was never heard of')]);
});

test('an imported list that is newer than anything a server said is part of what is known now', async () => {
  const list = join(folder, 'list.csv');
  const keep = async (date: string, ...names: string[]) => {
    writeFileSync(list, ['domain,severity', ...names.map((name) => `${name},suspend`)].join('\n'));
    expect(await faultline(['import', list, '--name', 'fence', '--observed-at', date, '--db', db])).toMatchObject({
      code: 0,
    });
  };
  await keep('2026-11-18', 'x.example');
  await keep('2026-11-20', 'x.example', 'b.example');
  const { stdout } = await faultline(['diff', '2026-11-18', '--db', db]);
  expect(stdout).toContain('fence: 1 added, 0 removed, 0 changed, 1 unchanged, 0 not observed');
  expect(stdout).toContain('added fence: suspend b.example (between 2026-11-18 00:00 and 2026-11-20 00:00)');
  const history = await faultline(['history', 'b.example', '--db', db]);
  expect(history.stdout).toContain('2026-11-20 00:00  the imported list fence names suspend b.example (added between');
});

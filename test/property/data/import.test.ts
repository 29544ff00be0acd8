/** Whatever lies at a path, an import is whole or refused in words, and a refusal leaves nothing behind. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { findBlocklist } from '../../../data/blocklists.ts';
import { UserError } from '../../../data/errors.ts';
import { readBlocklist } from '../../../data/import/blocklist.ts';
import { readImport } from '../../../data/import/read-import.ts';
import type { Store } from '../../../data/store.ts';
import { rule, temporaryStore } from '../../fixtures/observed.ts';

const runs = 60;
const tables = ['crawls', 'hosts', 'visits', 'peers', 'list_observations', 'blocklists', 'blocklist_entries'];

async function countRows(store: Store): Promise<unknown[]> {
  const counts = tables.map((table) => `(SELECT count(*)::DOUBLE FROM ${table})`);
  return (await store.rows(`SELECT ${counts.join(', ')}`))[0]!;
}

function makePlace(): (files: Record<string, string | Uint8Array>) => string {
  const place = mkdtempSync(join(tmpdir(), 'faultline-test-'));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  let next = 0;
  return (files) => {
    const folder = join(place, String(next++));
    mkdirSync(folder);
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return folder;
  };
}

/** @returns whether it was imported */
async function tryImport(store: Store, path: string, leaveOut: boolean): Promise<boolean> {
  const before = await countRows(store);
  try {
    await (await readImport(path, { now: 1000, leaveOut }))(store);
    return true;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(await countRows(store)).toEqual(before);
    return false;
  }
}

const word = fc.constantFrom(
  'suspend',
  'susped',
  'silence',
  'odd',
  '',
  'true',
  'fale',
  '-1',
  '7',
  'published',
  '"',
  '#',
);
const name = fc.constantFrom(
  'a.example',
  'B.example',
  '*.c.example',
  'x*y.example',
  '192.0.2.7',
  'nothing at all',
  '',
  'd[DOT]example',
);
const cell = fc.oneof(word, name, fc.string({ maxLength: 5 }));
const header = fc.constantFrom(
  '#domain,#severity,#reject_media',
  'domain,severity',
  'domain,users',
  'host,version',
  'Source,Target,Weight',
  'source,target,severity',
  'domain,kind,disclosure',
  '',
);
const sheet = fc
  .tuple(header, fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 6 }), fc.constantFrom('\n', '\r\n', '\r'))
  .map(([first, rows, end]) => [first, ...rows.map((row) => row.join(','))].join(end));
const json = fc.oneof(
  fc.json(),
  fc
    .dictionary(
      fc.constantFrom('blocks', 'mrf_simple', 'metadata', 'configs', 'blocked', 'federation', 'key', 'value'),
      fc.jsonValue(),
    )
    .map((value) => JSON.stringify(value)),
  fc
    .array(fc.dictionary(fc.constantFrom('domain', 'severity', 'tuple', 'comment', 'obfuscate'), fc.jsonValue()))
    .map((value) => JSON.stringify(value)),
);
const content = fc.oneof(fc.uint8Array({ maxLength: 80 }), fc.string({ unit: 'binary' }), sheet, json);

test('any file is imported or refused in words', async () => {
  const store = await temporaryStore();
  const place = makePlace();
  let imported = 0;
  await fc.assert(
    fc.asyncProperty(content, fc.boolean(), async (bytes, leaveOut) => {
      if (await tryImport(store, join(place({ 'list.txt': bytes }), 'list.txt'), leaveOut)) imported += 1;
    }),
    { numRuns: runs * 4 },
  );
  expect(imported).toBeGreaterThan(5);
});

test('any folder is imported or refused in words', async () => {
  const store = await temporaryStore();
  const place = makePlace();
  const fileName = fc.constantFrom('instances.csv', 'peers.csv', 'blocks.csv', 'lists.csv', 'interactions.csv');
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fileName, content, { maxKeys: 3 }), async (files) => {
      await tryImport(store, place(files), false);
    }),
    { numRuns: runs * 2 },
  );
});

test('reading a list for a question throws nothing but words either', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), sheet, json), (text) => {
      try {
        for (const { target } of readBlocklist(text, 'x').entries) expect(rule(target)).toBe(target);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
      }
    }),
    { numRuns: runs * 10 },
  );
});

test('states of a list in any order agree with the slow, obvious version: the newest file by then, as files came', async () => {
  const hosts = ['a.example', 'b.example', 'c.example'];
  const state = fc.record({ at: fc.integer({ min: 1, max: 5 }), targets: fc.subarray(hosts) });
  let next = 0;
  const store = await temporaryStore();
  await fc.assert(
    fc.asyncProperty(fc.array(state, { minLength: 1, maxLength: 6 }), async (states) => {
      const list = `list ${next++}`;
      const taken: typeof states = [];
      for (const { at, targets } of states) {
        const entries = targets.map((target) => ({ target: rule(target), action: 'suspend', comment: null }));
        await store.recordBlocklist({ name: list, observedAt: at, entries, format: 'x', fileHash: '', settings: {} });
        if (taken.every((before) => before.at <= at)) taken.push({ at, targets });
      }
      for (let asOf = 1; asOf <= 5; asOf++) {
        const found = findBlocklist(store, list, { asOf });
        const expected = taken.filter(({ at }) => at <= asOf).at(-1)?.targets;
        if (expected === undefined) await expect(found).rejects.toBeInstanceOf(UserError);
        else expect((await found)?.entries.map(({ target }) => target as string)).toEqual(expected);
      }
    }),
    { numRuns: runs / 2 },
  );
});

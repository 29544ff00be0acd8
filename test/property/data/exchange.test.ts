import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBlocklist } from '../../../data/import/blocklist.ts';
import { escapeFormula, readText, unescapeFormula } from '../../../data/import/cell.ts';
import { importExchange } from '../../../data/import/exchange.ts';
import { digestOf } from '../../../data/masks.ts';
import { freeze } from '../../../data/snapshot.ts';
import { disclosures, type ObservedList, outcomes, type Visit, visitStatuses } from '../../../data/types.ts';
import { exportExchange } from '../../fixtures/exchange-folder.ts';
import { block, count, host, list, record, rule, temporaryStore, visit } from '../../fixtures/observed.ts';

const names = ['a.example', 'b.example', 'c.example', 'xn--bcher-kva.example', 'a.b.example'];
const name = fc.constantFrom(...names);
const target = fc.oneof(name, fc.constantFrom('*.b.example', 'm*sk.example', 'example', '-x*.example'));
/** Printable, as the crawler leaves it, with everything CSV and spreadsheets trip over. */
const words = fc
  .string({
    unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', ' ', 'a', 'é', '🐘', '#', '\\'),
    minLength: 1,
  })
  .filter((text) => readText(text, 5000) === text);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const size = maybe(fc.integer({ min: 0, max: 1e9 }));

const facts = fc.record({
  software: maybe(fc.constantFrom('mastodon', 'lemmy', '=cmd')),
  version: maybe(words),
  users: size,
  mau: size,
  activeHalfyear: size,
  posts: size,
  language: maybe(fc.constantFrom('en', 'ja')),
  openRegistrations: maybe(fc.boolean()),
  authorizedFetch: maybe(fc.boolean()),
  allowlistMode: maybe(fc.boolean()),
});

const listOf = <Entry>(entries: fc.Arbitrary<Entry[]>): fc.Arbitrary<ObservedList<Entry>> =>
  fc
    .tuple(entries, fc.constantFrom(...disclosures))
    .map(([found, disclosure]) =>
      list(disclosure === 'published' || disclosure === 'partial' ? found : [], disclosure),
    );

const visits: fc.Arbitrary<Visit> = fc
  .record({
    source: name,
    at: fc.integer({ min: 1, max: 9 }).map((step) => step * 2 * 86_400_000),
    status: fc.constantFrom(...visitStatuses),
    reason: fc.constantFrom(...outcomes),
    facts: maybe(facts),
    aliases: fc.subarray(names).map((found) => found.map(host)),
    peers: listOf(fc.subarray(names).map((found) => found.map(host))),
    blocks: listOf(
      fc.array(
        fc
          .tuple(target, words, maybe(words), maybe(name))
          .map(([text, action, comment, plain]) =>
            block(text, action, { comment, digest: plain === null ? null : digestOf(plain) }),
          ),
      ),
    ),
    allows: listOf(fc.array(target.map(rule))),
    counts: listOf(fc.subarray(names).map((found) => found.map((other, index) => count(other, index, 2 * index)))),
  })
  .map(({ source, at, ...rest }) => visit(source, at, rest));

test('whatever was frozen comes back from its exchange folder with the same id', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(visits, { minLength: 1, maxLength: 6 }), async (seen) => {
      const folder = mkdtempSync(join(tmpdir(), 'faultline-test-'));
      const [left, right] = [await temporaryStore(), await temporaryStore()];
      await record(left, visit('z.example', 1), ...seen);
      const snapshot = await freeze(left);
      await exportExchange(snapshot, folder);
      const summary = await importExchange(right, folder, { now: 40 * 86_400_000 });
      expect(summary.rejected).toEqual([]);
      expect({ ...(await freeze(right)), asOf: snapshot.asOf }).toEqual(snapshot);
      await left.close();
      await right.close();
      rmSync(folder, { recursive: true });
    }),
    { numRuns: 10, seed: 1, endOnFailure: true },
  );
});

test('escaping against formulas loses nothing, and leaves no cell that a spreadsheet runs', () => {
  fc.assert(
    fc.property(fc.oneof(words, fc.string({ unit: 'binary' })), (text) => {
      expect(unescapeFormula(escapeFormula(text))).toBe(text);
      expect(escapeFormula(text)).not.toMatch(/^[=+\-@\t\r]/);
    }),
    { seed: 2 },
  );
});

test('a blocklist of any text is read, or refused with what to do; it is never a crash', () => {
  const line = fc.oneof(fc.domain(), fc.string({ unit: 'binary' }), words, fc.constant('#domain,#severity'));
  const text = fc.oneof(
    fc.array(line).map((lines) => lines.join('\n')),
    fc.json(),
  );
  fc.assert(
    fc.property(text, (content) => {
      try {
        for (const { target, action } of readBlocklist(content, 'x').entries) {
          expect(target).toMatch(/^[\p{L}\p{M}\p{N}_.*?-]+$/u);
          expect(action).not.toBe('');
        }
      } catch (error) {
        expect(error).toMatchObject({ name: 'UserError' });
      }
    }),
    { numRuns: 1000, seed: 3 },
  );
});

/** Every question of data/recipes.md, asked of a planted fediverse, against a slow count of the same. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { QuerySession } from '../../../../data/store/query-session.ts';
import { readRecipes } from '../../../fixtures/recipes.ts';
import * as now from './now.ts';
import * as overTime from './over-time.ts';
import { type Planted, plantHistory } from './planted.ts';

interface Asked {
  /** In the place of `a.example` and `b.example`. */
  a: string;
  b: string;
  /** In the place of the two dates. */
  earlier: string;
  later: string;
}

const usual: Asked = { a: 'a.example', b: 'b.example', earlier: '2026-06-01', later: '2026-12-01' };
const asking = (...changes: Partial<Asked>[]): Asked[] => changes.map((change) => ({ ...usual, ...change }));

/** What each question must be answered with; columns of the page that the slow count does not tell are named. */
const answers: Record<
  string,
  { slow: (planted: Planted, asked: Asked) => now.Row[]; ask?: Asked[]; without?: string[] }
> = {
  'Who blocks a server, by published lists?': {
    slow: ({ snapshot }, { a }) => now.whoBlocks(snapshot, a),
    ask: asking({}, { a: 'town.example' }, { a: 'sub.a.example' }, { a: 'x.example' }, { a: 'nobody.invalid' }),
    without: ['added_at'],
  },
  'Which peers of a server list it back?': {
    slow: ({ snapshot }, { a }) => now.tiesOf(snapshot, a),
    ask: asking({}, { a: 'town.example' }, { a: 'c.example' }, { a: 'x.example' }, { a: 'flood.example' }),
  },
  'Whose peers do not list it back?': { slow: ({ snapshot }) => now.notListedBack(snapshot) },
  'How alike are two block lists?': {
    slow: ({ snapshot }, { a, b }) => now.likeness(snapshot, a, b),
    ask: asking({}, { a: 'c.example', b: 'd.example' }, { a: 'x.example' }, { b: 'quiet.example' }),
  },
  'Which block lists are alike?': { slow: ({ snapshot }) => now.alikePairs(snapshot) },
  'How many independent lists stand behind the blocks on a server?': {
    slow: ({ snapshot }, { a }) => now.independence(snapshot, a),
    ask: asking({}, { a: 'town.example' }, { a: 'd.example' }, { a: 'dead.example' }, { a: 'nobody.invalid' }),
  },
  'What changed in block lists, month by month?': { slow: (planted) => overTime.churn(planted) },
  'Which software do people use?': { slow: ({ snapshot }) => now.softwareInUse(snapshot) },
  'Whose declarations are not returned?': { slow: ({ snapshot }) => now.notReturned(snapshot) },
  'How much did each crawl see?': { slow: (planted) => overTime.coverageOfCrawls(planted) },
  'Which servers hid their block list between two dates?': {
    slow: (planted, { earlier, later }) => overTime.hidden(planted, Date.parse(earlier), Date.parse(later)),
    ask: asking(
      { earlier: '2026-02-20', later: '2026-05-20' },
      { earlier: '2026-04-01', later: '2026-08-01' },
      { earlier: '2025-01-01', later: '2025-06-01' },
    ),
  },
  'How old is what we know?': { slow: ({ snapshot }) => now.ages(snapshot) },
  'How did a server grow?': {
    slow: (planted, { a }) => overTime.growth(planted, a),
    ask: asking({}, { a: 'e.example' }, { a: 'quiet.example' }),
  },
  'Which snapshot can a figure be cited by?': { slow: ({ snapshot }) => now.citable(snapshot) },
};

describe.each([1, 2, 3])('of planted fediverse %i', (seed) => {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-recipes-'));
  let planted: Planted;
  let session: QuerySession;

  beforeAll(async () => {
    planted = await plantHistory(folder, seed);
    session = await QuerySession.open(planted.file);
  });
  afterAll(async () => {
    await session.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(readRecipes())('$question', async ({ question, sql }) => {
    const { slow, ask = [usual], without = [] } = answers[question] ?? {};
    expect(slow, 'a slow count of it').toBeDefined();
    for (const asked of ask) {
      const { columns, batches } = await session.ask(withNames(sql, asked));
      const kept = columns.flatMap(({ name }, at) => (without.includes(name) ? [] : [at]));
      const rows: now.Row[] = [];
      for await (const batch of batches) rows.push(...batch.map((row) => kept.map((at) => row[at])));
      expect(inOrder(rows), JSON.stringify(asked)).toEqual(inOrder(slow!(planted, asked)));
    }
  });
});

test('what is planted has every difficulty of the real thing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-recipes-'));
  const { file } = await plantHistory(folder, 1);
  const session = await QuerySession.open(file);
  const { batches } = await session.ask(`
    SELECT
      count_if(left_out = 'quarantined'), count_if(left_out = 'opted-out'), count_if(name <> host),
      (SELECT count(*) FROM current_blocks JOIN host_names ON name = target AND left_out = 'quarantined'),
      (SELECT count(*) FROM current_blocks JOIN host_names ON name = source AND left_out = 'opted-out'),
      (SELECT count_if(masked AND digest IS NULL) FROM declared_blocks),
      (SELECT count(digest) FROM declared_blocks),
      (SELECT count_if(disclosure = 'partial') FROM list_history)
    FROM host_names`);
  for await (const [counts] of batches) for (const count of counts!) expect(count).toBeGreaterThan(0);
  await session.close();
  rmSync(folder, { recursive: true, force: true });
});

test('no slow count is left over', () => {
  expect(Object.keys(answers)).toEqual(readRecipes().map(({ question }) => question));
});

function withNames(sql: string, { a, b, earlier, later }: Asked): string {
  return sql
    .replaceAll(`'${usual.a}'`, `'${a}'`)
    .replaceAll(`'${usual.b}'`, `'${b}'`)
    .replaceAll(`'${usual.earlier}'`, `'${earlier}'`)
    .replaceAll(`'${usual.later}'`, `'${later}'`);
}

/** Sums of fractions differ in their last digits by the order in which they were added. */
function inOrder(rows: readonly now.Row[]): string[] {
  const plain = (value: unknown) => (typeof value === 'number' ? Number(value.toFixed(9)) : (value ?? null));
  return rows.map((row) => JSON.stringify(row.map(plain))).sort();
}

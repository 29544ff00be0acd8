import { expect, test } from 'vitest';
import { renderDictionary } from '../../../data/dictionary.ts';
import { disclosures, listKinds, optOuts, outcomes, parts, visitStatuses } from '../../../data/types.ts';
import { temporaryStore } from '../../fixtures/observed.ts';

test.each([
  ['list_kind', listKinds],
  ['disclosure', disclosures],
  ['outcome', outcomes],
  ['visit_status', visitStatuses],
  ['opt_out', optOuts],
  ['part', parts],
])('the words of %s are the same in SQL and TypeScript', async (type, words) => {
  const store = await temporaryStore();
  const { rows } = await store.query(`SELECT unnest(enum_range(NULL::${type}))`);
  expect(rows.flat()).toEqual([...words]);
});

test('every table, view and column has a comment', async () => {
  const store = await temporaryStore();
  const { rows } = await store.query(`
    SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal AND database_name <> 'temp'
    UNION ALL SELECT table_name, NULL, comment FROM duckdb_tables() WHERE NOT internal AND database_name <> 'temp'
    UNION ALL SELECT view_name, NULL, comment FROM duckdb_views() WHERE NOT internal AND database_name <> 'temp'`);
  expect(rows.length).toBeGreaterThan(100);
  expect(rows.filter(([, , comment]) => comment === null)).toEqual([]);
});

test('the dictionary names every column DuckDB has', async () => {
  const store = await temporaryStore();
  const { rows } = await store.query(
    `SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND database_name <> 'temp'`,
  );
  const sections = new Map(
    renderDictionary()
      .split('\n### ')
      .map((section) => [section.split('\n', 1)[0], section]),
  );
  expect(rows.filter(([table, column]) => !sections.get(String(table))?.includes(`| \`${column}\``))).toEqual([]);
});

test('data/dictionary.md says what the schema says (vitest --update writes it anew)', async () => {
  await expect(renderDictionary()).toMatchFileSnapshot('../../../data/dictionary.md');
});

test('every view answers', async () => {
  const store = await temporaryStore();
  const { rows } = await store.query(`SELECT view_name FROM duckdb_views() WHERE NOT internal`);
  expect(rows.length).toBeGreaterThan(5);
  for (const [view] of rows) expect((await store.query(`FROM ${view}`)).rows).toEqual([]);
});

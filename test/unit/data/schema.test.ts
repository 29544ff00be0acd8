import { expect, test } from 'vitest';
import { readViews, renderDictionary, units } from '../../../data/dictionary.ts';
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

test('every number and every time has a unit in the dictionary', async () => {
  const store = await temporaryStore();
  const { rows } = await store.query(
    `SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND database_name <> 'temp'
       AND (data_type LIKE '%INT%' OR data_type LIKE 'TIMESTAMP%' OR data_type = 'DOUBLE')`,
  );
  expect(rows.length).toBeGreaterThan(60);
  expect(rows.filter(([, column]) => !units.some(({ columns }) => columns.test(String(column))))).toEqual([]);
  for (const { columns, unit } of units) {
    expect(
      rows.some(([, column]) => columns.test(String(column))),
      unit,
    ).toBe(true);
    expect(renderDictionary()).toContain(`| ${unit} `);
  }
});

test('no stable name was taken away', async () => {
  const store = await temporaryStore();
  const { rows } = await store.query(
    `SELECT table_name, string_agg(column_name, ' ' ORDER BY column_index) FROM duckdb_columns()
     WHERE NOT internal AND database_name <> 'temp' GROUP BY ALL`,
  );
  const columnsOf = new Map(rows as [string, string][]);
  for (const [view, columns] of Object.entries(promised)) {
    expect(columnsOf.get(view), view).toMatch(new RegExp(`^${columns}( |$)`));
    expect(readViews().map(({ name }) => name)).toContain(view);
  }
});

/** Columns in their order; what is added later stands to the right of them. */
const promised: Readonly<Record<string, string>> = {
  current_peers: 'source target added_at',
  current_blocks: 'source target action comment added_at',
  current_allows: 'source target added_at',
  current_counts: 'source target follows_out follows_in added_at',
  list_states: 'host kind disclosure reason entry_count rejected_count quarantined_count observed_at',
  host_overview:
    'host software version users mau visit_status visit_reason visited_at peers_disclosure blocks_disclosure',
  peer_history: 'source target added_at removed_at',
  block_history: 'source target action digest comment added_at removed_at',
  allow_history: 'source target added_at removed_at',
  count_history: 'source target follows_out follows_in added_at removed_at',
  list_history:
    'host kind disclosure reason observed_at entry_count rejected_count quarantined_count duplicate_count self_count crawl_id crawl_kind crawl_started_at',
  facts_history:
    'host observed_at software version users mau active_halfyear posts language open_registrations authorized_fetch allowlist_mode crawl_id',
  visit_history: 'host started_at finished_at status reason answered opt_out not_before consent crawl_id crawl_kind',
  taken_snapshots: 'id as_of program_version host_count peer_count block_count withdrawn reissue_of',
  host_names: 'id name host_id host left_out',
  servers:
    'host liveness software version users mau active_halfyear posts language open_registrations allowlist_mode facts_at peers_disclosure peers_reason peers_at blocks_disclosure blocks_reason blocks_at opted_out',
  listed_peers: 'source target added_at',
  declared_blocks:
    'source software target action masked digest target_key target_host target_software target_users target_mau comment added_at blocks_disclosure blocks_at',
};

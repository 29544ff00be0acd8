/** `views.sql`: a dataset of Parquet files as tables of all its snapshots, with servers by name. For DuckDB, in the dataset's folder. */
import type { Table } from './table.ts';

export function renderViews(tables: readonly Pick<Table, 'name'>[]): string {
  const views = tables.map(
    ({ name }) => `CREATE OR REPLACE VIEW ${name} AS
SELECT * EXCLUDE (filename), regexp_extract(filename, '([0-9a-f]{16})\\.parquet$', 1) AS snapshot_id
FROM read_parquet('${name}/*/*.parquet', hive_partitioning = true, hive_types = { snapshot_date: DATE }, filename = true);
`,
  );
  return `-- Run in the folder of the dataset: duckdb -init views.sql
-- Every table has snapshot_date and snapshot_id: a question about one time names one of them.

${views.join('\n')}
-- Peers by name: the numbers of servers hold within their snapshot only.
CREATE OR REPLACE VIEW peer_names AS
SELECT peers.snapshot_date, peers.snapshot_id, sources.domain AS source, targets.domain AS target
FROM peers
JOIN instances AS sources ON sources.snapshot_date = peers.snapshot_date AND sources.node = peers.source
JOIN instances AS targets ON targets.snapshot_date = peers.snapshot_date AND targets.node = peers.target;
`;
}

/** Functions of DuckDB that can stand in a SELECT and do more than read. */

const refused: readonly { name: string; why: string }[] = [
  { name: 'enable_logging', why: 'ends the process where it may not write its file' },
  { name: 'disable_logging', why: 'changes DuckDB itself' },
  { name: 'truncate_duckdb_logs', why: 'changes DuckDB itself' },
  { name: 'write_log', why: 'changes DuckDB itself' },
  { name: 'checkpoint', why: 'writes the database' },
  { name: 'force_checkpoint', why: 'writes the database' },
  { name: 'arrow_scan', why: 'reads memory at an address' },
  { name: 'arrow_scan_dumb', why: 'reads memory at an address' },
  { name: 'query', why: 'runs text, in which any of these may be hidden' },
  { name: 'json_execute_serialized_sql', why: 'runs text, in which any of these may be hidden' },
];

const between = String.raw`(?:\s|/\*[\s\S]*?\*/|--[^\n]*\n)*`;

/** @returns the first such function that the text calls, and why not; also where it stands within quotes */
export function findRefusedFunction(sql: string): { name: string; why: string } | undefined {
  return refused.find(({ name }) => new RegExp(String.raw`\b${name}"?${between}\(`, 'i').test(sql));
}

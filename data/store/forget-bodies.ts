/** Takes one server out of the answers that were kept. */
import { domainToUnicode } from 'node:url';
import type { DuckDBConnection } from '@duckdb/node-api';
import { digestOf } from '../masks.ts';
import type { Host } from '../types.ts';
import { appendRows } from './append.ts';
import { bodyColumns, strikeBody } from './bodies.ts';

/** Bodies looked at in one go: 16 MiB each at the very most, a few KiB as a rule. */
const atOnce = 256;

/**
 * Within a transaction of the caller, who has removed the answers of the server's own visits: bodies that nobody refers
 * to any more go, and of the others those that name it are stored anew without the name.
 */
export async function forgetBodies(connection: DuckDBConnection, host: Host): Promise<void> {
  await connection.run(`
    DELETE FROM bodies WHERE hash NOT IN (
      SELECT body_hash FROM kept_answers JOIN requests USING (visit_id, position) WHERE body_hash IS NOT NULL
    )`);
  const result = await connection.run('SELECT coalesce(max(rowid) + 1, 0)::DOUBLE FROM bodies');
  const [end] = (await result.getRowsJS())[0] as [number];
  if (end === 0) return;
  const names = new Set<string>([host, digestOf(host)]);
  const unicode = domainToUnicode(host).toLowerCase();
  const spelled = unicode === host ? [] : [unicode];
  await connection.run(
    'CREATE OR REPLACE TEMP TABLE staged_bodies (hash VARCHAR, compressed BLOB, bytes UBIGINT, struck BOOLEAN)',
  );
  for (let from = 0; from < end; from += atOnce) {
    const some = await connection.run(
      `SELECT hash, compressed FROM bodies WHERE rowid >= ${from} AND rowid < ${from + atOnce}`,
    );
    for (const [hash, compressed] of (await some.getRowsJS()) as [string, Uint8Array][]) {
      const without = await strikeBody({ compressed }, (name) => names.has(name), spelled);
      if (without === undefined) continue;
      await appendRows(connection, 'staged_bodies', bodyColumns, [[hash, without.compressed, without.bytes, true]]);
    }
  }
  await connection.run('DELETE FROM bodies WHERE hash IN (SELECT hash FROM staged_bodies)');
  await connection.run('INSERT INTO bodies FROM staged_bodies');
  await connection.run('DROP TABLE staged_bodies');
}

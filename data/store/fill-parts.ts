/**
 * What requests were sent to bring, for files older than the table that says so: by the paths that programs up to schema
 * version 2 asked for, and what they read there. No later program asks here, so that no row is ever added.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Part } from '../types.ts';
import { appendRows } from './append.ts';

/** The first row whose path begins the request's is meant; a longer path comes before one that it begins with. */
const readAt: readonly [path: string, parts: readonly Part[]][] = [
  ['/api/v1/instance/peers?filter=', ['blocks']],
  ['/api/v1/instance/peers', ['peers']],
  ['/api/v1/instance/domain_blocks', ['blocks']],
  ['/api/v1/instance/domain_allows', ['allows']],
  ['/api/v1/instance', ['facts']],
  ['/api/v2/instance', ['facts']],
  ['/api/v3/federated_instances', ['peers', 'blocks', 'allows']],
  ['/api/v4/federated_instances?kind=linked', ['peers']],
  ['/api/v4/federated_instances?kind=blocked', ['blocks']],
  ['/api/v4/federated_instances?kind=allowed', ['allows']],
  ['/api/federation/instances', ['peers', 'blocks', 'counts']],
  ['/api/meta', ['facts']],
  ['/api/v1/server/follow', ['peers']],
  ['/api/federated', ['peers']],
  ['/api/defederated', ['blocks']],
  ['/api/method/server.getRestrictedServers', ['blocks']],
  ['/api/statusnet/config.json', ['facts']],
  ['/api/v1/federation/domains', ['peers']],
  ['/api/v2/federation/domains', ['peers']],
  ['/blocklist/domain/download', ['blocks']],
  ['/siteinfo.json', ['facts']],
  ['/siteinfo', ['blocks']],
];
/** Of NodeInfo, wherever it lies: what the Pleroma family and Funkwhale declare stands in it. */
const inNodeInfo: readonly Part[] = ['facts', 'blocks', 'allows'];

/** @param path without scheme and host @returns nothing for robots.txt and for the document that says where NodeInfo is */
export function partsReadAt(path: string): readonly Part[] {
  if (path === '/robots.txt' || path.startsWith('/.well-known/')) return [];
  if (path.includes('/nodeinfo/')) return inNodeInfo;
  return readAt.find(([beginning]) => path.startsWith(beginning))?.[1] ?? inNodeInfo;
}

/** Within a transaction of the caller. */
export async function fillParts(connection: DuckDBConnection): Promise<void> {
  const path = `regexp_replace(url, '^https?://[^/]+', '')`;
  const found = await connection.run(`SELECT DISTINCT ${path} FROM requests`);
  const pairs = ((await found.getRowsJS()) as [string][]).flatMap(([each]) =>
    partsReadAt(each).map((part) => [each, part]),
  );
  await connection.run('CREATE TEMP TABLE staged_parts (path VARCHAR, part VARCHAR)');
  await appendRows(connection, 'staged_parts', ['text', 'text'], pairs);
  await connection.run(`
    INSERT INTO request_parts
    SELECT visit_id, position, part::part FROM requests JOIN staged_parts ON path = ${path}
    ORDER BY visit_id, position, part`);
  await connection.run('DROP TABLE staged_parts');
}

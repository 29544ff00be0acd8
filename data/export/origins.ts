/** The table that leads from what a dataset holds back to the requests that brought it. */
import type { SnapshotOrigin } from '../provenance/origins.ts';
import type { SnapshotHost } from '../snapshot/types.ts';
import { refersTo } from './instances.ts';
import type { Table } from './table.ts';

/**
 * @param hosts servers the dataset shows
 * @param options.blockHashes a short list could be guessed from the hash of its body: false leaves out those of answers
 * that held blocks or allows
 */
export function originsTable(
  origins: readonly SnapshotOrigin[],
  hosts: readonly SnapshotHost[],
  { blockHashes }: { blockHashes: boolean },
): Table {
  const shown = new Set<string>(hosts.map(({ host }) => host));
  const isTold = ({ parts }: SnapshotOrigin) =>
    blockHashes || !parts.some((part) => part === 'blocks' || part === 'allows');
  return {
    name: 'provenance',
    description: 'The requests that brought what stands in the other tables. An import has no requests.',
    columns: [
      { name: 'domain', type: 'text', description: 'The server that was asked.' },
      {
        name: 'parts',
        type: 'text',
        description: 'What came with it, with blanks between: facts, peers, blocks, allows, counts.',
      },
      { name: 'observed_at', type: 'time', description: 'When the visit that read it ended.' },
      { name: 'program', type: 'text', description: 'Version of Faultline that read the answer.' },
      { name: 'url', type: 'text', description: 'What was asked for.' },
      { name: 'method', type: 'text', description: 'GET or POST.' },
      { name: 'sent_at', type: 'time', description: 'When it was sent.' },
      { name: 'outcome', type: 'text', description: 'What it came to.' },
      { name: 'status', type: 'count', description: 'HTTP status.' },
      { name: 'body_hash', type: 'text', description: 'SHA-256 of the decompressed body, lower-case hex.' },
    ],
    primaryKey: [],
    foreignKeys: refersTo('domain', 'domain'),
    *rows() {
      for (const it of origins) {
        if (!shown.has(it.host)) continue;
        const answer = [it.outcome, it.status, isTold(it) ? it.bodyHash : null];
        yield [it.host, it.parts.join(' '), it.observedAt, it.program, it.url, it.method, it.sentAt, ...answer];
      }
    },
  };
}

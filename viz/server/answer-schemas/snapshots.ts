/** Snapshots and what changed between them, as OpenAPI describes them. */
import { z } from '@hono/zod-openapi';
import { hostChanges } from '../../shared/snapshot-changes.ts';
import { count, hostName, snapshotRef } from './figures.ts';

const entrySchema = snapshotRef
  .extend({ hosts: count, visited: count.openapi({ description: 'Servers that answered.' }) })
  .openapi('SnapshotEntry');

export const entriesSchema = z.array(entrySchema);

export const changesSchema = z
  .object({
    from: snapshotRef,
    to: snapshotRef,
    hosts: z.array(z.object({ host: hostName, change: z.enum(hostChanges) })).openapi({
      description: 'By name; those that are unchanged are not listed.',
    }),
    sentences: z.array(z.string()),
  })
  .openapi('SnapshotChanges');

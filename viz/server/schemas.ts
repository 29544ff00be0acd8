/** What the API takes, checked; what it gives, named. The full form of each answer is its type in `analysis/types.ts`. */
import { z } from '@hono/zod-openapi';
import type { Comparison } from '../../analysis/comparison.ts';
import type { Blocked, Coverage, HostCard, Impact, MapFile, MapJson, SnapshotRef, Tie } from '../../analysis/types.ts';
import type { FoundHost } from '../shared/found-host.ts';

/** Names are bounded here and read by the analysis, so that every surface refuses them in the same words. */
const name = z.string().trim().min(1).max(2048);
/** The largest blocklists in use hold a few thousand entries. */
const names = z.array(name).max(100_000);

const entries = z.array(z.strictObject({ target: name, action: z.string().max(100) })).max(100_000);
const list = z.strictObject({ name: z.string().max(1000), entries });

export const scenarioSchema = z
  .strictObject({
    host: name.openapi({ example: 'my.server' }),
    block: names.optional(),
    limit: names.optional(),
    actions: entries.optional(),
    blockedBy: names.optional(),
    lift: names.optional(),
    liftedBy: names.optional(),
    blocklist: entries.optional(),
    lists: z.array(list).max(1000).optional(),
    threshold: z.number().int().min(1).optional(),
    except: names.optional(),
    allowlist: names.optional(),
  })
  .openapi('Scenario');

export const findSchema = z.object({
  q: z.string().max(253).default(''),
  limit: z.coerce.number().int().min(1).max(100).default(10),
});

export const hostSchema = z.object({
  host: name.openapi({ param: { name: 'host', in: 'path' }, example: 'my.server' }),
});

export const blockedQuerySchema = z.object({ among: z.literal('visited').optional() });

export const compareQuerySchema = z.object({
  host: z
    .union([name.transform((one) => [one]), z.array(name).max(100)])
    .openapi({ type: 'array', items: { type: 'string' }, example: ['a.example', 'b.example'] }),
});

export const problemSchema = z
  .object({ error: z.string(), hint: z.string().openapi({ description: 'What can be done about it.' }) })
  .openapi('Problem');

export interface Status {
  snapshot: SnapshotRef;
  coverage: Coverage;
  communities: MapFile['communities'];
}

export const mapSchema = answer<MapJson>('Map');
export const statusSchema = answer<Status>('Status');
export const foundSchema = answer<FoundHost[]>('FoundHosts', 'array');
export const cardSchema = answer<HostCard>('HostCard');
export const tiesSchema = answer<Tie[]>('Ties', 'array');
export const impactSchema = answer<Impact>('Impact');
export const blockedSchema = answer<Blocked>('Blocked');
export const comparisonSchema = answer<Comparison>('Comparison');

function answer<Value>(title: string, type: 'object' | 'array' = 'object') {
  return z.custom<Value>().openapi(title, type === 'array' ? { type, items: { type: 'object' } } : { type });
}

/** What figures in answers are made of. Shares are 0-1; a figure that is not known is null, never 0. */
import { z } from '@hono/zod-openapi';
import { maskResolutions } from '../../../data/snapshot/types.ts';
import { disclosures, type Host, listKinds } from '../../../data/types.ts';

export const hostName = z
  .custom<Host>((value) => typeof value === 'string')
  .openapi({ type: 'string', example: 'a.example' });

export const count = z.number().int().min(0);
/** Of people, servers or users; null where not known. */
export const maybeCount = count.nullable();
const share = z.number().nullable();
export const maybeShare = share.openapi({ description: '0-1; null where not known.' });
const grade = z
  .enum(['A', 'B', 'C', 'D'])
  .nullable()
  .openapi({ description: 'A exact · B two-sided and trusted · C mixed · D mostly inferred.' });

export const evidence = z.enum(['X', 'E2', 'E1', 'E0', 'E-']).openapi({
  description:
    'X: exact counts · E2: both list each other · E1: one lists the other · E0: neither can tell · E-: a list lacks it.',
});
export const liveness = z.enum(['alive', 'dead', 'unvisited']);
export const disclosure = z.enum(disclosures);

export const estimate = z
  .object({ share, low: share, high: share, grade })
  .openapi('Estimate', { description: 'A share with its 90 % interval.' });

export const amount = z
  .object({ value: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable(), grade })
  .openapi('Amount', { description: 'A figure that is no share, with its 90 % interval.' });

export const between = z.object({ value: z.number(), low: z.number(), high: z.number() }).openapi('Between');

export const snapshotRef = z
  .object({ id: z.string(), asOf: z.string().openapi({ description: 'ISO 8601.' }) })
  .openapi('SnapshotRef');

const listStates = z.record(z.enum([...disclosures, 'unvisited']), count);

export const coverage = z
  .object({
    hosts: count,
    visited: count,
    dead: count,
    unvisited: count,
    lists: z.record(z.enum(listKinds), listStates),
    audience: z.object({ known: count, inferred: count, unknown: count, unit: z.enum(['active', 'registered']) }),
    maskedUnresolved: count,
    masks: z.record(z.enum(maskResolutions), count),
    noPeerLists: z.boolean(),
  })
  .openapi('Coverage', { description: 'What was seen of the snapshot and what was not.' });

export const neighbours = z
  .object({ listed: count, visited: count, peerLists: count, blockLists: count, peopleShare: share })
  .nullable()
  .openapi({ description: 'Null when we do not hold the server’s own peer list.' });

export const hostCoverage = coverage.extend({ neighbours }).openapi('HostCoverage');

export const sentences = z.array(z.string());

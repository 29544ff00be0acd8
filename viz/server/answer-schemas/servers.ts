/** One server, and the others as seen from it. */
import { z } from '@hono/zod-openapi';
import { listKinds } from '../../../data/types.ts';
import { count, disclosure, estimate, evidence, hostName, liveness, maybeCount } from './figures.ts';

const audienceSource = z.enum(['mau', 'users-software', 'users-all', 'users', 'footprint', 'none']);
const unusedCount = z.enum(['missing', 'hidden', 'zero-not-counted', 'baffle', 'impossible', 'fake', 'alias']);

export const foundSchema = z
  .array(z.object({ host: hostName, software: z.string().nullable(), audience: maybeCount, audienceSource }))
  .openapi('FoundHosts');

export const cardSchema = z
  .object({
    host: hostName,
    software: z.string().nullable(),
    version: z.string().nullable(),
    users: maybeCount,
    mau: maybeCount,
    audience: maybeCount,
    audienceLow: maybeCount,
    audienceHigh: maybeCount,
    audienceSource: audienceSource.openapi({ description: 'What `audience` rests on.' }),
    audienceUnused: unusedCount.nullable().openapi({ description: 'Why its own count of active people is not used.' }),
    language: z.string().nullable(),
    liveness,
    disclosure: z.record(z.enum(listKinds), disclosure.nullable()),
    observedAt: z
      .record(z.enum(listKinds), z.number().nullable())
      .openapi({ description: 'Milliseconds since 1970, UTC.' }),
    community: z.string().nullable(),
    declares: maybeCount.openapi({ description: 'Published actions by it that somebody decided on.' }),
    declaredOn: maybeCount.openapi({ description: 'Servers with such an action on it.' }),
  })
  .openapi('HostCard');

const tie = z
  .object({
    host: hostName,
    weight: z.number(),
    estimate,
    evidence,
    contact: z.enum(['open', 'cut', 'in-only', 'out-only', 'hidden', 'dead']),
    audience: count.nullable(),
  })
  .openapi('Tie');

export const tiesSchema = z.array(tie).openapi('Ties');

export const strongestTiesSchema = z
  .object({
    ties: z.array(tie),
    rest: z
      .object({ servers: count, weight: z.number() })
      .openapi({ description: 'Of the ties that were left out: how many, and the sum of their weights.' }),
  })
  .openapi('StrongestTies');

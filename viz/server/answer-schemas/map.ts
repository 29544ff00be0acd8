/** The drawing as JSON, and what the served snapshot is. */
import { z } from '@hono/zod-openapi';
import { tiers } from '../exposure.ts';
import { count, coverage, hostName, liveness, maybeCount, snapshotRef } from './figures.ts';

const communities = z.array(z.object({ name: z.string(), size: count, audience: maybeCount }));
const numbers = z.array(z.number());
const community = z.array(z.number().int()).openapi({ description: 'Index into `communities`, or -1.' });

export const mapSchema = z
  .object({
    schema: z.literal('faultline.map/1'),
    snapshot: snapshotRef,
    hosts: z
      .array(hostName)
      .openapi({ description: 'Parallel to x, y, community, audience, software, liveness, small.' }),
    x: numbers,
    y: numbers,
    community,
    audience: z.array(maybeCount),
    software: z.array(z.string().nullable()),
    liveness: z.array(liveness),
    small: z.array(z.boolean()).openapi({ description: 'A personal server, of fewer than 10 people.' }),
    edges: z
      .object({ source: numbers, target: numbers, weight: numbers })
      .openapi({ description: 'Undirected, by positions in `hosts`.' }),
    folded: z
      .object({ community, servers: numbers, audience: z.array(maybeCount), x: numbers, y: numbers })
      .openapi({ description: 'The personal servers of each community as one mark.' }),
    communities,
    undrawn: count.openapi({ description: 'Servers that are not drawn, since no tie of theirs is known.' }),
    coverage,
  })
  .openapi('Map');

export const statusSchema = z
  .object({
    snapshot: snapshotRef,
    coverage,
    communities,
    tier: z.enum(tiers).openapi({ description: 'published: no blocks and no small servers.' }),
  })
  .openapi('Status');

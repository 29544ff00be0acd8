/** Servers side by side. */
import { z } from '@hono/zod-openapi';
import { outage } from './falling-silent.ts';
import {
  between,
  count,
  coverage,
  disclosure,
  estimate,
  hostName,
  liveness,
  maybeCount,
  neighbours,
  sentences,
  snapshotRef,
} from './figures.ts';

const peopleReach = estimate.extend({ people: between.nullable(), unsized: count }).openapi('PeopleReach');
const community = { id: z.number().int(), name: z.string(), size: count };
const end = z.object({ host: hostName, reached: estimate });

const compared = z.object({
  host: hostName,
  software: z.string().nullable(),
  language: z.string().nullable(),
  liveness,
  audience: maybeCount,
  reach: peopleReach,
  cut: peopleReach,
  communities: z.array(z.object({ ...community, reached: estimate })),
  effectiveCommunities: between.nullable(),
  blocksAgainst: z.object({ cut: count, hide: count, ofPublished: count }),
  blockList: z.union([disclosure, z.literal('unvisited')]),
  declares: z.object({ cut: count, hide: count }).nullable(),
  allowlistMode: z.boolean().nullable(),
  openRegistrations: z.boolean().nullable(),
  signedFetch: z.boolean().nullable(),
  portable: estimate,
  outage,
  neighbours,
});

export const comparisonSchema = z
  .object({
    schema: z.literal('faultline.compare/1'),
    snapshot: snapshotRef,
    hosts: z.array(compared).openapi({ description: 'In the order asked; nothing ranks them.' }),
    differences: z.object({
      communities: z.array(z.object({ ...community, people: z.number(), most: end, least: end })),
      noneReaches: peopleReach,
    }),
    coverage,
    limits: sentences,
    sentences,
  })
  .openapi('Comparison');

/** Who cuts a server off, and what each of them costs it. */
import { z } from '@hono/zod-openapi';
import { outage, portability } from './falling-silent.ts';
import {
  count,
  estimate,
  evidence,
  hostCoverage,
  hostName,
  maybeCount,
  maybeShare,
  sentences,
  snapshotRef,
} from './figures.ts';

const cutTotals = z
  .object({ hosts: count, users: count, mau: count, usersKnown: count, mauKnown: count })
  .openapi('CutTotals');

export const blockedSchema = z
  .object({
    schema: z.literal('faultline.blocked/1'),
    snapshot: snapshotRef,
    host: hostName,
    by: z
      .array(
        z.object({
          source: hostName,
          action: z.string(),
          automatic: z.boolean(),
          costOut: maybeShare,
          costIn: maybeShare,
          repair: maybeShare,
          estimateOut: estimate,
          estimateIn: estimate,
          estimateRepair: estimate,
          evidence: evidence.nullable(),
          needsBoth: z.boolean(),
          irreversible: z.boolean(),
          audience: maybeCount,
        }),
      )
      .openapi({ description: 'Published full or partial actions on it, dearest first.' }),
    limitedBy: z.array(z.object({ source: hostName, action: z.string(), audience: maybeCount })),
    hiddenLists: estimate
      .extend({ servers: count })
      .openapi({ description: 'Further loss that private lists may hold.' }),
    reachOut: estimate,
    lists: z.array(
      z.object({
        name: z.string(),
        entries: count,
        namesHost: z.boolean(),
        gain: estimate,
        followers: z.object({ low: z.number(), high: z.number() }),
      }),
    ),
    outage,
    portability,
    cutNow: z.object({ byBlocks: cutTotals, withAllowlists: cutTotals }),
    coverage: hostCoverage,
    limits: sentences,
    sentences,
  })
  .openapi('Blocked');

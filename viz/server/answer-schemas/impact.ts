/** What a scenario cuts, hides and keeps: the core of the answer. What else it holds is described in analysis/types.ts. */
import { z } from '@hono/zod-openapi';
import {
  amount,
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

const entryStatuses = ['cut', 'hidden', 'opened', 'shown', 'already', 'kept', 'dead', 'unknown'] as const;
const grade = z.enum(['A', 'B', 'C', 'D']).nullable();
const people = z.number().nullable();

const entry = z
  .object({
    target: z.string(),
    action: z.string(),
    status: z.enum(entryStatuses),
    hosts: count,
    shareIn: maybeShare,
    shareOut: maybeShare,
    estimateIn: estimate,
    estimateOut: estimate,
    audience: maybeCount,
    evidence: evidence.nullable(),
    irreversible: z.boolean(),
    assumed: z.boolean(),
  })
  .openapi('ImpactEntry');

const touched = z.object({
  host: hostName,
  status: z.enum(['cut', 'hidden', 'opened']),
  direction: z.enum(['in', 'out', 'both']).nullable(),
  community: z.number().int().nullable(),
  audience: maybeCount,
});

const communityLoss = z.object({
  id: z.number().int(),
  name: z.string(),
  size: count,
  shareLost: z.number(),
  shareOfLoss: z.number(),
  estimateLost: estimate,
  estimateOfLoss: estimate,
});

const gain = z.object({
  in: estimate,
  out: estimate,
  shown: estimate,
  needsBoth: count,
  follows: z.enum(['deleted', 'kept', 'unknown']).nullable(),
});

export const impactSchema = z
  .object({
    schema: z.literal('faultline.impact/1'),
    snapshot: snapshotRef,
    host: hostName,
    lossIn: estimate.openapi({
      description: 'Follows of its people elsewhere that are cut, of those that work today.',
    }),
    lossOut: estimate.openapi({ description: 'Followers elsewhere that are cut, of those reached today.' }),
    people: z.object({
      before: people,
      beforeLow: people,
      beforeHigh: people,
      after: people,
      lost: people,
      lostLow: people,
      lostHigh: people,
      grade,
      lostUnsized: count,
    }),
    hidden: estimate,
    limitInstead: z.object({ lossIn: estimate, lossOut: estimate, hidden: estimate }).nullable(),
    gain,
    cumulative: z.object({ lossIn: maybeShare, lossOut: maybeShare, estimateIn: estimate, estimateOut: estimate }),
    irreversible: z.boolean(),
    lists: z.array(z.object({ name: z.string(), entries: count, imported: count, group: count })),
    entries: z.array(entry).openapi({ description: 'In the order of the loss, largest first.' }),
    entryCounts: z.record(z.enum(entryStatuses), count),
    entriesFor90: maybeCount,
    tied: count,
    touched: z.array(touched),
    communities: z.array(communityLoss),
    diversity: z.object({ before: amount, after: amount }),
    evidence: z.record(evidence, z.number()).nullable(),
    coverage: hostCoverage,
    limits: sentences,
    sentences,
    headings: z.array(z.object({ at: count, title: z.string() })),
  })
  .openapi('Impact', { description: 'Fields are added, never renamed; those described here are the core.' });

const direct = {
  snapshot: true,
  host: true,
  lossIn: true,
  lossOut: true,
  people: true,
  hidden: true,
  entries: true,
  entryCounts: true,
  touched: true,
  coverage: true,
} as const;

export const directLossSchema = impactSchema
  .pick(direct)
  .extend({ schema: z.literal('faultline.direct-loss/1') })
  .openapi('DirectLoss', { description: 'What an impact says of the ties of the host itself.' });

/** What the API takes, checked, and the two plain things it gives. */
import { z } from '@hono/zod-openapi';
import { changeKinds } from '../shared/question.ts';

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

/** A query with these keys and no others. */
export function query<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const keys = Object.keys(shape);
  const expected = keys.length === 0 ? 'this path takes none' : `expected ${keys.join(', ')}`;
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `the query has ${issue.keys.map((key) => JSON.stringify(key.slice(0, 60))).join(', ')}; ${expected}`
        : undefined,
  });
}

export const snapshotId = z
  .string()
  .min(1)
  .max(64)
  .openapi({ description: 'One of /api/snapshots.', example: '3f9a1c0de4b57a21' });
/** Without it a question is about the snapshot that is served. */
const snapshot = snapshotId.optional();
export const snapshotQuery = query({ snapshot });

export const strongestTiesQuery = query({
  limit: z.coerce.number().int().min(1).max(100_000).default(1000),
  snapshot,
});

export const findSchema = query({
  q: z.string().max(253).default(''),
  limit: z.coerce.number().int().min(1).max(100).default(10),
  snapshot,
});

const namesInLink = z.string().optional().openapi({ description: 'Names parted by commas.' });

/** Whether there are other keys than a link may have is for the reader of links to say. */
export const linkSchema = z.looseObject({
  host: z.string().optional(),
  ...Object.fromEntries(changeKinds.map((kind) => [kind, namesInLink])),
  snapshot,
});

export const hostSchema = z.object({
  host: name.openapi({ param: { name: 'host', in: 'path' }, example: 'my.server' }),
});

export const blockedQuerySchema = query({ among: z.literal('visited').optional(), snapshot });

export const compareQuerySchema = query({
  host: z
    .union([name.transform((one) => [one]), z.array(name).max(100)])
    .openapi({ type: 'array', items: { type: 'string' }, example: ['a.example', 'b.example'] }),
  snapshot,
});

export const problemSchema = z
  .object({ error: z.string(), hint: z.string().openapi({ description: 'What can be done about it.' }) })
  .openapi('Problem');

export const readListSchema = z
  .object({
    name: z.string(),
    entries: z.array(z.object({ target: z.string(), action: z.string() })),
    notes: z.array(z.string()).openapi({ description: 'What of the file was left out, one sentence an item.' }),
  })
  .openapi('ReadList');

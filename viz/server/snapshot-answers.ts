/** Which snapshots there are, and what became of each server between two. */
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { changesSchema, entriesSchema } from './answer-schemas/snapshots.ts';
import { json, misuse } from './responses.ts';
import { query, snapshotId } from './schemas.ts';
import type { Shelf } from './shelf.ts';

const snapshotsRoute = createRoute({
  method: 'get',
  path: '/api/snapshots',
  summary: 'Snapshots that can be asked about, oldest first',
  request: { query: query({}) },
  responses: { ...json('At least the one that is served.', entriesSchema), ...misuse },
});

const changesRoute = createRoute({
  method: 'get',
  path: '/api/changes',
  summary: 'What became of each server from one snapshot to another: changed, unchanged, or not observed',
  request: { query: query({ from: snapshotId, to: snapshotId }) },
  responses: { ...json('Servers that are not unchanged, and a sentence a kind of change.', changesSchema), ...misuse },
});

export function addSnapshotAnswers(app: OpenAPIHono, shelf: Shelf): void {
  app.openapi(snapshotsRoute, async (context) => context.json(await shelf.list(), 200));
  app.openapi(changesRoute, async (context) => {
    const { from, to } = context.req.valid('query');
    return context.json(await shelf.compare(from, to), 200);
  });
}

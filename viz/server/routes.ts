/** The routes of the API, as OpenAPI describes them. Each answers from the graph in memory; none writes anything. */
import { createRoute } from '@hono/zod-openapi';
import { blockedSchema } from './answer-schemas/blocked.ts';
import { comparisonSchema } from './answer-schemas/comparison.ts';
import { directLossSchema, impactSchema } from './answer-schemas/impact.ts';
import { mapSchema, statusSchema } from './answer-schemas/map.ts';
import { cardSchema, foundSchema, strongestTiesSchema, tiesSchema } from './answer-schemas/servers.ts';
import { binary, json, markdown, misuse, notJson, notPublished, tooLarge } from './responses.ts';
import {
  blockedQuerySchema,
  compareQuerySchema,
  findSchema,
  hostSchema,
  linkSchema,
  query,
  scenarioSchema,
  snapshotQuery,
  strongestTiesQuery,
} from './schemas.ts';

export const mapRoute = createRoute({
  method: 'get',
  path: '/api/map',
  summary: 'The drawing: positions, communities and backbone edges',
  request: { query: snapshotQuery },
  responses: { ...json('The map.', mapSchema), ...misuse },
});

export const mapFileRoute = createRoute({
  method: 'get',
  path: '/api/map.bin',
  summary: 'The same drawing as a map file: flat arrays, laid out as analysis/MAP-FILE.md says',
  request: { query: snapshotQuery },
  responses: { ...binary('The map file.'), ...misuse },
});

export const statusRoute = createRoute({
  method: 'get',
  path: '/api/status',
  summary: 'Which snapshot is served, what it saw and what it did not',
  request: { query: query({}) },
  responses: { ...json('Snapshot, coverage and communities.', statusSchema), ...misuse },
});

export const findRoute = createRoute({
  method: 'get',
  path: '/api/hosts',
  summary: 'Hosts by part of their name, largest first',
  request: { query: findSchema },
  responses: { ...json('At most `limit` hosts.', foundSchema), ...misuse },
});

export const cardRoute = createRoute({
  method: 'get',
  path: '/api/hosts/{host}',
  summary: 'What one server says about itself, and which lists it gave',
  request: { params: hostSchema, query: snapshotQuery },
  responses: { ...json('The host.', cardSchema), ...misuse },
});

export const tiesRoute = createRoute({
  method: 'get',
  path: '/api/hosts/{host}/ties',
  summary: 'The other servers as seen from one, today',
  request: { params: hostSchema, query: snapshotQuery },
  responses: { ...json('Ties of the host.', tiesSchema), ...misuse },
});

export const strongestTiesRoute = createRoute({
  method: 'get',
  path: '/api/hosts/{host}/ties/strongest',
  summary: 'The heaviest ties of one server, every server that is cut or hidden today, and the sum of all others',
  request: { params: hostSchema, query: strongestTiesQuery },
  responses: { ...json('At most `limit` ties that are open, and those that are not.', strongestTiesSchema), ...misuse },
});

const scenarioAsked = {
  query: snapshotQuery,
  body: { required: true, content: { 'application/json': { schema: scenarioSchema } } },
};

export const impactRoute = createRoute({
  method: 'post',
  path: '/api/impact',
  summary: 'What a scenario cuts, hides and keeps',
  request: scenarioAsked,
  responses: { ...json('The impact.', impactSchema), ...misuse, ...tooLarge, ...notJson },
});

export const directLossRoute = createRoute({
  method: 'post',
  path: '/api/impact/direct',
  summary:
    'What a scenario takes directly, without what third servers pass on: in milliseconds, however large the snapshot',
  request: scenarioAsked,
  responses: { ...json('The direct loss.', directLossSchema), ...misuse, ...tooLarge, ...notJson },
});

export const impactMarkdownRoute = createRoute({
  method: 'get',
  path: '/api/impact.md',
  summary: 'The same report as Markdown; the scenario stands in the query as in a link to the page',
  request: { query: linkSchema },
  responses: { ...markdown('The report.'), ...misuse },
});

export const postImpactMarkdownRoute = createRoute({
  method: 'post',
  path: '/api/impact.md',
  summary: 'The report of any scenario as Markdown',
  request: scenarioAsked,
  responses: { ...markdown('The report.'), ...misuse, ...tooLarge, ...notJson },
});

export const blockedRoute = createRoute({
  method: 'get',
  path: '/api/blocked/{host}',
  summary: 'Who cuts a server off by published actions, dearest first',
  request: { params: hostSchema, query: blockedQuerySchema },
  responses: {
    ...json('The published actions on the host and what they cost.', blockedSchema),
    ...misuse,
    ...notPublished,
  },
});

export const compareRoute = createRoute({
  method: 'get',
  path: '/api/compare',
  summary: 'Servers side by side: whom people on each could talk with; `host` stands once for each',
  request: { query: compareQuerySchema },
  responses: { ...json('The servers, in the order asked.', comparisonSchema), ...misuse, ...notPublished },
});

export const openApiInfo = {
  openapi: '3.1.0',
  info: {
    title: 'Faultline',
    version: '1',
    description: 'Which parts of the fediverse would a block, or being blocked, cut your people off from?',
  },
};

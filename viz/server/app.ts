/** The local server: the page, and the JSON API that the page and other programs use. */
import { serveStatic } from '@hono/node-server/serve-static';
import { OpenAPIHono } from '@hono/zod-openapi';
import { compress } from 'hono/compress';
import { cors } from 'hono/cors';
import { etag } from 'hono/etag';
import type { Graph } from '../../analysis/graph.ts';
import { UserError } from '../../data/errors.ts';
import { addAnswers } from './answers.ts';
import { addBlocklistAnswer } from './blocklist-answer.ts';
import { limitBody } from './body-limit.ts';
import { cacheFor, forEver } from './cache.ts';
import { addDescription } from './description.ts';
import { addEmbed } from './embed-files.ts';
import type { Tier } from './exposure.ts';
import { requireKnownName } from './guard.ts';
import { protectAnswers } from './headers.ts';
import { holdSnapshot } from './held-snapshot.ts';
import { refuseMethod } from './methods.ts';
import { apiHint, explainProblem, unknownPath } from './problems.ts';
import { limitRate } from './rate-limit.ts';
import { describeIssue } from './read-scenario.ts';
import { type Archive, Shelf } from './shelf.ts';
import { addSnapshotAnswers } from './snapshot-answers.ts';

export interface AppOptions {
  /** What is served. */
  graph: Graph;
  /** Folder with the built page. */
  staticDir: string;
  /** Folder with the built embed; without it there is none. */
  embedDir?: string;
  /** Other snapshots; without it there is the one of `graph`. */
  archive?: Archive;
  /** What `graph` and the archive hold. @default 'local' */
  tier?: Tier;
  /** Names and addresses by which requests may come, beside loopback. */
  allowedHosts?: readonly string[];
}

/**
 * Prepares the graph and lays the map out before it returns: half a minute for tens of thousands of servers.
 * @returns an app that answers the API under /api from `graph`, and everything else from `staticDir`
 */
export function createApp({
  graph,
  staticDir,
  embedDir,
  archive,
  tier = 'local',
  allowedHosts = [],
}: AppOptions): OpenAPIHono {
  const app = new OpenAPIHono({
    defaultHook: (result) => {
      if (result.success) return;
      const [issue] = result.error.issues;
      throw new UserError(`The request cannot be read${issue === undefined ? '' : describeIssue(issue)}.`, {
        hint: apiHint,
      });
    },
  });
  app.onError((error, context) => {
    const problem = explainProblem(error);
    if (problem === undefined) throw error;
    return context.json(problem.body, problem.status);
  });

  app.use(requireKnownName(allowedHosts), protectAnswers, compress());
  // What is published may be read by pages anywhere; what was collected, by the page of this server alone.
  if (tier === 'published') app.use('/api/*', cors());
  app.use('/api/*', limitRate(), refuseMethod(app), etag(), cacheFor('no-cache'), limitBody);
  const shelf = new Shelf(holdSnapshot(graph), archive);
  addAnswers(app, shelf, tier);
  addSnapshotAnswers(app, shelf);
  addBlocklistAnswer(app);
  addDescription(app);
  app.all('/api/*', (context) => context.json(unknownPath.body, unknownPath.status));

  if (embedDir !== undefined) addEmbed(app, embedDir, staticDir);
  app.use('/assets/*', cacheFor(forEver));
  app.use('/*', cacheFor('no-cache'), serveStatic({ root: staticDir }));
  app.notFound((context) => context.text('Nothing is here. The map is at /.', 404));
  return app;
}

/** The local server: the page, and the JSON API that the page and other programs use. */
import { serveStatic } from '@hono/node-server/serve-static';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import type { Graph } from '../../analysis/graph.ts';
import { UserError } from '../../data/errors.ts';
import { addAnswers } from './answers.ts';
import { addBlocklistAnswer } from './blocklist-answer.ts';
import { limitBody } from './body-limit.ts';
import { protectPage, requireLoopbackAuthority } from './guard.ts';
import { holdSnapshot } from './held-snapshot.ts';
import { apiHint, explainProblem, unknownPath } from './problems.ts';
import { describeIssue } from './read-scenario.ts';
import { openApiInfo } from './routes.ts';
import { type Archive, Shelf } from './shelf.ts';
import { addSnapshotAnswers } from './snapshot-answers.ts';

export interface AppOptions {
  /** What is served. */
  graph: Graph;
  /** Folder with the built page. */
  staticDir: string;
  /** Other snapshots; without it there is the one of `graph`. */
  archive?: Archive;
}

/**
 * Prepares the graph and lays the map out before it returns: half a minute for tens of thousands of servers.
 * @returns an app that answers the API under /api from `graph`, and everything else from `staticDir`
 */
export function createApp({ graph, staticDir, archive }: AppOptions): OpenAPIHono {
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

  app.use(requireLoopbackAuthority, protectPage, compress());
  app.use('/api/*', etag(), cacheFor('no-cache'));
  app.use('/api/*', limitBody);
  const shelf = new Shelf(holdSnapshot(graph), archive);
  addAnswers(app, shelf);
  addSnapshotAnswers(app, shelf);
  addBlocklistAnswer(app);
  app.doc31('/api/openapi.json', openApiInfo);
  app.all('/api/*', (context) => context.json(unknownPath.body, unknownPath.status));

  // The names of built assets hold their hash, so an asset never changes under its name.
  app.use('/assets/*', cacheFor('public, max-age=31536000, immutable'));
  app.use('/*', cacheFor('no-cache'), serveStatic({ root: staticDir }));
  app.notFound((context) => context.text('Nothing is here. The map is at /.', 404));
  return app;
}

function cacheFor(policy: string): MiddlewareHandler {
  return async (context, next) => {
    await next();
    if (context.res.status < 400) context.header('Cache-Control', policy);
  };
}

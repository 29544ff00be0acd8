/** The local server: the page, and the JSON API that the page and other programs use. */
import { serveStatic } from '@hono/node-server/serve-static';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import type { Graph } from '../../analysis/graph.ts';
import { packMap } from '../../analysis/map-file.ts';
import { prepare } from '../../analysis/prepare.ts';
import { UserError } from '../../data/errors.ts';
import { addAnswers } from './answers.ts';
import { protectPage, requireLoopbackAuthority } from './guard.ts';
import { bodyTooLarge, explainProblem, unknownPath } from './problems.ts';
import { describeIssue } from './read-scenario.ts';
import { openApiInfo } from './routes.ts';

/** A blocklist of 100,000 entries as JSON stays below this. */
const maxBodyBytes = 8 * 1024 * 1024;

/**
 * @param options.staticDir folder with the built page
 * Prepares the graph and lays the map out before it returns: half a minute for tens of thousands of servers.
 * @returns an app that answers the API under /api from `graph`, and everything else from `staticDir`
 */
export function createApp({ graph, staticDir }: { graph: Graph; staticDir: string }): OpenAPIHono {
  const app = new OpenAPIHono({
    defaultHook: (result) => {
      if (result.success) return;
      const [issue] = result.error.issues;
      throw new UserError(`The request cannot be read${issue === undefined ? '' : describeIssue(issue)}.`, {
        hint: 'GET /api/openapi.json says what each question looks like.',
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
  app.use(
    '/api/*',
    bodyLimit({ maxSize: maxBodyBytes, onError: (context) => context.json(bodyTooLarge.body, bodyTooLarge.status) }),
  );
  addAnswers(app, prepare(graph), packMap(graph));
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

/** The embed of a running server: its script and its page for a frame, and what a pasted link is told. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { cors } from 'hono/cors';
import { discoveryLink } from '../shared/oembed.ts';
import { cacheFor, forEver } from './cache.ts';
import { addOembedAnswer, oembedAddress } from './oembed-answer.ts';

/** Tells an embedded map that it asks a server, where a published site has its manifest. */
const runningServer = { schema: 'faultline.server/1' };

export function addEmbed(app: OpenAPIHono, embedDir: string, staticDir: string): void {
  addOembedAnswer(app);
  // A frame in a sandbox belongs to no origin, not even to the one it came from.
  app.use('/embed/*', cors());
  app.get('/embed/site.json', (context) => context.json(runningServer));
  app.use('/embed/assets/*', cacheFor(forEver));
  app.use('/embed/*', cacheFor('no-cache'));
  for (const path of ['/embed/', '/embed/index.html']) app.get(path, (context) => tell(context, embedDir));
  app.use('/embed/*', serveStatic({ root: embedDir, rewriteRequestPath: (path) => path.replace(/^\/embed/, '') }));
  for (const path of ['/', '/index.html']) app.get(path, cacheFor('no-cache'), (context) => tell(context, staticDir));
}

/** The page with the link by which an editor finds what to put in the place of its address. */
function tell(context: Context, folder: string): Response {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const link = discoveryLink(oembedAddress(context.req));
  return context.html(page.replace('</head>', () => `  ${link}\n  </head>`)) as Response;
}

/** What the API says of itself: for programs an OpenAPI document, for a person who comes with a browser a page of it. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { type ApiDocument, apiStyle, apiStylePath, renderApiPage } from './api-page.ts';
import { openApiInfo } from './routes.ts';

/** To be added after every route, of which it tells. */
export function addDescription(app: OpenAPIHono): void {
  const document = app.getOpenAPI31Document(openApiInfo);
  const page = renderApiPage(document as unknown as ApiDocument);
  app.get('/api', (context) => {
    context.header('Vary', 'Accept', { append: true });
    return wantsPage(context) ? context.html(page) : context.json(document);
  });
  app.get('/api/openapi.json', (context) => context.json(document));
  app.get(apiStylePath, (context) => context.text(apiStyle, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
}

function wantsPage(context: Context): boolean {
  const supports = ['application/json', 'text/html'];
  return accepts(context, { header: 'Accept', supports, default: 'application/json' }) === 'text/html';
}

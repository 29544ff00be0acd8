/** What this server says to whoever pastes its address into an editor; see viz/shared/oembed.ts. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { HonoRequest } from 'hono';
import { readLink } from '../shared/link.ts';
import { describeForPasting } from '../shared/oembed.ts';

const path = '/oembed';

/** GET /oembed?url=…&maxwidth=…&maxheight=…&format=json, as oembed.com says in 2.2 and 2.3. */
export function addOembedAnswer(app: OpenAPIHono): void {
  app.get(path, (context) => {
    const { url = '', format = 'json', maxwidth, maxheight } = context.req.query();
    if (format !== 'json') return context.text('There is JSON only.', 501);
    const site = new URL('/', publicAddress(context.req));
    const page = URL.canParse(url) ? new URL(url) : null;
    if (page === null || page.host !== site.host) return context.text('That is no page of this map.', 404);
    const maxWidth = readPixels(maxwidth);
    const maxHeight = readPixels(maxheight);
    const { question } = readLink(page.search);
    return context.json(
      describeForPasting({
        site: site.href,
        question,
        ...(maxWidth !== undefined && { maxWidth }),
        ...(maxHeight !== undefined && { maxHeight }),
      }),
    );
  });
}

/** @returns where the answer about the page of this request is */
export function oembedAddress(request: HonoRequest): string {
  const page = publicAddress(request);
  const address = new URL(path, page);
  address.searchParams.set('url', page.href);
  return address.href;
}

/** Behind a proxy that brings TLS, pages are known by https and reach us by http. */
function publicAddress(request: HonoRequest): URL {
  const address = new URL(request.url);
  if (request.header('x-forwarded-proto') === 'https') address.protocol = 'https:';
  return address;
}

function readPixels(text: string | undefined): number | undefined {
  const pixels = Number(text);
  return text !== undefined && Number.isInteger(pixels) && pixels > 0 ? pixels : undefined;
}

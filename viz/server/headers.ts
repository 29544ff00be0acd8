/** What every answer forbids a browser, by path. The first row that fits holds; the last fits everything. */
import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

interface HeaderRow {
  path: RegExp;
  set: MiddlewareHandler;
  why: string;
}

/** Of what a page could ask a browser for, nothing is needed. */
const permissionsPolicy = Object.fromEntries(
  (['camera', 'microphone', 'geolocation', 'payment', 'usb', 'serial', 'displayCapture', 'midi'] as const).map(
    (feature) => [feature, false],
  ),
);

/** `X-Content-Type-Options: nosniff` and `Cross-Origin-Opener-Policy: same-origin` are the library's defaults. */
const ownOrigin = {
  permissionsPolicy,
  crossOriginResourcePolicy: 'same-origin',
  referrerPolicy: 'no-referrer',
  xFrameOptions: 'DENY',
  // It is served over plain HTTP; whoever puts TLS before it decides.
  strictTransportSecurity: false,
};
const nothingElse = { baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'none'"] };

/** Scripts, styles and data of the page come from its own origin alone; nothing inline, nothing from elsewhere. */
export const pagePolicy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  connectSrc: ["'self'"],
  ...nothingElse,
  requireTrustedTypesFor: ["'script'"],
  trustedTypes: ['lit-html'],
};
const { frameAncestors: _, ...framed } = pagePolicy;

const headerRows: readonly HeaderRow[] = [
  {
    path: /^\/api(\/|$)/,
    set: secureHeaders({
      ...ownOrigin,
      contentSecurityPolicy: { defaultSrc: ["'none'"], styleSrc: ["'self'"], ...nothingElse },
    }),
    why: 'answers are data; the description of the API is a page with a style sheet and no script',
  },
  {
    path: /^\/embed\//,
    set: secureHeaders({
      ...ownOrigin,
      crossOriginResourcePolicy: 'cross-origin',
      xFrameOptions: false,
      // A frame in a sandbox cannot be keyed by an origin that it does not have.
      originAgentCluster: false,
      contentSecurityPolicy: framed,
    }),
    why: 'made to stand in a frame on any page, and its script to be named by any page; a frame shows its reader what they may see anyway, and the page around it can read none of it',
  },
  {
    path: /^\//,
    set: secureHeaders({ ...ownOrigin, contentSecurityPolicy: pagePolicy }),
    why: 'the page is framed by nobody, and reads nothing but its own origin',
  },
];

export const protectAnswers: MiddlewareHandler = (context, next) =>
  headerRows.find(({ path }) => path.test(context.req.path))!.set(context, next);

/**
 * What every answer and every request of the local server must satisfy.
 *
 * The server listens on loopback and has no login. A web page elsewhere could still reach it by pointing a name
 * of its own at 127.0.0.1 (DNS rebinding), so a request must say in its Host header that it means this machine.
 */
import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

const loopbackAuthority = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/** @returns whether a Host header names this machine itself */
export function isLoopbackAuthority(authority: string | undefined): boolean {
  return authority !== undefined && loopbackAuthority.test(authority);
}

export const requireLoopbackAuthority: MiddlewareHandler = async (context, next) => {
  if (!isLoopbackAuthority(context.req.header('host'))) {
    return context.json(
      {
        error: 'This server answers only requests made to this machine itself.',
        hint: 'Open it as http://127.0.0.1 or http://localhost with its port.',
      },
      421,
    );
  }
  return next();
};

/** Scripts, styles and data come from this origin alone; nothing inline, nothing from elsewhere. */
export const pagePolicy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  connectSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
  requireTrustedTypesFor: ["'script'"],
  trustedTypes: ['lit-html'],
};

export const protectPage: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: pagePolicy,
  xFrameOptions: 'DENY',
  referrerPolicy: 'no-referrer',
  strictTransportSecurity: false,
});

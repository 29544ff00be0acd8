/** A path that is there, asked in a way it does not know. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Env, MiddlewareHandler } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';

/** The answer says which ways there are, as RFC 9110 section 15.5.6 wants it. */
export function refuseMethod(app: OpenAPIHono): MiddlewareHandler {
  return methodNotAllowed<Env>({
    app,
    onMethodNotAllowed(context, methods) {
      const error = `${context.req.method} is no way to ask ${context.req.path}.`;
      return context.json({ error, hint: `Ask with ${methods.join(' or ')}.` }, 405, { Allow: methods.join(', ') });
    },
  });
}

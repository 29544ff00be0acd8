/**
 * Whom a request must say it means.
 *
 * The server has no login. A web page elsewhere could reach it by pointing a name of its own at this machine (DNS
 * rebinding), so a request must name in its Host header this machine itself, or a name that whoever runs the server
 * admitted. A page elsewhere cannot choose that header: it holds the page's own name.
 */
import type { MiddlewareHandler } from 'hono';

const authorityForm = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i;
const loopbackNames = ['localhost', '127.0.0.1', '::1'];

/** @param admitted names and addresses beside loopback, as a person writes them */
export function requireKnownName(admitted: readonly string[]): MiddlewareHandler {
  const names = new Set([...loopbackNames, ...admitted.map(canonicalName)]);
  const refusal =
    admitted.length === 0
      ? {
          error: 'This server answers only requests made to this machine itself.',
          hint: 'Open it as http://127.0.0.1 or http://localhost with its port.',
        }
      : {
          error: 'This server does not go by the name that the request gives.',
          hint: 'Whoever runs it can admit a name: faultline serve --allowed-host NAME.',
        };
  return async (context, next) => {
    const name = nameIn(context.req.header('host'));
    return name !== undefined && names.has(name) ? next() : context.json(refusal, 421);
  };
}

/** @returns the name or address in a Host header, without its port; undefined when it holds none */
function nameIn(authority: string | undefined): string | undefined {
  const name = authorityForm.exec(authority ?? '')?.[1];
  return name === undefined ? undefined : canonicalName(name);
}

function canonicalName(name: string): string {
  return name
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}

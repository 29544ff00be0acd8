/** The robots.txt each software ships, reduced to what bears on a crawler, and what administrators put in its place. */
import type { Server } from './types.ts';
import { isAtLeast } from './versions.ts';

/** The crawler that some administrators name. */
const crawlerToken = 'Faultline';

/** @returns the text a stranger gets, or the HTTP status that stands in its place */
export function robotsAnswer(server: Server): string | number {
  switch (server.robots) {
    case 'absent':
      return 404;
    case 'unavailable':
      return 503;
    case 'forbids-all':
      return 'User-agent: *\nDisallow: /\n';
    case 'forbids-us':
      return `User-agent: *\nDisallow:\n\nUser-agent: ${crawlerToken}\nDisallow: /\n`;
    case 'slow':
      return 'User-agent: *\nCrawl-delay: 1\nDisallow:\n';
    case 'shipped':
      return shippedRobots(server);
  }
}

/** @returns true when the file the software ships keeps the path from everybody (as of the versions in the code) */
export function shippedForbids(server: Server, path: string): boolean {
  if (server.robots !== 'shipped') return false;
  return shippedRules(server).some((prefix) => path.startsWith(prefix));
}

/** @returns seconds between requests that the server asks for, 0 for none */
export function crawlDelay(server: Server): number {
  if (server.robots === 'slow') return 1;
  if (server.robots !== 'shipped') return 0;
  if (server.software === 'gotosocial') return 500;
  return server.software === 'lemmy' && isAtLeast(server.version, '0.19.11') ? 60 : 0;
}

function shippedRobots(server: Server): string {
  if (server.software === 'misskey') return 'user-agent: *\nallow: /\n';
  const rules = shippedRules(server).map((path) => `Disallow: ${path}\n`);
  const delay = crawlDelay(server);
  const body = rules.length > 0 ? rules.join('') : 'Disallow:\n';
  return `User-agent: *\n${delay > 0 ? `Crawl-delay: ${delay}\n` : ''}${body}`;
}

/** Sources: Mastodon `public/robots.txt` (PR 26470 for 4.4), lemmy-ui 0.19.11, GoToSocial 0.20 `internal/api/robots.go`. */
function shippedRules({ software, version, counts }: Server): string[] {
  switch (software) {
    case 'mastodon':
      return [
        '/media_proxy/',
        '/interact/',
        ...(isAtLeast(version, '4.4.0') ? ['/api/v1/instance/domain_blocks'] : []),
      ];
    case 'lemmy':
      return ['/login', '/settings', '/create_community', '/create_post', '/admin'];
    case 'gotosocial':
      return [
        '/api/',
        '/auth/',
        '/oauth/',
        '/users/',
        '/about/suspended',
        '/.well-known/webfinger',
        ...(counts === 'true' ? [] : ['/.well-known/nodeinfo', '/nodeinfo/']),
      ];
    default:
      return [];
  }
}

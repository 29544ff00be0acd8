/** What robots.txt says: the file the software ships, or what its administrator put in its place. */
import { type RobotsFile, robotsFile } from './robots-file.ts';
import { models } from './software/index.ts';
import type { Server } from './types.ts';

/** The crawler that some administrators name. */
const crawlerToken = 'Faultline';

/** @returns the text a stranger gets, or the HTTP status that stands in its place */
export function robotsAnswer(server: Server): string | number {
  switch (server.robots) {
    case 'absent':
      return 404;
    case 'unavailable':
      return 503;
    case 'refuses-us':
      return 403;
    case 'forbids-all':
      return robotsFile(['/']).text;
    case 'forbids-us':
      return `User-agent: *\nDisallow:\n\nUser-agent: ${crawlerToken}\nDisallow: /\n`;
    case 'slow':
      return robotsFile([], 1).text;
    case 'shipped':
      return shippedRobots(server).text;
  }
}

/** @returns true when the file the software ships keeps the path from everybody */
export function shippedForbids(server: Server, path: string): boolean {
  if (server.robots !== 'shipped') return false;
  return shippedRobots(server).disallow.some((prefix) => path.startsWith(prefix.replace(/\*$/, '')));
}

/** @returns seconds between requests that the server asks for, 0 for none */
export function crawlDelay(server: Server): number {
  if (server.robots === 'slow') return 1;
  return server.robots === 'shipped' ? shippedRobots(server).delayS : 0;
}

function shippedRobots(server: Server): RobotsFile {
  const robots = models[server.software].robots;
  return robots === undefined ? robotsFile([]) : robots(server);
}

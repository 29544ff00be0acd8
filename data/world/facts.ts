/** What a correct crawler learns of a server from its NodeInfo, and from what its software says beside that. */
import { type InstanceFacts, noFacts } from '../types.ts';
import { models } from './software/index.ts';
import type { Usage } from './software/model.ts';
import type { Server } from './types.ts';
import { commonUsage } from './usage.ts';

/** @returns the numbers of the server's NodeInfo document, null where the document leaves one out */
export function publishedUsage(server: Server): Usage {
  return (models[server.software].usage ?? commonUsage)(server);
}

/** @param mayFetch whether robots.txt leaves a path to us */
export function publishedFacts(server: Server, mayFetch: (path: string) => boolean): InstanceFacts {
  return {
    ...noFacts,
    software: server.software,
    version: server.version,
    ...publishedUsage(server),
    openRegistrations: server.openRegistrations,
    ...models[server.software].facts?.(server, mayFetch),
  };
}

/** The whole of a simulated server seen from outside: what stands before the software, then the software. */
import { type Answer, type Ask, bare, page, plain, redirect } from './answer.ts';
import { robotsAnswer } from './robots.ts';
import { models } from './software/index.ts';
import type { Server, World } from './types.ts';

/** What happens to a connection when no answer comes. */
export type Silence = 'drop' | 'hang';

/** @param host the name that was asked for; a name nobody answers for drops the connection */
export function respond(world: World, host: string, ask: Ask): Answer | Silence {
  const server = world.find(host);
  if (server === undefined) return 'drop';
  if (host !== server.host) return answerForHandles(server, ask);
  return doorOf(server, ask) ?? answerAlive(world, server, ask);
}

/** A host that only carries people's addresses points to the server that runs them. */
function answerForHandles({ host }: Server, { path }: Ask): Answer {
  return path.startsWith('/.well-known/') ? redirect(`https://${host}${path}`) : page('Not Found', 404);
}

function doorOf(server: Server, { path }: Ask): Answer | Silence | undefined {
  switch (server.condition) {
    case 'alive':
      return undefined;
    case 'unresolved':
    case 'drops':
      return 'drop';
    case 'hangs':
      return 'hang';
    case 'gone':
      return path === '/robots.txt' ? bare(404) : page('This server has closed', 410);
    case 'moved':
      return redirect(`https://${server.movedTo ?? 'nowhere.example'}${path}`);
    case 'errors':
      return path === '/robots.txt' ? bare(404) : page('Internal Server Error', 500);
    case 'html':
      return path === '/robots.txt' ? bare(404) : page('Parked');
    case 'bare':
      return page('Not Found', 404);
  }
}

function answerAlive(world: World, server: Server, ask: Ask): Answer {
  if (server.robots === 'refuses-us') return page('Forbidden', 403);
  if (ask.path === '/robots.txt') {
    const robots = robotsAnswer(server);
    if (typeof robots === 'string') return plain(robots);
    return page(robots === 404 ? 'Not Found' : 'Service Unavailable', robots);
  }
  return models[server.software].emulate(world, server, ask) ?? page('Not Found', 404);
}

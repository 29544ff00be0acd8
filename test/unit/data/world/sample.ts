/** One small world for many tests, ways to ask its servers, and ways to change one server for a case. */
import type { Answer, Ask } from '../../../../data/world/answer.ts';
import { respond } from '../../../../data/world/respond.ts';
import type { Server, World, WorldSoftware } from '../../../../data/world/types.ts';
import { createWorld } from '../../../../data/world/world.ts';

export const world = createWorld({ hosts: 300, seed: 1 });

/** The first server of a software that answers and leaves robots.txt as it came. */
export function serverWith(software: WorldSoftware, fits: (server: Server) => boolean = () => true): Server {
  const found = world.servers.find(
    (server) =>
      server.software === software && server.condition === 'alive' && server.robots === 'shipped' && fits(server),
  );
  if (found === undefined) throw new Error(`expected a ${software} server that fits, found none`);
  return found;
}

/** The same world with one server set up otherwise. */
export function worldWith(server: Server, change: Partial<Server>): { world: World; server: Server } {
  const changed = { ...server, ...change };
  const servers = world.servers.map((other) => (other.index === server.index ? changed : other));
  const find = (host: string) => servers.find((other) => other.host === host || other.handleHost === host);
  return { world: { ...world, servers, find }, server: changed };
}

export function askOf(
  path: string,
  { method = 'GET', body, ifNoneMatch = null }: { method?: string; body?: unknown; ifNoneMatch?: string | null } = {},
): Ask {
  const url = new URL(path, 'https://world.example');
  const contentType = method === 'POST' ? 'application/json' : null;
  return { method, path: url.pathname, query: url.searchParams, contentType, ifNoneMatch, body };
}

export function get(host: string, path: string, from: World = world): Answer {
  return answered(respond(from, host, askOf(path)));
}

export function post(host: string, path: string, body: unknown, from: World = world): Answer {
  return answered(respond(from, host, askOf(path, { method: 'POST', body })));
}

/** The JSON of an answer that must be 200. */
export function bodyOf(answer: Answer): unknown {
  if (answer.status !== 200) throw new Error(`expected status 200, got ${answer.status}: ${answer.body}`);
  return JSON.parse(answer.body);
}

function answered(answer: Answer | string): Answer {
  if (typeof answer === 'string') throw new Error(`expected an answer, got ${answer}`);
  return answer;
}

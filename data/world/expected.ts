/**
 * What a correct crawler must record about each host of the world. Derived from the truth and the rules of each
 * software, never from the emulated answers, so that it can judge both the crawler and the emulators.
 */
import { type Host, listKinds, type ObservedLists, type OptOut, type Outcome } from '../types.ts';
import { absent, everyList } from './expecting.ts';
import { publishedFacts } from './facts.ts';
import { crawlDelay, shippedForbids } from './robots.ts';
import { models } from './software/index.ts';
import type { Condition, ExpectedVisit, Server, World } from './types.ts';

const outcomeOf: Readonly<Record<Exclude<Condition, 'alive' | 'gone' | 'bare'>, Outcome>> = {
  unresolved: 'no-address',
  drops: 'connection-failed',
  hangs: 'timeout',
  errors: 'server-error',
  html: 'not-json',
  moved: 'moved',
};

/** @param crawlDelayLimitMs the longest Crawl-delay the crawler honours; a server that asks for more is left alone */
export function expectVisit(
  world: World,
  host: string,
  { crawlDelayLimitMs }: { crawlDelayLimitMs: number },
): ExpectedVisit {
  const server = world.find(host);
  if (server === undefined) return unreached('no-address');
  // The name in people's addresses leads to the server; the two are one.
  if (server.host !== host) return { ...unreached('moved'), aliases: [server.host] };
  if (server.condition !== 'alive') return expectEnd(server.condition, server.movedTo);
  return expectAtDoor(server, crawlDelayLimitMs) ?? expectInside(world, server);
}

function expectEnd(condition: Exclude<Condition, 'alive'>, movedTo: Host | null): ExpectedVisit {
  if (condition === 'gone') return { ...unreached('gone'), optOut: 'gone' };
  // It answers, and speaks no NodeInfo.
  if (condition === 'bare')
    return { ...unreached('not-found'), status: 'visited', lists: everyList('unsupported', null) };
  return { ...unreached(outcomeOf[condition]), aliases: condition === 'moved' && movedTo !== null ? [movedTo] : [] };
}

/** What robots.txt comes to, if that ends the visit. */
function expectAtDoor(server: Server, crawlDelayLimitMs: number): ExpectedVisit | undefined {
  if (server.robots === 'unavailable') return unreached('server-error');
  if (server.robots === 'refuses-us') return refused('forbidden', 'user-agent-refused');
  const keepsAway = server.robots === 'forbids-all' || server.robots === 'forbids-us';
  const isSlow = crawlDelay(server) * 1000 > crawlDelayLimitMs;
  return keepsAway || shippedForbids(server, '/nodeinfo/') || isSlow ? refused('robots-disallowed', null) : undefined;
}

function expectInside(world: World, server: Server): ExpectedVisit {
  const model = models[server.software];
  if (server.optsOut && model.optOut !== undefined) return refused('opted-out', model.optOut);
  return {
    status: 'visited',
    reason: 'ok',
    optOut: null,
    facts: publishedFacts(server, (path) => !shippedForbids(server, path)),
    aliases: model.aliases?.(server) ?? [],
    lists: expectLists(world, server),
  };
}

/** The lists of the software, without those that robots.txt keeps from us. */
function expectLists(world: World, server: Server): ObservedLists {
  const { expectLists: read, listPaths } = models[server.software];
  const lists = read?.(world, server) ?? everyList('unsupported', null);
  const paths = listPaths?.(server) ?? {};
  for (const kind of listKinds) {
    const path = paths[kind];
    if (path !== undefined && shippedForbids(server, path)) lists[kind] = absent('withheld', 'robots-disallowed');
  }
  return lists;
}

function refused(reason: Outcome, optOut: OptOut | null): ExpectedVisit {
  return { status: 'refused', reason, optOut, facts: null, aliases: [], lists: everyList('withheld', reason) };
}

function unreached(reason: Outcome): ExpectedVisit {
  const lists = everyList('unreached', reason);
  return { status: 'unreached', reason, optOut: null, facts: null, aliases: [], lists };
}

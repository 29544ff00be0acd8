/** Making a world from a seed: the same options give the same world, on every machine. */
import { UserError } from '../errors.ts';
import { readHost } from '../host.ts';
import { seededRandom } from '../random.ts';
import type { Host } from '../types.ts';
import { declareBlocks } from './blocklists.ts';
import { drawResidents, type Resident } from './census.ts';
import { type Configuration, configure } from './configuration.ts';
import { expectVisit } from './expected.ts';
import { countIn, drawTies } from './follows.ts';
import { hasSevered } from './matching.ts';
import { makeNames } from './names.ts';
import type { Server, World } from './types.ts';

export type { World } from './types.ts';

/** More than the servers that were ever counted at once on the real network. */
const mostHosts = 60_000;
const seedCount = 4;
/** Equal to the crawler's default. */
const defaultCrawlDelayLimitMs = 60_000;

/**
 * @param options hosts: number of servers, 2 to 60,000; seed: any whole number
 * @throws UserError when `hosts` is out of range
 */
export function createWorld({ hosts, seed }: { hosts: number; seed: number }): World {
  if (!Number.isSafeInteger(hosts) || hosts < 2 || hosts > mostHosts) {
    throw new UserError(`A simulated fediverse has 2 to ${mostHosts} hosts; got ${hosts}.`, {
      hint: 'Give a whole number in that range.',
    });
  }
  // Spread over all 32 bits: small seeds would start every stage with extreme numbers.
  const randomFor = (stage: number) => seededRandom(Math.imul(Math.imul(seed, 8) + stage, 0x9e3779b1));
  const residents = drawResidents(hosts, randomFor(1));
  const configurations = configure(residents, randomFor(2));
  const servers = settle(residents, configurations, randomFor(3));
  const ties = drawTies(servers, randomFor(4));
  declareBlocks(servers, ties, randomFor(5));

  const byName = new Map<string, Server>();
  for (const server of servers) {
    byName.set(server.host, server);
    if (server.handleHost !== null) byName.set(server.handleHost, server);
  }
  const wantedFollowsBetween = (source: number, target: number) => countIn(ties.wanted, source, target);
  const isSevered = (a: Server, b: Server) => hasSevered(a, b) || hasSevered(b, a);
  const world: World = {
    seed,
    servers,
    seedHosts: pickSeedHosts(servers),
    ...ties,
    find: (host) => byName.get(host),
    wantedFollowsBetween,
    followsBetween(source, target) {
      const wanted = wantedFollowsBetween(source, target);
      return wanted > 0 && isSevered(servers[source]!, servers[target]!) ? 0 : wanted;
    },
    expected: (host, { crawlDelayLimitMs = defaultCrawlDelayLimitMs } = {}) =>
      expectVisit(world, host, { crawlDelayLimitMs }),
  };
  return world;
}

/** Gives the residents their names and numbers. */
function settle(
  residents: readonly Resident[],
  configurations: readonly Configuration[],
  random: () => number,
): Server[] {
  const names = makeNames(
    residents.map(({ language, software }, rank) => ({ language, forum: software === 'lemmy', large: rank < 24 })),
    random,
  );
  const taken = new Set<string>(names);
  const servers = residents.map((resident, rank): Server => {
    const host = names[rank]!;
    const splits = rank > 9 && resident.software === 'mastodon' && random() < 0.06;
    const handleHost = splits && host.split('.').length === 3 ? parentName(host, taken) : null;
    return {
      index: 0,
      host,
      handleHost,
      ...resident,
      ...configurations[rank]!,
      movedTo: null,
      blocks: [],
      allows: [],
    };
  });
  servers.sort((a, b) => (a.host < b.host ? -1 : 1));
  const living = servers.filter(({ condition, handleHost }) => condition === 'alive' && handleHost === null);
  for (const [index, server] of servers.entries()) {
    server.index = index;
    if (server.condition === 'moved') server.movedTo = living[Math.floor(random() * living.length)]?.host ?? null;
  }
  return servers;
}

/** `social.kumo.example` may carry the handles of `kumo.example`, if nobody else has that name. */
function parentName(host: Host, taken: Set<string>): Host | null {
  const parent = readHost(host.slice(host.indexOf('.') + 1));
  if (parent === undefined || taken.has(parent) || parent.includes('host.')) return null;
  taken.add(parent);
  return parent;
}

function pickSeedHosts(servers: readonly Server[]): Host[] {
  return servers
    .filter(({ condition, robots, peersOpen, allowlistMode, software }) => {
      const lists = software === 'mastodon' || software === 'misskey' || software === 'lemmy';
      return lists && condition === 'alive' && robots === 'shipped' && peersOpen && !allowlistMode;
    })
    .sort((a, b) => b.people - a.people || a.index - b.index)
    .slice(0, seedCount)
    .map(({ host }) => host)
    .sort();
}

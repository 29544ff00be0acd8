/** Making a world from a seed: the same options give the same world, on every machine. */
import { UserError } from '../errors.ts';
import { readHost } from '../host.ts';
import { seededRandom } from '../random.ts';
import type { Host } from '../types.ts';
import { drawAddresses } from './addresses.ts';
import { declareBlocks } from './blocklists.ts';
import { drawResidents, type Resident } from './census.ts';
import { type Configuration, configure } from './configuration.ts';
import { countIn } from './count-rows.ts';
import { expectVisit } from './expected.ts';
import { drawTies } from './follows.ts';
import { hasSevered } from './matching.ts';
import { makeNames } from './names.ts';
import { isForum } from './software/index.ts';
import type { Server, World } from './types.ts';
import { isAtLeast } from './versions.ts';

export type { World } from './types.ts';

/** More than the servers that were ever counted at once on the real network. */
const mostHosts = 60_000;
const seedCount = 4;
/** Equal to the crawler's default. */
const defaultCrawlDelayLimitMs = 60_000;

export interface WorldOptions {
  /** Number of servers, 2 to 60,000. */
  hosts: number;
  /** Any whole number. */
  seed: number;
  /**
   * Share, 0-1, of the servers below the largest that answer no more, in the failure mix of a real crawl
   * (configuration.ts); unless given about a seventh, in a mix that has some of every kind. Their names stand in
   * peer lists all the same.
   */
  deadShare?: number;
}

/** @throws UserError when an option is out of range */
export function createWorld({ hosts, seed, deadShare }: WorldOptions): World {
  if (!Number.isSafeInteger(hosts) || hosts < 2 || hosts > mostHosts) {
    throw new UserError(`A simulated fediverse has 2 to ${mostHosts} hosts; got ${hosts}.`, {
      hint: 'Give a whole number in that range.',
    });
  }
  if (deadShare !== undefined && !(deadShare >= 0 && deadShare <= 1)) {
    throw new UserError(`The share of dead servers is from 0 to 1; got ${deadShare}.`, { hint: '0.3 is 30 %.' });
  }
  // Spread over all 32 bits: small seeds would start every stage with extreme numbers.
  const randomFor = (stage: number) => seededRandom(Math.imul(Math.imul(seed, 8) + stage, 0x9e3779b1));
  const residents = drawResidents(hosts, randomFor(1));
  const configurations = configure(residents, randomFor(2), deadShare);
  const servers = settle(residents, configurations, randomFor(3));
  const ties = drawTies(servers, randomFor(4));
  declareBlocks(servers, ties, randomFor(5));

  const addresses = drawAddresses(servers, randomFor(6));

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
    addressOf(host) {
      const server = byName.get(host);
      return server === undefined ? null : addresses[server.index]!;
    },
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
    residents.map(({ language, software }, rank) => ({ language, forum: isForum(software), large: rank < 24 })),
    random,
  );
  const taken = new Set<string>(names);
  const servers = residents.map((resident, rank): Server => {
    const host = names[rank]!;
    const { plant, ...person } = resident;
    const splits = plant === null && rank > 9 && resident.software === 'mastodon' && random() < 0.06;
    const handleHost = splits && host.split('.').length === 3 ? parentName(host, taken) : null;
    return {
      index: 0,
      host,
      handleHost: plant?.splitsDomain ? otherName(host, taken) : handleHost,
      ...person,
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

/** The handles may also be those of a domain that has nothing to do with the host's. */
function otherName(host: Host, taken: Set<string>): Host | null {
  const name = readHost(`${host.split('.').at(-2)}-people.example`);
  if (name === undefined || taken.has(name)) return null;
  taken.add(name);
  return name;
}

function pickSeedHosts(servers: readonly Server[]): Host[] {
  return servers
    .filter(({ condition, robots, peersOpen, allowlistMode, software, version }) => {
      const isOldLemmy = software === 'lemmy' && !isAtLeast(version, '1.0.0');
      const lists = software === 'mastodon' || software === 'misskey' || isOldLemmy;
      return lists && condition === 'alive' && robots === 'shipped' && peersOpen && !allowlistMode;
    })
    .sort((a, b) => b.people - a.people || a.index - b.index)
    .slice(0, seedCount)
    .map(({ host }) => host)
    .sort();
}

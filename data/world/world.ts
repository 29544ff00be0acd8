/** Making a world from a seed: the same options give the same world, on every machine. */
import { UserError } from '../errors.ts';
import { seededRandom } from '../random.ts';
import type { Host } from '../types.ts';
import { drawAddresses } from './addresses.ts';
import { declareBlocks } from './blocklists.ts';
import { drawResidents } from './census.ts';
import { drawClaims } from './claims.ts';
import { configure } from './configuration.ts';
import { countIn } from './count-rows.ts';
import { expectVisit } from './expected.ts';
import { hasSevered } from './matching.ts';
import { settle } from './settle.ts';
import { drawTies } from './ties.ts';
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
  /** Share, 0-1, of the servers below the largest whose published language is not that of their people; 0.1 unless given. */
  wrongLanguageShare?: number;
  /**
   * Whether the servers that publish follow counts, Misskey and its forks, are mostly Japanese, as they are; true unless
   * given. Otherwise as many of them are spread over all languages alike.
   */
  shift?: boolean;
  /** Share, 0-1, of a person's follows that close a triad (follows.ts); 0.3 unless given. */
  closureShare?: number;
}

/** @throws UserError when an option is out of range */
export function createWorld(options: WorldOptions): World {
  const { hosts, seed, deadShare, wrongLanguageShare = 0.1, shift = true, closureShare = 0.3 } = options;
  if (!Number.isSafeInteger(hosts) || hosts < 2 || hosts > mostHosts) {
    throw new UserError(`A simulated fediverse has 2 to ${mostHosts} hosts; got ${hosts}.`, {
      hint: 'Give a whole number in that range.',
    });
  }
  requireShare('dead servers', deadShare);
  requireShare('wrong languages', wrongLanguageShare);
  requireShare('follows that close a triad', closureShare);
  // A stage is from 0 to 7. Spread over all 32 bits: small seeds would start every stage with extreme numbers.
  const randomFor = (stage: number) => seededRandom(Math.imul(Math.imul(seed, 8) + stage, 0x9e3779b1));
  const residents = drawResidents({ hosts, shift }, randomFor(1));
  const configurations = configure(residents, randomFor(2), deadShare);
  const claims = drawClaims(residents, configurations, wrongLanguageShare, randomFor(0));
  const servers = settle(residents, configurations, claims, randomFor(3));
  const ties = drawTies(servers, { closureShare, random: randomFor(4), exposureRandom: randomFor(7) });
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

/** @throws UserError when it is none */
function requireShare(what: string, share: number | undefined): void {
  if (share === undefined || (share >= 0 && share <= 1)) return;
  throw new UserError(`The share of ${what} is from 0 to 1; got ${share}.`, { hint: '0.3 is 30 %.' });
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

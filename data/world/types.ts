/**
 * The planted truth of a simulated fediverse: what really is, whatever its servers say about it.
 *
 * Servers are numbered by host name (code unit order). A follow is counted from the server of the person who
 * follows to the server of the account followed.
 */
import type { Host, InstanceFacts, ObservedLists, OptOut, Outcome, RuleText, VisitStatus } from '../types.ts';

/** As NodeInfo names them, lower-case. `kagerou` exists nowhere else: software that nobody has heard of. */
export const worldSoftware = [
  'mastodon',
  'misskey',
  'sharkey',
  'cherrypick',
  'firefish',
  'iceshrimp',
  'pleroma',
  'rebased',
  'akkoma',
  'gotosocial',
  'lemmy',
  'piefed',
  'mbin',
  'kbin',
  'peertube',
  'friendica',
  'pixelfed',
  'bookwyrm',
  'takahe',
  'snac',
  'ktistec',
  'funkwhale',
  'smithereen',
  'hubzilla',
  'diaspora',
  'writefreely',
  'mobilizon',
  'owncast',
  'wordpress',
  'hollo',
  'bonfire',
  'nodebb',
  'iceshrimp.net',
  'kagerou',
] as const;
export type WorldSoftware = (typeof worldSoftware)[number];

export const topics = ['general', 'art', 'technology', 'science', 'games', 'music', 'books', 'debate'] as const;
export type Topic = (typeof topics)[number];

/**
 * What a stranger meets at the door.
 * unresolved: the name has no address · drops: closes every connection · hangs: accepts and never answers · errors:
 * 500 · html: a page where JSON should be · gone: 410 · moved: redirects to another host · bare: a web server that
 * knows nothing of the fediverse, 404.
 */
export const conditions = ['alive', 'unresolved', 'drops', 'hangs', 'errors', 'html', 'gone', 'moved', 'bare'] as const;
export type Condition = (typeof conditions)[number];

/**
 * shipped: the file the software brings · absent: 404 · forbids-all: nobody may fetch anything · forbids-us: a group
 * that names our crawler · refuses-us: 403 for our user agent, whatever it asks for · unavailable: 503 · slow:
 * everything may be fetched, with a Crawl-delay of one second.
 */
export type RobotsPolicy = 'shipped' | 'absent' | 'forbids-all' | 'forbids-us' | 'refuses-us' | 'unavailable' | 'slow';

/**
 * How far the published counts can be believed. inflated: more active than registered people. Of GoToSocial: served:
 * true, and robots.txt lets crawlers read them · zero: nothing but zeros · baffle: random.
 */
export type CountsStyle = 'true' | 'mau-missing' | 'missing' | 'inflated' | 'served' | 'zero' | 'baffle';

/** One row of an administrator's list, published or not. Rows taken from the same shared list are one object. */
export interface TrueBlock {
  target: RuleText;
  /** In the software's own word. */
  action: string;
  comment: string | null;
  /** The administrator asked for the name to be masked where it is shown. */
  masked: boolean;
}

export interface Server {
  /** Position in `World.servers`. */
  index: number;
  host: Host;
  /** The name in its people's addresses, where that is not `host`; software that reads addresses knows it by this. */
  handleHost: Host | null;
  software: WorldSoftware;
  version: string;
  /** BCP 47: what most of its people write. */
  language: string;
  /** BCP 47: what it says its people write, where its software says so at all. */
  declaredLanguage: string;
  topic: Topic;
  /** Monthly active people. */
  people: number;
  /** Registered people. */
  users: number;
  activeHalfyear: number;
  posts: number;
  openRegistrations: boolean;
  /** Chance, 0-1, that a strict administrator acts on it. */
  contested: number;
  /** 0 acts on nobody, 1 on everybody a shared list names. */
  strictness: number;
  condition: Condition;
  movedTo: Host | null;
  robots: RobotsPolicy;
  counts: CountsStyle;
  /** What the numbers it publishes are multiplied by, all alike, so that they fit each other; 1 where it is honest. */
  inflation: number;
  /** Its table of follows by server is kept up to date (Misskey's `enableStatsForFederatedInstances`). */
  countsKept: boolean;
  /** The administrator asks not to be counted, in the way of the software. */
  optsOut: boolean;
  /** The peer list (for Misskey: its whole federation listing; for Lemmy: everything) is open to strangers. */
  peersOpen: boolean;
  /** some: names the administrator excludes are left out, and the list says that it is not whole. */
  blocksShown: 'all' | 'some' | 'none';
  rationaleShown: boolean;
  /** Federates only with `allows`. */
  allowlistMode: boolean;
  /** Answers the first request for its lists with 429. */
  rateLimitsOnce: boolean;
  /** Its peer list holds entries that name no host. */
  untidy: boolean;
  /** Sorted by target, then action. */
  blocks: readonly TrueBlock[];
  allows: readonly RuleText[];
}

/** Rows of counts in compressed sparse form; targets ascend within a row. */
export interface CountRows {
  offsets: Uint32Array;
  targets: Uint32Array;
  counts: Uint32Array;
}

/**
 * Who follows whom, person by person, if no server had ever acted on another. Accounts are numbered server by server;
 * every account is an active person's.
 */
export interface AccountFollows {
  /** Server s has the accounts firsts[s] to firsts[s + 1] − 1. */
  firsts: Uint32Array;
  /** Server of each account. */
  homes: Uint32Array;
  /** Account a follows targets[offsets[a]] to targets[offsets[a + 1] − 1], on its own server too; none twice. */
  offsets: Uint32Array;
  targets: Uint32Array;
}

/** What a correct crawler records about one host. */
export interface ExpectedVisit {
  status: VisitStatus;
  reason: Outcome;
  /** How the server says no for good; null when it does not. */
  optOut: OptOut | null;
  /** As the server publishes them, true or not; null when it publishes none. */
  facts: InstanceFacts | null;
  aliases: Host[];
  /** Entries sorted: hosts and rules by name, blocks by target and action. */
  lists: ObservedLists;
}

export interface World {
  seed: number;
  /** Sorted by host. */
  servers: readonly Server[];
  /** A few large, open servers to start a crawl from. */
  seedHosts: readonly Host[];
  accounts: AccountFollows;
  /** `accounts` by server, without follows within one: as people would keep them if no server had ever acted on another. */
  wanted: CountRows;
  /** `wanted` turned round: row j holds who follows accounts on j. */
  wantedBy: CountRows;
  /** Servers whose posts a server has seen without any follow between the two; all counts are 1. */
  seen: CountRows;
  find(host: string): Server | undefined;
  /** IPv4 or IPv6 text from the ranges for documentation; null for a name that resolves nowhere. Some servers share one. */
  addressOf(host: string): string | null;
  /** Follows from people on server `source` to accounts on server `target` that stand today. */
  followsBetween(source: number, target: number): number;
  /** The same in a world without a single block. */
  wantedFollowsBetween(source: number, target: number): number;
  /**
   * What a correct crawler records about a host; a name without a server is one that nobody answers for.
   * `crawlDelayLimitMs`: the longest Crawl-delay the crawler honours, 60,000 unless told.
   */
  expected(host: string, settings?: { crawlDelayLimitMs?: number }): ExpectedVisit;
}

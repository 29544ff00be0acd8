/**
 * What a correct crawler must record about each host of the world. Derived from the truth and the rules of each
 * software, never from the emulated answers, so that it can judge both the crawler and the emulators.
 */

import type {
  Block,
  Disclosure,
  FollowCount,
  Host,
  ListKind,
  ObservedList,
  ObservedLists,
  Outcome,
  RuleText,
} from '../types.ts';
import { listKinds } from '../types.ts';
import { publishedFacts } from './facts.ts';
import { knownServers, publishedBlocks, publishedPeers } from './published.ts';
import { crawlDelay, shippedForbids } from './robots.ts';
import type { Condition, ExpectedVisit, Server, World } from './types.ts';
import { isAtLeast } from './versions.ts';

/** Entries in a peer list that name no host, on the servers that have such. */
export const untidyPeers = ['', '192.0.2.7', 'localhost:3000', 'abcdefabcdef.onion'] as const;

const outcomeOf: Readonly<Record<Exclude<Condition, 'alive' | 'gone'>, Outcome>> = {
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
  if (server === undefined) return closed('unreached', 'connection-failed', 'unreached');
  // The name in people's addresses leads to the server; the two are one.
  if (server.host !== host) return { ...closed('unreached', 'moved', 'unreached'), aliases: [server.host] };
  if (server.condition === 'gone') return closed('refused', 'gone', 'unreached');
  if (server.condition !== 'alive') return closed('unreached', outcomeOf[server.condition], 'unreached');
  if (server.robots === 'unavailable') return closed('unreached', 'server-error', 'unreached');
  const keepsAway = server.robots === 'forbids-all' || server.robots === 'forbids-us';
  if (keepsAway || shippedForbids(server, '/nodeinfo/') || crawlDelay(server) * 1000 > crawlDelayLimitMs) {
    return closed('refused', 'robots-disallowed', 'withheld');
  }
  return {
    status: 'visited',
    reason: 'ok',
    facts: publishedFacts(server),
    aliases: server.software === 'mastodon' && server.handleHost !== null ? [server.handleHost] : [],
    lists: expectLists(world, server),
  };
}

function expectLists(world: World, server: Server): ObservedLists {
  switch (server.software) {
    case 'mastodon':
      return expectMastodon(world, server);
    case 'misskey':
      return expectMisskey(world, server);
    case 'pleroma':
    case 'akkoma':
      return expectPleroma(world, server);
    case 'lemmy':
      return {
        peers: shown(publishedPeers(world, server)),
        blocks: shown(blocksOf(world, server)),
        allows: shown([...server.allows].sort()),
        counts: absent('unsupported'),
      };
    default:
      return everyList('unsupported', null);
  }
}

function expectMastodon(world: World, server: Server): ObservedLists {
  const refusal: Outcome = server.allowlistMode ? 'unauthorized' : 'not-found';
  const blocks = (): ObservedList<Block> => {
    if (!isAtLeast(server.version, '4.0.0')) return absent('unsupported');
    if (shippedForbids(server, '/api/v1/instance/domain_blocks')) return absent('withheld', 'robots-disallowed');
    const open = server.blocksShown === 'all' && !server.allowlistMode;
    return open ? shown(blocksOf(world, server)) : absent('withheld', refusal);
  };
  const peersOpen = server.peersOpen && !server.allowlistMode;
  return {
    peers: peersOpen ? shownPeers(world, server) : absent('withheld', refusal),
    blocks: blocks(),
    allows: server.allowlistMode ? absent('withheld', 'unauthorized') : absent('unsupported'),
    counts: absent('unsupported'),
  };
}

function expectMisskey(world: World, server: Server): ObservedLists {
  if (!server.peersOpen) return { ...everyList('withheld', 'unauthorized'), allows: absent('unsupported') };
  const counts: FollowCount[] = knownServers(world, server).map((index) => ({
    target: world.servers[index]!.host,
    followsOut: world.followsBetween(server.index, index),
    followsIn: world.followsBetween(index, server.index),
  }));
  return {
    peers: shown(publishedPeers(world, server)),
    blocks: shown(blocksOf(world, server)),
    allows: absent('unsupported'),
    counts: shown(counts),
  };
}

function expectPleroma(world: World, server: Server): ObservedLists {
  const peers = shownPeers(world, server);
  const counts = absent<FollowCount>('unsupported');
  if (server.blocksShown === 'none') return { peers, blocks: absent('withheld'), allows: absent('withheld'), counts };
  const disclosure: Disclosure = server.blocksShown === 'some' ? 'partial' : 'published';
  return {
    peers,
    blocks: { ...shown(blocksOf(world, server)), disclosure },
    allows: { ...shown<RuleText>([...server.allows].sort()), disclosure },
    counts,
  };
}

/**
 * The published rows as a reader keeps them: no row twice, comments safe to print. Names that Akkoma masks alike are
 * one row, with the last reason given; those of Mastodon are told apart by their digests.
 */
function blocksOf(world: World, server: Server): Block[] {
  const kept = new Map<string, Block>();
  for (const block of publishedBlocks(world, server)) {
    const key = `${block.target} ${block.action} ${block.digest}`;
    kept.set(key, { ...block, comment: printable(block.comment) ?? kept.get(key)?.comment ?? null });
  }
  return [...kept.values()];
}

/** Control characters and marks that turn the reading direction become spaces; nothing left is no comment. */
function printable(comment: string | null): string | null {
  const text = comment?.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, ' ');
  return text === undefined || text.trim() === '' ? null : text.trim();
}

function shownPeers(world: World, server: Server): ObservedList<Host> {
  const rejectedCount = server.untidy ? untidyPeers.length : 0;
  return { ...shown(publishedPeers(world, server)), rejectedCount };
}

function shown<Entry>(entries: Entry[]): ObservedList<Entry> {
  return { disclosure: 'published', reason: 'ok', entries, rejectedCount: 0 };
}

function absent<Entry>(disclosure: Disclosure, reason: Outcome | null = null): ObservedList<Entry> {
  return { disclosure, reason, entries: [], rejectedCount: 0 };
}

function everyList(disclosure: Disclosure, reason: Outcome | null): ObservedLists {
  const lists = listKinds.map((kind): [ListKind, ObservedList<never>] => [kind, absent(disclosure, reason)]);
  return Object.fromEntries(lists) as unknown as ObservedLists;
}

function closed(status: 'refused' | 'unreached', reason: Outcome, disclosure: Disclosure): ExpectedVisit {
  return { status, reason, facts: null, aliases: [], lists: everyList(disclosure, reason) };
}

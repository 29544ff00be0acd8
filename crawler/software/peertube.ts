/**
 * PeerTube: the servers it follows and those that follow it, which are its peers. Followers may be people elsewhere:
 * of each row only the name of the server is read.
 * Upstream: server/core/controllers/api/server/follows.ts. What was checked: any SOURCE.md of the fixtures.
 *
 * Never asked: blocklist/status, which answers name by name; we would have to send it everyone we know. The list
 * itself is for administrators.
 */
import type { Host, ObservedList, Outcome } from '../../data/types.ts';
import { field, readCount, readList } from '../http/read.ts';
import type { SessionRequest } from '../http/session.ts';
import type { AdapterAnswer, SoftwareAdapter } from './adapter.ts';
import { type ListReader, missing, unsupported, withheld } from './lists.ts';
import { addHost, hostList } from './rows.ts';

export const peertube: SoftwareAdapter = {
  names: ['peertube'],
  paths: { '/api/v1/server/following': ['peers'], '/api/v1/server/followers': ['peers'] },
  *read({ host }) {
    const peers = hostList();
    const following = yield* readDirection('following', peers, host);
    const followers = yield* readDirection('followers', peers, host);
    return {
      peers: merge(peers, [following, followers]),
      blocks: withheld(),
      allows: unsupported(),
      counts: unsupported(),
    };
  },
};

/** More is 400. */
const pageSize = 100;
/** 10,000 follows in one direction; no server is known to have a third of that. */
const maxPages = 100;

const directions = { following: 'following', followers: 'follower' } as const;

interface Read {
  pages: number;
  /** What the page that failed came to. */
  failure: Outcome | null;
}

/** Oldest first: the one order in which nothing shifts while we page. Without the state, refused follows come too. */
function* readDirection(
  direction: keyof typeof directions,
  peers: ListReader<Host>,
  self: Host,
): Generator<SessionRequest, Read, AdapterAnswer> {
  let before = '';
  for (let pages = 0, start = 0; pages < maxPages; pages += 1) {
    const query = `start=${start}&count=${pageSize}&sort=createdAt&state=accepted`;
    const { outcome, json } = yield { method: 'GET', path: `/api/v1/server/${direction}?${query}`, wants: 'list' };
    const rows = outcome === 'ok' ? readList(field(json, 'data')) : undefined;
    if (rows === undefined) return { pages, failure: outcome === 'ok' ? 'malformed' : outcome };
    const hosts = rows.map((row) => field(row, directions[direction], 'host'));
    const page = JSON.stringify(hosts);
    // The same page again: this server ignores the start, and we would never come to the end.
    if (rows.length > 0 && page === before) return { pages, failure: 'malformed' };
    before = page;
    for (const host of hosts) addHost(peers, host, self);
    start += rows.length;
    // `total` may be stale: it can send us on after a short page, but does not end the list.
    const isMore = rows.length >= pageSize || start < (readCount(field(json, 'total')) ?? 0);
    if (rows.length === 0 || !isMore) return { pages: pages + 1, failure: null };
  }
  return { pages: maxPages, failure: 'too-large' };
}

/** A direction that failed leaves the list partial, if there was any page at all. */
function merge(peers: ListReader<Host>, reads: readonly Read[]): ObservedList<Host> {
  const failure = reads.map((read) => read.failure).find((reason) => reason !== null) ?? null;
  if (failure === null) return peers.published();
  return reads.some(({ pages }) => pages > 0) ? peers.partial(failure) : missing(failure);
}

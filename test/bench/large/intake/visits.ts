/** A visit as a crawl hands it over. */
import { allLists } from '../../../../crawler/software/lists.ts';
import { type Host, noFacts, type RequestRecord, type Visit } from '../../../../data/types.ts';

const finishedAt = 6000;

/** @param peers places in `names`; the visited host is the one at `at` */
export function visitOf(names: readonly Host[], at: number, peers: readonly number[]): Visit {
  const host = names[at]!;
  const numbers = Uint32Array.from(peers);
  const entries = Array.from(peers, (peer) => names[peer]!);
  return {
    ...allLists('unsupported', null),
    ...{ host, startedAt: 0, finishedAt, status: 'visited', reason: 'ok' },
    requests: Array.from({ length: 6 }, (_, position) => requestOf(host, position)),
    ...{ notBefore: null, optOut: null, consent: false },
    robots: { fetchedAt: 0, outcome: 'ok', body: 'User-agent: *\nDisallow: /admin/\n' },
    facts: { ...noFacts, software: 'mastodon', version: '4.5.0', users: 120, mau: 30, posts: 4000, language: 'en' },
    aliases: [],
    peers: { disclosure: 'published', reason: 'ok', entries, rejectedCount: 0, numbered: { names, numbers } },
  };
}

function requestOf(host: Host, position: number): RequestRecord {
  const url = `https://${host}/api/v1/${position}`;
  const answer = { outcome: 'ok', status: 200, bytes: 1000, bodyHash: 'a'.repeat(64), etag: null } as const;
  return { url, method: 'GET', sentAt: 1000 * position, durationMs: 200, ...answer, brings: ['facts'] };
}

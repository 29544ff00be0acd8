/** What a day of history costs in bytes: daily crawls recorded through the store, each list a little other than the day before. */
import { stat } from 'node:fs/promises';
import { readHost } from '../../data/host.ts';
import { Store } from '../../data/store.ts';
import type { Host, RequestRecord, Visit } from '../../data/types.ts';

const lists = 2500;
/** Short lists: what a day adds are visits, requests and changes, however long the lists are. */
const peersPerList = 600;
/** Entries of each list that come, and that go, within a day; 0.3 % of a list of 6,000. */
const changesPerDay = 18;
const days = 6;
const batchSize = 100;
const day = 86_400_000;

/** @returns bytes one list adds to the file in a day */
export async function historyBytesPerListDay(file: string): Promise<number> {
  const names = Array.from({ length: peersPerList + days * changesPerDay }, (_, at) => readHost(`peer-${at}.example`)!);
  const sources = Array.from({ length: lists }, (_, at) => readHost(`source-${at}.example`)!);
  const sizes: number[] = [];
  for (let today = 0; today < days; today++) {
    const store = await Store.open(file, 'create');
    const startedAt = Date.UTC(2026, 10, 20) + today * day;
    const crawl = await store.beginCrawl(startedAt, { version: 'bench' });
    const peers = names.slice(today * changesPerDay, today * changesPerDay + peersPerList);
    for (let start = 0; start < lists; start += batchSize) {
      const batch = sources.slice(start, start + batchSize);
      await store.record(
        crawl,
        batch.map((host, at) => visitOf(host, peers, startedAt + (start + at) * 1000)),
      );
    }
    await store.close();
    sizes.push((await stat(file)).size);
  }
  // The first day brings the lists themselves.
  return (sizes.at(-1)! - sizes[0]!) / (days - 1) / lists;
}

const paths = [
  '/robots.txt',
  '/.well-known/nodeinfo',
  '/nodeinfo/2.0',
  '/api/v2/instance',
  '/api/v1/instance/peers',
  '/api/v1/instance/domain_blocks',
];

function visitOf(host: Host, peers: Host[], at: number): Visit {
  const requests = paths.map((path, position): RequestRecord => {
    const answer = { outcome: 'ok', status: 200, bytes: 4000 + position, etag: null } as const;
    const bodyHash = hashLike(`${host}${path}${at}`);
    const brings = path.endsWith('peers') ? (['peers'] as const) : path.includes('blocks') ? (['blocks'] as const) : [];
    return {
      ...answer,
      url: `https://${host}${path}`,
      method: 'GET',
      sentAt: at + position * 1000,
      durationMs: 80,
      bodyHash,
      brings,
    };
  });
  const none = { disclosure: 'unsupported', reason: null, entries: [], rejectedCount: 0 } as const;
  return {
    host,
    ...{
      startedAt: at,
      finishedAt: at + 6000,
      status: 'visited',
      reason: 'ok',
      requests,
      notBefore: null,
      optOut: null,
    },
    ...{ consent: false, robots: null, aliases: [] },
    facts: {
      ...{
        software: 'mastodon',
        version: '4.4.0',
        users: at % 5000,
        mau: at % 900,
        activeHalfyear: at % 2000,
        posts: at % 100_000,
      },
      ...{ language: 'en', openRegistrations: true, authorizedFetch: null, allowlistMode: false },
    },
    peers: { disclosure: 'published', reason: 'ok', entries: peers, rejectedCount: 0 },
    blocks: { ...none, disclosure: 'withheld', reason: 'robots-disallowed', entries: [] },
    allows: { ...none, entries: [] },
    counts: { ...none, entries: [] },
  };
}

/** 64 hex digits that no compressor can shorten, as a real hash. */
function hashLike(text: string): string {
  let state = 2166136261;
  let digits = '';
  for (let at = 0; digits.length < 64; at++) {
    state = Math.imul(state ^ text.charCodeAt(at % text.length) ^ at, 16777619);
    digits += (state >>> 0).toString(16).padStart(8, '0');
  }
  return digits.slice(0, 64);
}

/** Every number a crawl can be told: its default, why that default, and what it may be. */

export interface SettingRow {
  name: string;
  default: number;
  unit: 'ms' | 'bytes' | 'count';
  min: number;
  max: number;
  /** Bounds for a crawl of strangers' servers; within `min` and `max`, and left out where those do. */
  publicMin?: number;
  publicMax?: number;
  why: string;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const kib = 1024;
const mib = 1024 * kib;

export const numberSettings = [
  {
    name: 'concurrency',
    default: 50,
    unit: 'count',
    min: 1,
    max: 10_000,
    publicMax: 500,
    why: 'hosts visited at once; 30,000 hosts of 6 requests at half a second end within the hour',
  },
  {
    name: 'minGapMs',
    default: 1000,
    unit: 'ms',
    min: 0,
    max: dayMs,
    publicMin: 1000,
    why: 'rest between the end of one request and the start of the next to one registrable domain, and to one address',
  },
  {
    name: 'maxRequestsPerSecond',
    default: 50,
    unit: 'count',
    min: 1,
    max: 100_000,
    publicMax: 200,
    why: 'to all hosts together, so that shared name servers, proxies and hosters we cannot tell apart are spared too',
  },
  {
    name: 'connectTimeoutMs',
    default: 4000,
    unit: 'ms',
    min: 1,
    max: hourMs,
    why: 'dead hosts are most of the waiting of a crawl; a live one connects within two round trips',
  },
  {
    name: 'requestTimeoutMs',
    default: 20_000,
    unit: 'ms',
    min: 1,
    max: hourMs,
    why: 'whole request, body included, so that a slow drip ends too; 8 MiB pass at 3.4 Mbit/s',
  },
  {
    name: 'maxBytes',
    default: 8 * mib,
    unit: 'bytes',
    min: 1,
    max: 256 * mib,
    publicMax: 64 * mib,
    why: 'of a list, as received; the longest peer lists (75,000 names) take 1.6 MB plain',
  },
  {
    name: 'maxDecompressedBytes',
    default: 32 * mib,
    unit: 'bytes',
    min: 1,
    max: 512 * mib,
    why: 'of a list, after decompression; JSON lists shrink 3 to 8 times, bombs 1000 times',
  },
  {
    name: 'maxDocumentBytes',
    default: 1 * mib,
    unit: 'bytes',
    min: 1,
    max: 64 * mib,
    why: 'of anything but a list, before and after decompression; NodeInfo with 5,000 rules and reasons takes 0.7 MB',
  },
  {
    name: 'maxRedirects',
    default: 5,
    unit: 'count',
    min: 0,
    max: 20,
    why: 'within the same origin only; RFC 9309 section 2.3.1.2 asks for five',
  },
  {
    name: 'maxRequests',
    default: 400,
    unit: 'count',
    min: 1,
    max: 100_000,
    publicMax: 2000,
    why: 'in one visit; a Misskey server that knows 20,000 hosts needs 200 pages',
  },
  {
    name: 'maxVisitMs',
    default: 30 * minuteMs,
    unit: 'ms',
    min: 1,
    max: 7 * dayMs,
    why: '400 requests at one second of rest and three of answering; beyond it the visit keeps what it has',
  },
  {
    name: 'revisitAfterMs',
    default: 23 * hourMs,
    unit: 'ms',
    min: 0,
    max: 366 * dayMs,
    publicMin: 23 * hourMs,
    why: 'once a day at most; up to a tenth is added, so that the visits of many servers do not line up',
  },
  {
    name: 'crawlDelayLimitMs',
    default: minuteMs,
    unit: 'ms',
    min: 0,
    max: dayMs,
    why: 'Crawl-delay and Request-rate are honoured up to here; a host that asks for more is left alone for this run',
  },
  {
    name: 'retryLimit',
    default: 1,
    unit: 'count',
    min: 0,
    max: 20,
    publicMax: 3,
    why: 'second tries of one request in a visit, and only where the answer invites one',
  },
  {
    name: 'retryDelayMs',
    default: 5000,
    unit: 'ms',
    min: 0,
    max: dayMs,
    publicMin: 1000,
    why: 'before the second try when the server names no time; doubles with each try',
  },
  {
    name: 'retryAfterLimitMs',
    default: 2 * minuteMs,
    unit: 'ms',
    min: 0,
    max: dayMs,
    why: 'longest Retry-After waited out; a host that asks for more is left alone until then, 30 days at most',
  },
  {
    name: 'maxNamesPerDomain',
    default: 100,
    unit: 'count',
    min: 1,
    max: 1_000_000,
    why: 'names below one registrable domain before it is quarantined, against floods of generated subdomains',
  },
  {
    name: 'maxNewHostsPerVisit',
    default: 100_000,
    unit: 'count',
    min: 0,
    max: 10_000_000,
    why: 'unheard-of hosts one visit may add to a run, against lists of generated names; the rest wait for the next run',
  },
  {
    name: 'networkCheckAfter',
    default: 100,
    unit: 'count',
    min: 1,
    max: 1_000_000,
    why: 'visits in a row without any HTTP answer before hosts that answered are looked up, to tell whether it is our own network',
  },
  {
    name: 'batchSize',
    default: 100,
    unit: 'count',
    min: 1,
    max: 10_000,
    why: 'visits gathered for one database transaction; at twice as many no new visit starts. A crash loses at most the one being written, what is gathered, visits under way and silent ones held back',
  },
] as const satisfies readonly SettingRow[];

export type NumberSetting = (typeof numberSettings)[number]['name'];

/**
 * How many monthly active people each server has, as far as its own figures can be trusted.
 * Trust rules that need no fit; every server carries the reason of its figure.
 */
import type { Doubt, Snapshot, SnapshotHost } from '../data/snapshot/types.ts';
import { append } from './multimap.ts';

/**
 * mau: the server's own count · users-software: its users × the median activity of its software · users-all: × that of all
 * software · users: its users as they are, where no server publishes activity · uncounted: no figure at all · the rest:
 * the snapshot keeps its numbers out of sums.
 */
export type AudienceReason = 'mau' | 'users-software' | 'users-all' | 'users' | 'uncounted' | Doubt;

export interface Audience {
  /** What `people` counts: monthly active people, or registered ones where no server publishes activity. */
  unit: 'active' | 'registered';
  /** One entry a node; NaN where nothing is known. */
  people: Float64Array;
  /** Standard deviation of ln(people). */
  sigma: Float64Array;
  reason: AudienceReason[];
  known: number;
}

/** Software whose "0 active this month" is a count and not a blank. */
const countsActivity = new Set([
  'mastodon',
  'hometown',
  'glitchsoc',
  'fedibird',
  'kmyblue',
  'lemmy',
  'pleroma',
  'akkoma',
  'rebased',
  'friendica',
  'piefed',
  'mbin',
  'peertube',
]);
/** Fewest servers a median is taken over. */
const minSample = 5;
/** Planted-world figure for a published count: between two crawls of one server it moves by about 15 %. */
const publishedSigma = 0.15;

/** @returns one figure a node, `unit` the same for all */
export function estimateAudience({ hosts }: Snapshot): Audience {
  const order = hosts.length;
  const audience: Audience = {
    unit: hosts.some((host) => readMau(host) !== null) ? 'active' : 'registered',
    people: new Float64Array(order).fill(Number.NaN),
    sigma: new Float64Array(order),
    reason: new Array<AudienceReason>(order).fill('uncounted'),
    known: 0,
  };
  const activity = measureActivity(hosts);
  hosts.forEach((host, node) => {
    const set = (people: number, sigma: number, reason: AudienceReason) => {
      audience.people[node] = people;
      audience.sigma[node] = sigma;
      audience.reason[node] = reason;
      audience.known++;
    };
    const mau = readMau(host);
    const users = readUsers(host);
    const ratio = activity(host.software);
    if (mau !== null) set(mau, publishedSigma, 'mau');
    else if (users !== null && audience.unit === 'registered') set(users, 1, 'users');
    else if (users !== null && ratio) set(users * Math.exp(ratio.median), ratio.sigma, ratio.reason);
    else if (host.doubt !== null) audience.reason[node] = host.doubt;
  });
  return audience;
}

/** Monthly active people a server says it has, when that can be true. */
function readMau(host: SnapshotHost): number | null {
  const { mau, users, software, allowlistMode, doubt } = host;
  if (mau === null || doubt !== null || (users !== null && mau > users)) return null;
  // In limited federation Mastodon may close the figure; honest GoToSocial never counts.
  if (mau === 0 && (allowlistMode === true || !countsActivity.has(software ?? ''))) return null;
  return mau;
}

function readUsers({ users, doubt }: SnapshotHost): number | null {
  return doubt === null ? users : null;
}

interface Activity {
  /** Median of ln(mau / users). */
  median: number;
  sigma: number;
  reason: AudienceReason;
}

/** ln(mau / users) over servers that publish both, per software and over all. */
function measureActivity(hosts: readonly SnapshotHost[]): (software: string | null) => Activity | undefined {
  const all: number[] = [];
  const bySoftware = new Map<string, number[]>();
  for (const host of hosts) {
    const mau = readMau(host);
    if (mau === null || mau === 0 || host.users === null || host.users === 0) continue;
    const ratio = Math.log(mau / host.users);
    all.push(ratio);
    if (host.software !== null) append(bySoftware, host.software, ratio);
  }
  const ofAll = all.length === 0 ? undefined : summarise(all, 'users-all');
  const summaries = new Map<string, Activity>();
  for (const [software, ratios] of bySoftware) {
    if (ratios.length >= minSample) summaries.set(software, summarise(ratios, 'users-software'));
  }
  return (software) => summaries.get(software ?? '') ?? ofAll;
}

/** With fewer than the sample a median needs, its spread is set to 1: a factor of e either way. */
function summarise(ratios: number[], reason: AudienceReason): Activity {
  const sorted = [...ratios].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
  const variance = ratios.reduce((sum, ratio) => sum + (ratio - mean) ** 2, 0) / Math.max(1, ratios.length - 1);
  return { median, sigma: ratios.length < minSample ? 1 : Math.max(publishedSigma, Math.sqrt(variance)), reason };
}

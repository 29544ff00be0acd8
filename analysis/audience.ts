/**
 * How many monthly active people each server has.
 *
 * Up to three sources, each a ln A with a standard deviation, weighed by their precision: what the server says, its
 * registered people times the usual activity of its software, and how many published peer lists name it
 * (footprint-fit.ts). A figure that cannot be true is not used, and the reason is kept.
 */
import type { Rows, SnapshotFacts, SnapshotHost } from '../data/snapshot/types.ts';
import { type Activity, measureActivity, publishedSigma } from './activity.ts';
import { type FootprintFit, fitFootprint, logPeopleAt } from './footprint-fit.ts';
import type { AudienceSource, UnusedCount } from './types.ts';

export interface Audience {
  /** What `people` counts: monthly active people, or registered ones where no server publishes activity. */
  unit: 'active' | 'registered';
  /** One entry a node; NaN where nothing is known. */
  people: Float64Array;
  /** Standard deviation of ln(people). */
  sigma: Float64Array;
  source: AudienceSource[];
  /** null where the server's own count is used. */
  unused: (UnusedCount | null)[];
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
/** Standard deviations above the footprint at which a count of active, or of registered, people is not believed. */
const fakeActiveAt = 3.5;
const fakeUsersAt = 4;
/** A server on this share of the lists that the best-known one is on cannot be told by its place: there is no room above. */
const wellKnown = 0.5;

/**
 * @param listedBy who lists each server as a peer
 * @returns one figure a node, `unit` the same for all
 */
export function estimateAudience({ hosts }: Pick<SnapshotFacts, 'hosts'>, listedBy: Pick<Rows, 'degree'>): Audience {
  const unused = hosts.map(whyUnused);
  const told = hosts.map(({ mau }, node) => (unused[node] === null ? mau : null));
  const unit = told.some((mau) => mau !== null) ? 'active' : 'registered';
  const listed = hosts.map((_, node) => listedBy.degree(node));
  const footprint = fitSizes(listed, unit === 'active' ? told : hosts.map(readUsers));
  const known = wellKnown * Math.max(...listed);
  const excess = (people: number, node: number) =>
    footprint === undefined || listed[node]! > known
      ? 0
      : (Math.log(people) - logPeopleAt(footprint, listed[node]!)) / footprint.sigma;
  told.forEach((mau, node) => {
    if (mau === null || mau === 0 || excess(mau, node) <= fakeActiveAt) return;
    told[node] = null;
    unused[node] = 'fake';
  });
  const activity = measureActivity(hosts, told);

  const audience: Audience = {
    unit,
    people: new Float64Array(hosts.length).fill(Number.NaN),
    sigma: new Float64Array(hosts.length),
    source: new Array<AudienceSource>(hosts.length).fill('none'),
    unused,
  };
  hosts.forEach((host, node) => {
    if (unused[node] === 'alias') return;
    const users = readUsers(host);
    const believed = users !== null && users > 0 && excess(users, node) > fakeUsersAt ? null : users;
    const own = unit === 'active' ? sizeFrom(told[node]!, believed, activity(host.software)) : fromUsers(believed);
    const size = withFootprint(own, footprint, listed[node]!);
    if (size === undefined) return;
    audience.people[node] = size.people;
    audience.sigma[node] = size.sigma;
    audience.source[node] = size.source;
  });
  return audience;
}

/** One statement about ln A. */
export interface Statement {
  mean: number;
  sigma: number;
}

/** @returns the mean of statements weighed by precision; at least one */
export function combineStatements(statements: readonly Statement[]): Statement {
  const precision = statements.reduce((sum, { sigma }) => sum + 1 / sigma ** 2, 0);
  const mean = statements.reduce((sum, statement) => sum + statement.mean / statement.sigma ** 2, 0) / precision;
  return { mean, sigma: Math.sqrt(1 / precision) };
}

interface Size {
  people: number;
  sigma: number;
  source: AudienceSource;
  /** What the server itself says, and what follows from it. */
  statements: Statement[];
}

function sizeFrom(mau: number | null, users: number | null, activity: Activity | undefined): Size | undefined {
  const fromActivity =
    users !== null && users > 0 && activity !== undefined
      ? [{ mean: Math.log(users) + activity.median, sigma: activity.sigma }]
      : [];
  if (mau !== null) {
    const own = { mean: Math.log(mau), sigma: publishedSigma };
    return { people: mau, sigma: publishedSigma, source: 'mau', statements: mau === 0 ? [] : [own, ...fromActivity] };
  }
  if (users === null || activity === undefined) return undefined;
  const source = activity.ofSoftware ? 'users-software' : 'users-all';
  return { people: users * Math.exp(activity.median), sigma: activity.sigma, source, statements: fromActivity };
}

function fromUsers(users: number | null): Size | undefined {
  return users === null ? undefined : { people: users, sigma: 1, source: 'users', statements: [] };
}

/** Without a curve a server's own count stands as it is, and so does a 0 that was counted. */
function withFootprint(own: Size | undefined, footprint: FootprintFit | undefined, listed: number): Size | undefined {
  if (footprint === undefined) return own;
  const place = { mean: logPeopleAt(footprint, listed), sigma: footprint.sigma };
  const statements = own === undefined ? [] : own.statements;
  if (own !== undefined && statements.length === 0) return own;
  const { mean, sigma } = combineStatements([...statements, place]);
  return { people: Math.exp(mean), sigma, source: own?.source ?? 'footprint', statements };
}

function whyUnused({
  mau,
  users,
  software,
  allowlistMode,
  doubt,
  liveness,
  factsAt,
}: SnapshotHost): UnusedCount | null {
  if (doubt === 'repeats-another') return 'alias';
  if (doubt === 'invented-users') return software === 'gotosocial' ? 'baffle' : 'impossible';
  if (mau === null) return liveness === 'alive' && factsAt !== null ? 'missing' : 'hidden';
  if (users !== null && mau > users) return 'impossible';
  // In limited federation Mastodon may close the figure; honest GoToSocial never counts.
  if (mau === 0 && (allowlistMode === true || !countsActivity.has(software ?? ''))) return 'zero-not-counted';
  return null;
}

function readUsers({ users, doubt }: SnapshotHost): number | null {
  return doubt === null ? users : null;
}

function fitSizes(listed: readonly number[], sizes: readonly (number | null)[]): FootprintFit | undefined {
  const nodes = sizes.flatMap((size, node) => (size !== null && size > 0 ? [node] : []));
  return fitFootprint(
    nodes.map((node) => listed[node]!),
    nodes.map((node) => sizes[node]!),
  );
}

/**
 * Who there is in a drawn world: names, people, communities, and what comes of asking each server. Hosts are numbered
 * in an order that says nothing about them.
 */
import { seededRandom } from '../../random.ts';
import type { Host } from '../../types.ts';
import { drawFrom, drawNormal, weightedDraw } from '../draw.ts';
import { makeLargeNames } from './names.ts';
import { type LargeSize, largeScales } from './sizes.ts';
import { type LargeSoftware, publishing, silent } from './software.ts';

/** published: its list of peers is read · silent: it answers, and has or gives none · refused · dead · unvisited. */
export type Standing = 'published' | 'silent' | 'refused' | 'dead' | 'unvisited';

export interface Census {
  size: LargeSize;
  seed: number;
  /** By host number, like everything below. */
  hosts: Host[];
  /** The planted community, from 0 for the largest. */
  community: Uint8Array;
  communities: number;
  standing: Standing[];
  /** null of a server that never answered. */
  software: (LargeSoftware | null)[];
  /** Monthly active people; truth, not what the server says. */
  people: Float64Array;
  /** In proportion to how many peers its list has. */
  reach: Float64Array;
  /** In proportion to how readily lists name it. */
  popularity: Float64Array;
  /** Numbers of the hosts that publish, ascending. */
  publishers: Uint32Array;
}

/** Planted communities, of Zipf sizes, by world. */
const communityCounts: Record<LargeSize, number> = { small: 12, medium: 25, full: 40, next: 60 };

/** Answering servers of which one in four has or gives no list; at most this share of all. */
const publishingShare = 0.75;
const mostAnswering = 0.95;
const refusedShare = 0.02;
/** Of those that do not answer, the rest was never visited. */
const deadShare = 0.7;

/** Monthly active people: median 3, mean about 60, as 1.18 M on 24,143 servers. */
const peopleMu = 1.2;
const peopleSigma = 2.4;
/** Spread of list sizes and of popularity, fitted so that the degrees of `full` have the quantiles of real counts. */
const reachSigma = 1.08;
const popularitySigma = 1.52;
/**
 * How far size tells the length of the list, popularity, and whether the server answers; so that in `full` 37 % of the
 * entries are mutual.
 */
const reachFromSize = 0.9;
const popularityFromSize = 0.9;
const standingFromSize = 0.68;

export function drawCensus({ size, seed }: { size: LargeSize; seed: number }): Census {
  const { hosts: order, lists } = largeScales[size];
  const random = seededRandom(Math.imul(seed, 0x9e3779b1) ^ 1);
  const scale = Float64Array.from({ length: order }, () => drawNormal(random));
  const along = (share: number) =>
    scale.map((value) => share * value + Math.sqrt(1 - share * share) * drawNormal(random));
  const communities = communityCounts[size];
  const drawCommunity = weightedDraw(Float64Array.from({ length: communities }, (_, rank) => 1 / (rank + 1)));
  const standing = drawStanding(along(standingFromSize), lists);
  return {
    size,
    seed,
    hosts: makeLargeNames(order, random),
    community: Uint8Array.from({ length: order }, () => drawCommunity(random)),
    communities,
    standing,
    software: standing.map((each) => drawSoftware(each, random)),
    people: scale.map((value) => Math.round(Math.exp(peopleMu + peopleSigma * value))),
    reach: along(reachFromSize).map((value) => Math.exp(reachSigma * value)),
    popularity: along(popularityFromSize).map((value) => Math.exp(popularitySigma * value)),
    publishers: Uint32Array.from(standing.flatMap((each, host) => (each === 'published' ? [host] : []))),
  };
}

/** The first `lists` by score publish, the next answer, and so on. */
function drawStanding(score: Float64Array, lists: number): Standing[] {
  const order = score.length;
  const answering = Math.round(Math.min(mostAnswering * order, lists / publishingShare));
  const refused = answering + Math.round(refusedShare * (order - answering));
  const dead = refused + Math.round(deadShare * (order - refused));
  const ranked = Array.from(score.keys()).sort((a, b) => score[b]! - score[a]!);
  const standing = new Array<Standing>(order).fill('unvisited');
  ranked.forEach((host, rank) => {
    if (rank < lists) standing[host] = 'published';
    else if (rank < answering) standing[host] = 'silent';
    else if (rank < refused) standing[host] = 'refused';
    else if (rank < dead) standing[host] = 'dead';
  });
  return standing;
}

function drawSoftware(standing: Standing, random: () => number): LargeSoftware | null {
  if (standing === 'published') return drawFrom(random, publishing);
  return standing === 'silent' ? drawFrom(random, silent) : null;
}

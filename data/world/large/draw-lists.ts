/** Draws every published list and hands them on in batches, while those before are being written. */
import { seededRandom } from '../../random.ts';
import { beginsLater, endsLater, type ListBatch, numberMask } from '../../store/pass-lists.ts';
import type { Census } from './census.ts';
import { listFactors } from './list-factors.ts';
import { drawList, type PairDraw } from './pair-draw.ts';

/** Entries of a batch, at least, unless it is the last. */
const batchEntries = 1 << 22;
/** Batches that are drawn or written at a time. */
const batchesHeld = 3;
/** Share of the entries of a day that are gone on the next, and of those that are new. */
const changedShare = 0.01;

export interface DrawnLists {
  /** Entries of each list that its source's pass saw, by pass, then by position in `publishers`. */
  lengths: Uint32Array[];
  /** Entries on each of the days. */
  edges: number[];
  /** Entries that begin and that end with the second day. */
  added: number;
  removed: number;
}

/**
 * @param take writes a batch; its arrays are drawn into again when that is done
 * @param see gets each list whole, with the bits of pass-lists.ts, before it is handed on
 */
export async function drawLists(
  census: Census,
  days: 1 | 2,
  take: (batch: ListBatch) => Promise<void>,
  see: (source: number, targets: Uint32Array) => void,
): Promise<DrawnLists> {
  const { publishers, hosts } = census;
  const order = hosts.length;
  const share = days === 1 ? 0 : changedShare;
  const draw = pairDraw(census, share);
  const factors = listFactors(census, 1 + share);
  const drawn: DrawnLists = { lengths: [], edges: [], added: 0, removed: 0 };
  for (let day = 0; day < days; day++) drawn.lengths.push(new Uint32Array(publishers.length));
  const buffers = Array.from({ length: batchesHeld }, () => shared(batchEntries + order));
  const writing: Promise<void>[] = buffers.map(() => Promise.resolve());
  for (let first = 0, batch = 0; first < publishers.length; batch = (batch + 1) % batchesHeld) {
    await writing[batch];
    const targets = buffers[batch]!;
    const ends = [0];
    let last = first;
    for (; last < publishers.length && ends.at(-1)! < batchEntries; last++) {
      const source = publishers[last]!;
      const begin = ends.at(-1)!;
      const length = drawList(draw, source, factors[last]!, targets, begin);
      const list = targets.subarray(begin, begin + length);
      count(drawn, last, list);
      see(source, list);
      ends.push(begin + length);
    }
    const sources = shared(last - first);
    sources.set(publishers.subarray(first, last));
    const offsets = shared(ends.length);
    offsets.set(ends);
    const written = take({ sources, offsets, targets });
    // It is awaited later; until then nobody must think it unhandled.
    written.catch(() => {});
    writing[batch] = written;
    first = last;
  }
  await Promise.all(writing);
  drawn.edges = drawn.lengths.map((lengths) => lengths.reduce((sum, length) => sum + length, 0));
  return drawn;
}

/** @param share of entries that hold on one of two days only, each way */
export function pairDraw({ seed, hosts, popularity, community }: Census, share: number): PairDraw {
  const random = seededRandom(Math.imul(seed, 0x9e3779b1) ^ 2);
  const keys = Int32Array.from(hosts, () => random() * 0x1_0000_0000);
  return { keys, popularity, community, changedShare: share };
}

/** The numbers of the hosts that a list names on a day, in place of what was drawn. @returns how many there are */
export function onDay(drawn: Uint32Array, day: number, into: Uint32Array): number {
  const absent = day === 0 ? beginsLater : endsLater;
  let length = 0;
  for (const entry of drawn) if ((entry & absent) === 0) into[length++] = entry & numberMask;
  return length;
}

function count(drawn: DrawnLists, at: number, list: Uint32Array): void {
  let added = 0;
  let removed = 0;
  if (drawn.lengths.length > 1) {
    for (const entry of list) {
      added += (entry >>> 30) & 1;
      removed += entry >>> 31;
    }
  }
  drawn.added += added;
  drawn.removed += removed;
  drawn.lengths[0]![at] = list.length - added;
  if (drawn.lengths.length > 1) drawn.lengths[1]![at] = list.length - removed;
}

function shared(length: number): Uint32Array {
  return new Uint32Array(new SharedArrayBuffer(4 * length));
}

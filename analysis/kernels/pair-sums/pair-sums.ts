/**
 * Sums over the pairs of one server after the other, weighed at once: what the server is to each other as a reader and as
 * an author, and what all of these together are to it. With many servers in WebAssembly where it is to be had, in a
 * quarter of the time; the sums are the same to the last digit.
 */
import { worthCompiling } from '../machine/open-module.ts';
import { openMachineSums } from './machine.ts';

/** What follows between two servers are made of, as a product. Parallel arrays hold one entry a node. */
export interface PairModel {
  /** What a server brings as the reader; 0 where no size is known. */
  reader: Float64Array;
  /** What it brings as the author; 0 where no size is known. */
  author: Float64Array;
  /** Languages and softwares that are told apart, as one number below `groupCount`. */
  group: Uint16Array;
  groupCount: number;
  /** Row: group of the reader; column: group of the author. */
  affinity: Float64Array;
  /** Number of its circle, or -1. */
  circle: Int32Array;
  /** Of circles that differ, that agree, and where one is not told. */
  kinship: Float64Array;
  /** By class of evidence. */
  evidence: Float64Array;
}

/** Parallel arrays, of which the first `size` hold; a node comes in several pairs, or in none. */
export interface Pairs {
  size: number;
  others: Uint32Array;
  /** Class of evidence. */
  evidence: Uint8Array;
  mask: Float64Array;
  /** Bit 1: posts of the other server arrive; bit 2: posts leave for it. */
  open: Uint8Array;
}

/** One entry a node, or a member. */
export interface TwoWays {
  readers: Float64Array;
  sources: Float64Array;
}

export interface PairSums {
  /** @param sums by node, what is added to @param weight by node, what pairs are weighed with @param asked 1 for nodes that count */
  begin(sums: TwoWays, weight: TwoWays, asked: Uint8Array): void;
  /** Adds the pairs of a server to the sums, and what they weigh to the place `at` of `weighed`. */
  add(node: number, pairs: Pairs, weighed: TwoWays, at: number): void;
  /** From now on the sums that were begun hold what was added. */
  end(): void;
}

/** @param mostPairs that are ever added at once */
export function openPairSums(model: PairModel, mostPairs: number): PairSums {
  if (model.reader.length < worthCompiling) return openPlainSums(model);
  return openMachineSums(model, mostPairs) ?? openPlainSums(model);
}

export function openPlainSums(model: PairModel): PairSums {
  const { reader, author, group, groupCount, affinity, circle, evidence } = model;
  const [differ, agree, untold] = model.kinship;
  let sums: TwoWays;
  let weight: TwoWays;
  let asked: Uint8Array;
  return {
    begin(...begun) {
      [sums, weight, asked] = begun;
    },
    add(node, { size, others, evidence: classes, mask, open }, weighed, at) {
      const own = group[node]!;
      let weighedReaders = weighed.readers[at]!;
      let weighedSources = weighed.sources[at]!;
      for (let pair = 0; pair < size; pair++) {
        const other = others[pair]!;
        const its = group[other]!;
        if (asked[other] === 0 || (open[pair]! & 2) === 0) continue;
        // `followsIfTied` both ways round, with its factors in its order.
        const isTold = circle[node] !== -1 && circle[other] !== -1;
        const kin = !isTold ? untold! : circle[node] === circle[other] ? agree! : differ!;
        const known = evidence[classes[pair]!]!;
        const reads =
          mask[pair]! * (reader[node]! * author[other]! * (affinity[own * groupCount + its]! * kin * known));
        const leaving =
          mask[pair]! * (reader[other]! * author[node]! * (affinity[its * groupCount + own]! * kin * known));
        const arriving = (open[pair]! & 1) === 0 ? 0 : reads;
        sums.readers[other]! += arriving;
        sums.sources[other]! += leaving;
        weighedReaders += weight.readers[other]! * arriving;
        weighedSources += weight.sources[other]! * leaving;
      }
      weighed.readers[at] = weighedReaders;
      weighed.sources[at] = weighedSources;
    },
    end() {},
  };
}

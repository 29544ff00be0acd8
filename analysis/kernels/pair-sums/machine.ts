/**
 * The sums of pair-sums.ts by the vector instructions of WebAssembly: what goes one way and the other is computed at once.
 * Each number has the factors of the plain loop in their order, so that not a digit differs.
 */
import { openModule } from '../machine/open-module.ts';
import { newPlaces } from '../machine/place.ts';
import { type PairMemory, pairCode, recordAt, recordBytes } from './machine-code.ts';
import type { PairModel, PairSums, TwoWays } from './pair-sums.ts';

/**
 * @param mostPairs that are ever added at once
 * @returns undefined where WebAssembly is not to be had
 */
export function openMachineSums(model: PairModel, mostPairs: number): PairSums | undefined {
  const order = model.reader.length;
  const { memory, bytes } = placeAll(model, mostPairs);
  const opened = openModule('sum', pairCode(memory), bytes);
  if (opened === undefined) return undefined;
  const { buffer, run } = opened;
  const doubles = (address: number, length: number) => new Float64Array(buffer, address, length);
  const record = recordsIn(buffer, memory.records, order);
  record.doubles(recordAt.factors, { readers: model.author, sources: model.reader });
  record.facts(model);
  doubles(memory.evidence, model.evidence.length).set(model.evidence);
  new Int32Array(buffer, memory.arrivals, 8).set([0, 0, -1, -1, -1, -1, -1, -1]);
  const own = doubles(memory.own, 2);
  const weighedNow = doubles(memory.weighed, 2);
  const affinity = doubles(memory.affinity, 2 * model.groupCount);
  const kinship = doubles(memory.kinship, 4);
  const others = new Uint32Array(buffer, memory.others, mostPairs);
  const classes = new Uint8Array(buffer, memory.classes, mostPairs);
  const masks = doubles(memory.masks, mostPairs);
  const open = new Uint8Array(buffer, memory.open, mostPairs);
  let begun: TwoWays;
  const askedAbout = new Uint8Array(buffer, memory.asked, order);
  const setServer = (node: number) => {
    const { group, groupCount, circle } = model;
    for (let other = 0; other < groupCount; other++) {
      affinity[2 * other] = model.affinity[group[node]! * groupCount + other]!;
      affinity[2 * other + 1] = model.affinity[other * groupCount + group[node]!]!;
    }
    const [differ, agree, untold] = model.kinship;
    kinship.set(circle[node] === -1 ? [untold!, untold!, untold!, untold!] : [differ!, agree!, untold!, untold!]);
    own[0] = model.reader[node]!;
    own[1] = model.author[node]!;
  };
  return {
    begin(sums, weight, asked) {
      begun = sums;
      record.doubles(recordAt.sums, sums);
      record.doubles(recordAt.weights, weight);
      askedAbout.set(asked);
    },
    add(node, pairs, weighed, at) {
      const { size } = pairs;
      others.set(pairs.others.subarray(0, size));
      classes.set(pairs.evidence.subarray(0, size));
      masks.set(pairs.mask.subarray(0, size));
      open.set(pairs.open.subarray(0, size));
      setServer(node);
      weighedNow[0] = weighed.readers[at]!;
      weighedNow[1] = weighed.sources[at]!;
      run(size, model.circle[node]!);
      weighed.readers[at] = weighedNow[0]!;
      weighed.sources[at] = weighedNow[1]!;
    },
    end: () => record.readDoubles(recordAt.sums, begun),
  };
}

function recordsIn(buffer: ArrayBuffer, address: number, order: number) {
  const view = <Numbers>(make: new (buffer: ArrayBuffer, address: number, length: number) => Numbers, bytes: number) =>
    new make(buffer, address, (order * recordBytes) / bytes);
  const [shorts, words, doubles] = [view(Uint16Array, 2), view(Int32Array, 4), view(Float64Array, 8)];
  return {
    doubles(field: number, { readers, sources }: TwoWays) {
      for (let node = 0, at = field / 8; node < order; node++, at += recordBytes / 8) {
        doubles[at] = readers[node]!;
        doubles[at + 1] = sources[node]!;
      }
    },
    readDoubles(field: number, { readers, sources }: TwoWays) {
      for (let node = 0, at = field / 8; node < order; node++, at += recordBytes / 8) {
        readers[node] = doubles[at]!;
        sources[node] = doubles[at + 1]!;
      }
    },
    facts({ group, circle }: PairModel) {
      for (let node = 0; node < order; node++) {
        shorts[(node * recordBytes + recordAt.group) / 2] = group[node]!;
        words[(node * recordBytes + recordAt.circle) / 4] = circle[node]!;
      }
    },
  };
}

function placeAll({ reader, groupCount, evidence }: PairModel, pairs: number): { memory: PairMemory; bytes: number } {
  const { place, end } = newPlaces();
  const memory = {
    own: place(16),
    weighed: place(16),
    affinity: place(16 * groupCount),
    kinship: place(4 * 8),
    evidence: place(8 * evidence.length),
    arrivals: place(2 * 16),
    records: place(recordBytes * reader.length),
    others: place(4 * pairs),
    classes: place(pairs),
    masks: place(8 * pairs),
    open: place(pairs),
    asked: place(reader.length),
    picked: place(4 * (pairs + 1)),
  };
  return { memory, bytes: end() };
}

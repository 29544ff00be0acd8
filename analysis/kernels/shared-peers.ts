/**
 * For each node, the partners whose ties resemble its own most: the top k by the φ coefficient of the two tie sets
 * (each with the node itself), measured over a sample of columns.
 * φ: G. U. Yule. On the methods of measuring association between two attributes. J. R. Stat. Soc. 75(6), 1912, 579–652.
 * Degree plays no part in it, so that large servers do not become everybody's nearest.
 */
import type { Csr } from '../../data/snapshot/types.ts';
import { alone, type Parallel, type Task } from './parallel.ts';
import { insertPartner, noPartner } from './partner-slots.ts';
import type { PeerSets } from './peer-sets.ts';
import { openCommonBits } from './shared-bits/shared-bits.ts';

export interface NearestPartners {
  /** k slots a node, nearest first; unused slots hold `noPartner`. */
  partners: Uint32Array;
  phi: Float64Array;
}

/** More parts than threads, so that neither waits long for the other. */
const partsAThread = 2;
/** Half of what a core's own second cache holds on common machines. */
const nearBytes = 512 * 1024;
/** Below this many pairs one part alone is as fast. */
const fewPairs = 100_000;

/**
 * Every pair is compared once, and is a candidate of both.
 * @param ties symmetric, rows ascending
 * @param sets of all nodes of `ties`
 * @returns partners with φ > 0 only; equal φ go to the lower node number
 */
export function nearestBySharedPeers(
  ties: Csr,
  sets: PeerSets,
  k: number,
  parallel: Parallel = alone,
): NearestPartners {
  const { order } = ties;
  const pairsAbove = countAbove(ties);
  const parts = splitEvenly(pairsAbove, pairsAbove[order]! < fewPairs ? 1 : parallel.threads * partsAThread).map(
    ([from, to]) => ({ ...sets, ...ties, k, from, to, ...emptySlots(order, k, parallel) }),
  );
  parallel.run(comparePairs, parts);
  const [first, ...others] = parts;
  // The k best of each part, of which the k best: the parts divide the pairs among them.
  for (const { partners, phi } of others) {
    for (let slot = 0; slot < partners.length; slot++) {
      if (partners[slot] === noPartner) continue;
      insertPartner(first!.partners, first!.phi, k, Math.floor(slot / k), partners[slot]!, phi[slot]!);
    }
  }
  return { partners: first!.partners, phi: first!.phi };
}

/**
 * The same for some nodes alone, whose partners get none by it.
 * @param rows one a node of `nodes`, in their order: its candidates
 * @param nearest what was found for others; the slots of `nodes` are filled
 */
export function addNearest(
  nodes: Uint32Array,
  rows: Csr,
  sets: PeerSets,
  k: number,
  nearest: NearestPartners,
  parallel: Parallel = alone,
): void {
  const parts = splitEvenly(rows.offsets, rows.targets.length < fewPairs ? 1 : parallel.threads).map(([from, to]) => ({
    ...sets,
    ...rows,
    ...nearest,
    order: sets.order,
    nodes,
    k,
    from,
    to,
  }));
  parallel.run(compareCandidates, parts);
}

/** @returns φ of two sets of sizes a and b, of which `shared` is common, among `total`; 0 when one is empty or full */
export function phiCoefficient(total: number, a: number, b: number, shared: number): number {
  const spread = a * b * (total - a) * (total - b);
  return spread === 0 ? 0 : (total * shared - a * b) / Math.sqrt(spread);
}

type Part = PeerSets & Csr & NearestPartners & { k: number; from: number; to: number };

export const comparePairs: Task<Part> = {
  name: 'shared peers: compare pairs',
  run(part) {
    const { offsets, targets, k, from, to, partners, phi } = part;
    const starts = new Uint32Array(to - from);
    for (let node = from; node < to; node++) {
      starts[node - from] = firstAbove(targets, offsets[node]!, offsets[node + 1]!, node);
    }
    const nodes = starts.map((_, at) => from + at);
    eachBlock(part, nodes, starts, offsets.subarray(from + 1), (node, other, value) => {
      insertPartner(partners, phi, k, node, other, value);
      insertPartner(partners, phi, k, other, node, value);
    });
  },
};

export const compareCandidates: Task<Part & { nodes: Uint32Array }> = {
  name: 'shared peers: compare candidates',
  run(part) {
    const { offsets, nodes, k, from, to, partners, phi } = part;
    eachBlock(
      part,
      nodes.subarray(from, to),
      offsets.slice(from, to),
      offsets.subarray(from + 1),
      (node, other, value) => insertPartner(partners, phi, k, node, other, value),
    );
  },
};

/**
 * Compares nodes with those in their rows, a block of the others at a time: the sets of these stay near while
 * all nodes are compared with them.
 * @param starts where the row of each node begins in `targets`; used up
 * @param ends parallel to it
 */
function eachBlock(
  { targets, total, counts, ...matrix }: Part,
  nodes: Uint32Array,
  starts: Uint32Array,
  ends: Uint32Array,
  visit: (node: number, other: number, value: number) => void,
): void {
  const common = openCommonBits(matrix);
  const width = Math.ceil(nearBytes / (4 * matrix.words));
  for (let block = 0; block < counts.length; block += width) {
    for (let row = 0; row < nodes.length; row++) {
      const start = starts[row]!;
      const end = firstAbove(targets, start, ends[row]!, block + width - 1);
      if (start === end) continue;
      starts[row] = end;
      const node = nodes[row]!;
      const others = targets.subarray(start, end);
      const shared = common.count(node, others);
      for (let at = 0; at < others.length; at++) {
        const other = others[at]!;
        visit(node, other, phiCoefficient(total, counts[node]!, counts[other]!, shared[at]!));
      }
    }
  }
}

export function emptySlots(order: number, k: number, parallel: Parallel = alone): NearestPartners {
  return { partners: parallel.uint32(order * k).fill(noPartner), phi: parallel.float64(order * k) };
}

/** @returns running counts of the targets above their node */
function countAbove({ order, offsets, targets }: Csr): Uint32Array {
  const running = new Uint32Array(order + 1);
  for (let node = 0; node < order; node++) {
    const end = offsets[node + 1]!;
    running[node + 1] = running[node]! + end - firstAbove(targets, offsets[node]!, end, node);
  }
  return running;
}

function firstAbove(targets: Uint32Array, from: number, to: number, node: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (targets[middle]! <= node) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param running counts up to each row @returns ranges of rows with about as many each */
function splitEvenly(running: Uint32Array, parts: number): [from: number, to: number][] {
  const last = running.length - 1;
  const starts = Array.from({ length: parts }, (_, part) =>
    firstAbove(running, 0, last, (running[last]! * part) / parts - 1),
  );
  starts[0] = 0;
  return starts.map((from, part) => [from, starts[part + 1] ?? last]);
}

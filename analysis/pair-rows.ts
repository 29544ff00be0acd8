/**
 * The pairs of one server, one by one, as far as sums over silent servers (silent-sums.ts) do not hold them: those tied
 * by what is listed, those cut, and those of which a telling list leaves the other out. Together with these sums they
 * are all pairs of the server that may be tied, each with its probability and its contact today.
 */
import { closedBits, cutPairsOf, noneArrive, noneLeave } from './cut-pairs.ts';
import type { Graph } from './graph.ts';
import { isAmong, placeAmong } from './kernels/ascending.ts';
import { perGraph } from './per-graph.ts';
import { silentServersOf } from './silent-sums.ts';
import { sizeBinCount } from './size-bins.ts';
import { type TiedRow, tiedRows } from './tied-pairs.ts';
import { contains, neitherTells } from './ties.ts';

/** Posts of the other server arrive at the server of the row. */
export const arrives = noneArrive;
/** Posts of the server of the row arrive at the other. */
export const leaves = noneLeave;
const bothWays = arrives | leaves;
/** The other is in allowlist mode: what is open has to be found pair by pair. */
const asks = 4;

/** Parallel arrays of which the first `size` hold. What the sums count wrongly comes once to be taken back. */
export interface PairRow extends TiedRow {
  /** Probability of the tie; negative where it takes back what the sums count. */
  mask: Float64Array;
  /** Bits `arrives` and `leaves`; 0 where the other server does not answer. */
  open: Uint8Array;
}

/**
 * @returns a reader of rows, all in one piece of memory: each reading fills it anew, whoever reads. A server that does
 * not answer has an empty row. O(degree + what is cut and left out), for servers in allowlist mode O(order)
 */
export const pairReader = perGraph((graph: Graph): ((node: number) => PairRow) => {
  const { ties, live, order, policies } = graph;
  const { tells, unlists, unlistedBy, bins, prior } = ties;
  const cuts = cutPairsOf(graph);
  const silent = silentServersOf(graph);
  const closed = new Uint8Array(order);
  for (const node of policies.allowlistNodes) closed[node] = 1;
  const cutBits = new Uint8Array(order);
  /** What is open to each server as long as no rule cuts the pair, or `asks`. */
  const usual = Uint8Array.from(live, (answers, node) => (answers === 0 ? 0 : closed[node] === 1 ? asks : bothWays));
  /** The same for the server of the row, with what its rules and those on it cut. */
  const openNow = usual.slice();
  // No pair comes more than twice.
  const row: PairRow = {
    size: 0,
    others: new Uint32Array(order * 2),
    evidence: new Uint8Array(order * 2),
    mask: new Float64Array(order * 2),
    open: new Uint8Array(order * 2),
  };
  const readTied = tiedRows(ties, row);
  /** Where in the row those stand, ascending, that are tied by what is listed. */
  const tied = { from: 0, to: 0 };

  const put = (at: number, other: number, evidence: number, mask: number, open: number) => {
    row.others[at] = other;
    row.evidence[at] = evidence;
    row.mask[at] = mask;
    row.open[at] = open;
  };
  const openTo = (node: number, other: number) => {
    const shut = closed[node] === 1 || closed[other] === 1 ? closedBits(graph, node, other) : 0;
    return bothWays & ~(cutBits[other]! | shut);
  };
  const guess = (node: number, other: number) => prior[bins[node]! * sizeBinCount + bins[other]!]!;
  const pushGuess = (node: number, other: number) => {
    put(row.size++, other, neitherTells, guess(node, other), openTo(node, other));
  };
  const takeBack = (at: number, node: number, other: number) => {
    put(at, other, neitherTells, -guess(node, other), bothWays);
  };
  const isTied = (other: number) => isAmong(row.others, other, tied.from, tied.to);

  const readTies = (node: number) => {
    readTied(node);
    const { others, open, mask, size } = row;
    mask.fill(1, 0, size);
    for (let at = 0; at < size; at++) open[at] = openNow[others[at]!]!;
    if (closed[node] === 1) {
      for (let at = 0; at < size; at++) if (live[others[at]!] === 1) open[at] = openTo(node, others[at]!);
    } else {
      for (const other of policies.allowlistNodes) {
        const at = placeAmong(others, other, 0, size);
        if (at < size && others[at] === other && open[at] === asks) open[at] = openTo(node, other);
      }
    }
    if (silent[node] === 1) takeBackSilent(node);
    tied.from = silent[node]!;
    tied.to = row.size;
  };
  /** What the sums count of the server itself comes first, and of each tie right after it. */
  const takeBackSilent = (node: number) => {
    const { others, evidence, open, size } = row;
    let silentOthers = 0;
    for (let at = 0; at < size; at++) silentOthers += silent[others[at]!]!;
    row.size = 1 + size + silentOthers;
    // From the end, so that nothing is written over before it has moved.
    for (let at = size - 1, to = row.size; at >= 0; at--) {
      const other = others[at]!;
      if (silent[other] === 1) takeBack(--to, node, other);
      put(--to, other, evidence[at]!, 1, open[at]!);
    }
    takeBack(0, node, node);
  };
  const pushCut = (node: number, from: number, to: number) => {
    for (let at = from; at < to; at++) {
      const other = cuts.targets[at]!;
      if (silent[node] === 0 || silent[other] === 0 || isTied(other)) continue;
      takeBack(row.size++, node, other);
      pushGuess(node, other);
    }
  };
  /** Neither tells, and at least one of them only because its list leaves the other out. */
  const pushLeftOut = (node: number): ReadonlySet<number> => {
    const pushed = new Set<number>();
    const isSilentAbout = (from: number, about: number) => tells[from] === 0 || contains(unlists, from, about);
    for (const { offsets, targets } of [unlists, unlistedBy]) {
      for (let at = offsets[node]!; at < offsets[node + 1]!; at++) {
        const other = targets[at]!;
        if (live[other] === 0 || pushed.has(other) || (tells[node] === 0 && tells[other] === 0)) continue;
        if (isTied(other) || !isSilentAbout(node, other) || !isSilentAbout(other, node)) continue;
        pushed.add(other);
        pushGuess(node, other);
      }
    }
    return pushed;
  };
  /** Pairs of servers without a list that the sums leave out, because one of them is in allowlist mode. */
  const pushClosed = (node: number, pushed: ReadonlySet<number>) => {
    if (tells[node] === 1) return;
    const visit = (other: number) => {
      if (other === node || live[other] === 0 || tells[other] === 1) return;
      if (!pushed.has(other) && !isTied(other)) pushGuess(node, other);
    };
    if (closed[node] === 1) for (let other = 0; other < order; other++) visit(other);
    else for (const other of policies.allowlistNodes) visit(other);
  };

  return (node) => {
    row.size = 0;
    if (live[node] === 0) return row;
    const from = cuts.offsets[node]!;
    const to = cuts.offsets[node + 1]!;
    for (let at = from; at < to; at++) {
      const other = cuts.targets[at]!;
      cutBits[other] = cuts.bits[at]!;
      if (usual[other] === bothWays) openNow[other] = bothWays & ~cuts.bits[at]!;
    }
    readTies(node);
    pushCut(node, from, to);
    pushClosed(node, pushLeftOut(node));
    for (let at = from; at < to; at++) {
      cutBits[cuts.targets[at]!] = 0;
      openNow[cuts.targets[at]!] = usual[cuts.targets[at]!]!;
    }
    return row;
  };
});

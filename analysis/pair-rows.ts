/**
 * The pairs of one server, one by one, as far as sums over silent servers (silent-sums.ts) do not hold them: those tied
 * by what is listed, those cut, and those of which a telling list leaves the other out. Together with these sums they
 * are all pairs of the server that may be tied, each with its probability and its contact today.
 */
import { closedBits, cutPairsOf, noneArrive, noneLeave } from './cut-pairs.ts';
import type { Graph } from './graph.ts';
import { perGraph } from './per-graph.ts';
import { silentServersOf } from './silent-sums.ts';
import { sizeBinCount } from './size-bins.ts';
import { type TiedRow, tiedRowsOf } from './tied-pairs.ts';
import { contains, neitherTells } from './ties.ts';

/** Posts of the other server arrive at the server of the row. */
export const arrives = noneArrive;
/** Posts of the server of the row arrive at the other. */
export const leaves = noneLeave;
const bothWays = arrives | leaves;

/** Parallel arrays of which the first `size` hold. What the sums count wrongly comes once to be taken back. */
export interface PairRow {
  size: number;
  other: Uint32Array;
  /** Index into `evidenceNames`. */
  evidence: Uint8Array;
  /** Probability of the tie; negative where it takes back what the sums count. */
  mask: Float64Array;
  /** Bits `arrives` and `leaves`. */
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
  const readTied = tiedRowsOf(graph);
  const cutBits = new Uint8Array(order);
  const seen = new Uint8Array(order);
  // No pair comes more than twice.
  const row: PairRow = {
    size: 0,
    other: new Uint32Array(order * 2),
    evidence: new Uint8Array(order * 2),
    mask: new Float64Array(order * 2),
    open: new Uint8Array(order * 2),
  };

  const push = (other: number, evidence: number, mask: number, open: number) => {
    row.other[row.size] = other;
    row.evidence[row.size] = evidence;
    row.mask[row.size] = mask;
    row.open[row.size++] = open;
  };
  const openTo = (node: number, other: number) => {
    const shut = closed[node] === 1 || closed[other] === 1 ? closedBits(graph, node, other) : 0;
    return bothWays & ~(cutBits[other]! | shut);
  };
  const guess = (node: number, other: number) => prior[bins[node]! * sizeBinCount + bins[other]!]!;
  const pushGuess = (node: number, other: number) => push(other, neitherTells, guess(node, other), openTo(node, other));
  const takeBack = (node: number, other: number) => push(other, neitherTells, -guess(node, other), bothWays);

  const pushTied = (node: number, { size, others, evidence }: TiedRow) => {
    for (let at = 0; at < size; at++) {
      const other = others[at]!;
      if (live[other] === 0) continue;
      push(other, evidence[at]!, 1, openTo(node, other));
      if (silent[node] === 1 && silent[other] === 1) takeBack(node, other);
    }
  };
  const pushCut = (node: number, from: number, to: number) => {
    for (let at = from; at < to; at++) {
      const other = cuts.targets[at]!;
      if (silent[node] === 0 || silent[other] === 0 || seen[other] === 1) continue;
      takeBack(node, other);
      pushGuess(node, other);
    }
  };
  /** Neither tells, and at least one of them only because its list leaves the other out. */
  const pushLeftOut = (node: number) => {
    const isSilentAbout = (from: number, about: number) => tells[from] === 0 || contains(unlists, from, about);
    for (const { offsets, targets } of [unlists, unlistedBy]) {
      for (let at = offsets[node]!; at < offsets[node + 1]!; at++) {
        const other = targets[at]!;
        if (live[other] === 0 || seen[other] === 1 || (tells[node] === 0 && tells[other] === 0)) continue;
        if (!isSilentAbout(node, other) || !isSilentAbout(other, node)) continue;
        seen[other] = 1;
        pushGuess(node, other);
      }
    }
  };
  /** Pairs of servers without a list that the sums leave out, because one of them is in allowlist mode. */
  const pushClosed = (node: number) => {
    if (tells[node] === 1) return;
    const visit = (other: number) => {
      if (other !== node && live[other] === 1 && tells[other] === 0 && seen[other] === 0) pushGuess(node, other);
    };
    if (closed[node] === 1) for (let other = 0; other < order; other++) visit(other);
    else for (const other of policies.allowlistNodes) visit(other);
  };

  return (node) => {
    row.size = 0;
    if (live[node] === 0) return row;
    const from = cuts.offsets[node]!;
    const to = cuts.offsets[node + 1]!;
    for (let at = from; at < to; at++) cutBits[cuts.targets[at]!] = cuts.bits[at]!;
    if (silent[node] === 1) takeBack(node, node);
    const tied = readTied(node);
    const { others } = tied;
    for (let at = 0; at < tied.size; at++) seen[others[at]!] = 1;
    pushTied(node, tied);
    pushCut(node, from, to);
    pushLeftOut(node);
    pushClosed(node);
    for (let at = from; at < to; at++) cutBits[cuts.targets[at]!] = 0;
    for (let at = 0; at < tied.size; at++) seen[others[at]!] = 0;
    for (let at = 0; at < row.size; at++) seen[row.other[at]!] = 0;
    return row;
  };
});

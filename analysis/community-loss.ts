/** Which communities the loss falls on: F (V⁰ − V¹), both directions together, by the community of the other server. */
import type { Change } from './change.ts';
import { communitiesOf } from './communities.ts';
import { interval90 } from './draws.ts';
import { gradeOf } from './grade.ts';
import type { Graph } from './graph.ts';
import { unknownShare } from './shares.ts';
import { drawTies } from './tie-draws.ts';
import type { Amount, CommunityLoss, Estimate, Impact } from './types.ts';
import type { Weights } from './weights.ts';

/** Weight of the host's ties into one community. */
interface Part {
  /** Position in `communitiesOf(graph).list`; -1 gathers servers in no community. */
  id: number;
  size: number;
  nodes: number[];
  before: number[];
  lost: number[];
}

/**
 * @returns communities that lose something, the largest part of the loss first, and how many communities the ties come to
 */
export function assessCommunities(
  graph: Graph,
  change: Change,
  weights: Weights,
): Pick<Impact, 'communities' | 'diversity'> {
  const parts = splitByCommunity(graph, change, weights);
  const drawn = parts.map(({ nodes, before, lost }) => ({
    before: drawTies(graph, weights, 'in', nodes, before),
    lost: drawTies(graph, weights, 'in', nodes, lost),
  }));
  const grade = gradeOf(
    graph,
    weights.in.map((weight, node) => weight + weights.out[node]!),
    weights.evidence,
  );
  const totals = parts.map(({ before, lost }) => ({ before: sum(before), lost: sum(lost) }));
  const wholeLoss = sum(totals.map(({ lost }) => lost));
  const drawnLoss = addUp(drawn.map(({ lost }) => lost));
  const { list } = communitiesOf(graph);
  const communities = parts.flatMap(({ id, size }, at): CommunityLoss[] => {
    const { before, lost } = totals[at]!;
    if (lost === 0) return [];
    const estimateLost = ratio(lost, before, drawn[at]!.lost, drawn[at]!.before, grade);
    const estimateOfLoss = ratio(lost, wholeLoss, drawn[at]!.lost, drawnLoss, grade);
    const name = list[id]?.name ?? 'no community';
    return [{ id, name, size, shareLost: lost / before, shareOfLoss: lost / wholeLoss, estimateLost, estimateOfLoss }];
  });
  const effective = (weigh: (at: number) => number, draw: (at: number) => Float64Array): Amount =>
    amountOf(
      countEffective(parts.map((_, at) => weigh(at))),
      Float64Array.from(drawnLoss, (_, row) => countEffective(parts.map((__, at) => draw(at)[row]!)) ?? 1),
      grade,
    );
  return {
    communities: list.length === 0 ? [] : communities.sort((a, b) => b.shareOfLoss - a.shareOfLoss || a.id - b.id),
    diversity: {
      before: effective(
        (at) => totals[at]!.before,
        (at) => drawn[at]!.before,
      ),
      after: effective(
        (at) => totals[at]!.before - totals[at]!.lost,
        (at) => drawn[at]!.before.map((value, row) => Math.max(0, value - drawn[at]!.lost[row]!)),
      ),
    },
  };
}

function splitByCommunity(graph: Graph, { contactBefore, contactAfter }: Change, weights: Weights): Part[] {
  const { of, list } = communitiesOf(graph);
  const ids = [-1, ...list.keys()];
  const parts = ids.map((id): Part => ({ id, size: list[id]?.size ?? 0, nodes: [], before: [], lost: [] }));
  for (let node = 0; node < graph.order; node++) {
    const part = parts[of[node]! + 1]!;
    if (part.id === -1) part.size++;
    const inBefore = weights.in[node]! * contactBefore.in[node]!;
    const outBefore = weights.out[node]! * contactBefore.out[node]!;
    if (inBefore + outBefore === 0) continue;
    part.nodes.push(node);
    part.before.push(inBefore + outBefore);
    part.lost.push(inBefore * (1 - contactAfter.in[node]!) + outBefore * (1 - contactAfter.out[node]!));
  }
  return parts;
}

/** exp(−Σ p ln p): as many parts of equal weight as give the same entropy. M. O. Hill. Ecology 54(2), 1973, 427–432. */
export function countEffective(weights: readonly number[]): number | null {
  const total = sum(weights);
  if (!(total > 0)) return null;
  const entropy = weights.reduce((rest, weight) => {
    const share = weight / total;
    return share > 0 ? rest - share * Math.log(share) : rest;
  }, 0);
  return Math.exp(entropy);
}

function ratio(
  part: number,
  whole: number,
  parts: Float64Array,
  wholes: Float64Array,
  grade: Estimate['grade'],
): Estimate {
  if (whole === 0) return unknownShare;
  const share = part / whole;
  if (share === 1) return { share, low: 1, high: 1, grade };
  const { low, high } = interval90(parts.map((value, row) => (wholes[row] === 0 ? share : value / wholes[row]!)));
  return { share, low: Math.min(low, share), high: Math.max(high, share), grade };
}

function amountOf(value: number | null, drawn: Float64Array, grade: Estimate['grade']): Amount {
  if (value === null) return { value: null, low: null, high: null, grade: null };
  const { low, high } = interval90(drawn);
  return { value, low: Math.min(low, value), high: Math.max(high, value), grade };
}

function addUp(rows: readonly Float64Array[]): Float64Array {
  const total = rows[0]!.slice();
  for (const row of rows.slice(1)) for (let at = 0; at < total.length; at++) total[at]! += row[at]!;
  return total;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

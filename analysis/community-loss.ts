/** Which communities the loss falls on: F (V⁰ − V¹), both directions together, by the community of the other server. */
import type { Change } from './change.ts';
import { communitiesOf } from './communities.ts';
import { interval90 } from './draws.ts';
import { countEffective } from './effective-count.ts';
import { everyNode } from './follow-sums.ts';
import { gradeOf } from './grade.ts';
import type { Graph } from './graph.ts';
import { unknownShare } from './shares.ts';
import { sum } from './sum.ts';
import { drawTies } from './tie-draws.ts';
import { perToday, type Today } from './today.ts';
import type { Amount, CommunityLoss, Estimate, Impact } from './types.ts';
import type { Weights } from './weights.ts';

/** Ties of the host into one community. */
interface Part {
  /** Position in `communitiesOf(graph).list`; -1 gathers servers in no community. */
  id: number;
  size: number;
  nodes: number[];
  weights: number[];
  /** Weight of all, as estimated and in every draw. */
  total: number;
  drawn: Float64Array;
}

/** What of a part is lost. */
type Lost = Pick<Part, 'total' | 'drawn'>;

/**
 * @returns communities that lose something, the largest part of the loss first, and how many communities the ties come to
 */
export function assessCommunities(
  graph: Graph,
  change: Change,
  today: Today,
): Pick<Impact, 'communities' | 'diversity'> {
  const { parts, grade, effective } = tiesToday(graph, today);
  const losses = splitLoss(graph, change, today);
  const wholeLoss = sum(losses.map(({ total }) => total));
  const drawnLoss = addUp(losses.map(({ drawn }) => drawn));
  const { list } = communitiesOf(graph);
  const communities = parts.flatMap(({ id, size, total, drawn }, at): CommunityLoss[] => {
    const lost = losses[at]!;
    if (lost.total === 0) return [];
    const estimateLost = ratio(lost.total, total, lost.drawn, drawn, grade);
    const estimateOfLoss = ratio(lost.total, wholeLoss, lost.drawn, drawnLoss, grade);
    const name = list[id]?.name ?? 'no community';
    const shares = { shareLost: lost.total / total, shareOfLoss: lost.total / wholeLoss };
    return [{ id, name, size, ...shares, estimateLost, estimateOfLoss }];
  });
  const left = parts.map(({ total, drawn }, at) => ({
    total: total - losses[at]!.total,
    drawn: drawn.map((value, draw) => Math.max(0, value - losses[at]!.drawn[draw]!)),
  }));
  return {
    communities: list.length === 0 ? [] : communities.sort((a, b) => b.shareOfLoss - a.shareOfLoss || a.id - b.id),
    diversity: { before: effective, after: wholeLoss === 0 ? effective : amountEffective(left, grade) },
  };
}

/** The host's ties that work today, by community, and how many communities they come to. */
const tiesToday = perToday((graph, { weights, works }) => {
  const parts = splitNodes(graph, everyNode(graph.order), works, weights);
  const { of } = communitiesOf(graph);
  for (let node = 0; node < graph.order; node++) if (of[node] === -1) parts[0]!.size++;
  const all = weights.in.map((weight, node) => weight + weights.out[node]!);
  const grade = gradeOf(graph, all, weights.evidence);
  return { parts, grade, effective: amountEffective(parts, grade) };
});

function splitLoss(graph: Graph, { contactBefore, contactAfter, nodes }: Change, { weights }: Today): Lost[] {
  const lost = new Float64Array(graph.order);
  for (const direction of ['in', 'out'] as const) {
    for (const node of nodes) {
      const stood = weights[direction][node]! * contactBefore[direction][node]!;
      lost[node]! += stood * (1 - contactAfter[direction][node]!);
    }
  }
  return splitNodes(graph, nodes, lost, weights);
}

/** @returns one part a community, servers in none before all others */
function splitNodes(graph: Graph, nodes: ArrayLike<number>, weight: Float64Array, weights: Weights): Part[] {
  const { of, list } = communitiesOf(graph);
  const parts = [-1, ...list.keys()].map((id) => ({
    id,
    size: list[id]?.size ?? 0,
    nodes: [] as number[],
    weights: [] as number[],
  }));
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    if (weight[node] === 0) continue;
    const part = parts[of[node]! + 1]!;
    part.nodes.push(node);
    part.weights.push(weight[node]!);
  }
  return parts.map((part) => ({
    ...part,
    total: sum(part.weights),
    drawn: drawTies(graph, weights, 'in', part.nodes, part.weights),
  }));
}

function amountEffective(parts: readonly { total: number; drawn: Float64Array }[], grade: Estimate['grade']): Amount {
  const shares = new Float64Array(parts.length);
  const drawn = parts[0]!.drawn.map((_, draw) => {
    parts.forEach((part, at) => {
      shares[at] = part.drawn[draw]!;
    });
    return countEffective(shares) ?? 1;
  });
  return amountOf(countEffective(parts.map(({ total }) => total)), drawn, grade);
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

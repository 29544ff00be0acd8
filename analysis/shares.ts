/** Many shares of one base, each for the cost of the ties it takes: the base is summed up and drawn once. */
import { interval90 } from './draws.ts';
import { gradeOf, lowerGrade } from './grade.ts';
import type { Graph } from './graph.ts';
import { drawnInterval, exactInterval } from './intervals.ts';
import { sum } from './sum.ts';
import { drawTies, singleTies, type Weighed } from './tie-draws.ts';
import type { Estimate } from './types.ts';
import type { Weights } from './weights.ts';

export const unknownShare: Readonly<Estimate> = { share: null, low: null, high: null, grade: null };

/** A base that may be next to nothing can grow without bound; beyond this no gain is told from another. */
const maxGain = 1_000;
/** So many are drawn sooner than it is counted how many others there are. */
const fewNodes = 1_000;

export interface Shares {
  /** Weight by node. */
  base: Float64Array;
  /** The base summed up in each draw. */
  drawBase(): Float64Array;
  /** Share of the base that these nodes hold; their ties are graded with the base. O(nodes). */
  of(nodes: readonly number[]): Estimate;
  /** What these nodes outside the base would add to it with these weights, over the base; may exceed 1. O(nodes). */
  gain(nodes: readonly number[], weights: readonly number[]): Estimate;
  /** The same where each comes with a chance of its own, 0-1, told from elsewhere: never better known than in part. */
  likelyGain(nodes: readonly number[], weights: readonly number[], chances: readonly number[]): Estimate;
}

/**
 * @param weights where the ties come from
 * @param base weight by node, the ties that stand
 * @param drawnPart a base that holds some of these ties, with their whole weight: what is drawn there is not drawn again
 */
export function measureShares(
  graph: Graph,
  weights: Weights,
  base: Float64Array,
  weighed: Weighed,
  drawnPart?: Pick<Shares, 'base' | 'drawBase'>,
): Shares {
  const exact = weights.exact && weighed !== 'people';
  const whole = sum(base);
  const baseGrade = gradeOf(graph, base, weights.evidence);
  const draw = (nodes: ArrayLike<number>, values: ArrayLike<number>, chances?: readonly number[]) =>
    drawTies(graph, weights, weighed, nodes, values, chances);
  let drawn: Float64Array | undefined;
  const drawRest = (part: Pick<Shares, 'base' | 'drawBase'>) => {
    const rest = draw(...heavy(base.map((weight, node) => (part.base[node] === 0 ? weight : 0))));
    return part.drawBase().map((value, at) => value + rest[at]!);
  };
  const drawWhole = () => {
    drawn ??= drawnPart === undefined ? draw(...heavy(base)) : drawRest(drawnPart);
    return drawn;
  };
  let single: ReturnType<typeof singleTies> | undefined;
  const drawSingle = (node: number, value: number) => {
    single ??= singleTies(graph, weights, weighed);
    return single(node, value);
  };
  /** Where most is taken, drawing the few others costs less. */
  const drawPart = (nodes: readonly number[], values: readonly number[]) => {
    if (nodes.length === 1) return drawSingle(nodes[0]!, values[0]!);
    if (nodes.length < fewNodes) return draw(nodes, values);
    const others = base.slice();
    for (const node of nodes) others[node] = 0;
    const [left, leftValues] = heavy(others);
    if (nodes.length <= left.length) return draw(nodes, values);
    const drawnOthers = draw(left, leftValues);
    return drawWhole().map((all, at) => Math.max(0, all - drawnOthers[at]!));
  };
  const gradeWith = (values: ArrayLike<number>, nodes: readonly number[]) =>
    lowerGrade(baseGrade, gradeOf(graph, values, weights.evidence, nodes));

  return {
    base,
    drawBase: drawWhole,
    of(nodes) {
      if (whole === 0) return unknownShare;
      const values = nodes.map((node) => base[node]!);
      const part = sum(values);
      const grade = gradeWith(base, nodes);
      if (exact) return { ...exactInterval(part, whole), grade };
      const ask = { part, whole, ties: nodes.length };
      if (part === 0 || part >= whole) return { ...drawnInterval({ ...ask, ...notDrawn }), grade };
      return { ...drawnInterval({ ...ask, partDraws: drawPart(nodes, values), wholeDraws: drawWhole() }), grade };
    },
    gain(nodes, values) {
      if (whole === 0) return unknownShare;
      const share = sum(values) / whole;
      const grade = gradeWith(spreadOver(graph.order, nodes, values), nodes);
      if (exact || share === 0) return { share, low: share, high: share, grade };
      return { ...gainInterval(share, draw(nodes, values), drawWhole()), grade };
    },
    likelyGain(nodes, values, chances) {
      if (whole === 0) return unknownShare;
      const expected = values.map((value, at) => value * chances[at]!);
      const share = sum(expected) / whole;
      const grade = lowerGrade('C', gradeWith(spreadOver(graph.order, nodes, expected), nodes));
      if (share === 0 || (exact && chances.every((chance) => chance === 1)))
        return { share, low: share, high: share, grade };
      const { low, high } = gainInterval(share, draw(nodes, values, chances), drawWhole());
      // Of published counts no more can come than all of them.
      return { share, low, high: exact ? Math.min(high, sum(values) / whole) : high, grade };
    },
  };
}

/** The estimate lies within its interval, also over a base that is next to nothing. */
function gainInterval(share: number, gained: Float64Array, before: Float64Array) {
  const { low, high } = interval90(
    gained.map((value, at) => (value === 0 ? 0 : Math.min(maxGain, value / before[at]!))),
  );
  return { share, low: Math.min(low, share), high: Math.max(high, share) };
}

const notDrawn = { partDraws: new Float64Array(0), wholeDraws: new Float64Array(0) };

/** @returns the nodes that weigh something, and what */
function heavy(base: Float64Array): [nodes: Uint32Array, values: Float64Array] {
  const nodes = new Uint32Array(base.length);
  const values = new Float64Array(base.length);
  let count = 0;
  for (let node = 0; node < base.length; node++) {
    if (base[node] === 0) continue;
    nodes[count] = node;
    values[count++] = base[node]!;
  }
  return [nodes.subarray(0, count), values.subarray(0, count)];
}

/** As sparse as it is given. */
function spreadOver(order: number, nodes: readonly number[], values: readonly number[]): ArrayLike<number> {
  const spread: Record<number, number> & { length: number } = { length: order };
  for (let at = 0; at < nodes.length; at++) spread[nodes[at]!] = values[at]!;
  return spread;
}

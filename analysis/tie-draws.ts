/** The ties of one server, drawn with all that is not known about each. */
import { drawsIn, drawsOut, sumDraws } from './draws.ts';
import { dispersionOf } from './follow-model.ts';
import type { Graph } from './graph.ts';
import { relativeVariance, varianceOfSize } from './intervals.ts';
import { perGraph } from './per-graph.ts';
import { singleDraws } from './single-draws.ts';
import { exactEvidence, type Weights } from './weights.ts';

/** What is weighed: follows of the server's people, follows of it, or people in reach. */
export type Weighed = 'in' | 'out' | 'people';

/**
 * @param nodes the other servers; `values` are the weights of their ties, parallel
 * @param chances with which each tie comes at all, 0-1, parallel; each for certain when left out
 * @returns the sum of the values in every draw
 */
export function drawTies(
  graph: Graph,
  weights: Weights,
  weighed: Weighed,
  nodes: ArrayLike<number>,
  values: ArrayLike<number>,
  chances?: readonly number[],
): Float64Array {
  const { kindVariance, relativeOf } = scatterOf(graph, weights, weighed);
  const relative = new Float64Array(nodes.length);
  const kinds = new Uint8Array(nodes.length);
  for (let at = 0; at < nodes.length; at++) {
    kinds[at] = weights.kind[nodes[at]!]!;
    relative[at] = relativeOf(nodes[at]!, values[at]!);
  }
  const likely = chances === undefined ? { weight: values, relative } : takeChances(values, relative, chances);
  return sumDraws(graph.draws, { nodes, ...likely, kind: kinds, kindVariance }, setOf(weighed));
}

/** @returns the same of one tie, each time in the same piece of memory */
export function singleTies(
  graph: Graph,
  weights: Weights,
  weighed: Weighed,
): (node: number, value: number) => Float64Array {
  const { kindVariance, relativeOf } = scatterOf(graph, weights, weighed);
  const draw = singleDraws(graph.draws, kindVariance, setOf(weighed));
  return (node, weight) => draw({ node, weight, relative: relativeOf(node, weight), kind: weights.kind[node]! });
}

/** How far single ties scatter, and ties of one kind together. */
function scatterOf(graph: Graph, { mask, evidence }: Weights, weighed: Weighed) {
  const sizes = sizeVariances(graph);
  if (weighed === 'people') {
    // People are counted on a server, whoever follows whom; a published count of follows says nothing about them.
    const relativeOf = (node: number, people: number) =>
      people === 0 ? 0 : sizes[node]! + (1 - mask[node]!) / mask[node]!;
    return { kindVariance: 0, relativeOf };
  }
  const { tie, kind: kindVariance } = dispersionOf(graph)[weighed];
  const relativeOf = (node: number, mu: number) =>
    mu === 0 || evidence[node] === exactEvidence ? 0 : relativeVariance(mu, sizes[node]!, mask[node]!, tie);
  return { kindVariance, relativeOf };
}

/** Relative variance of the people on each node. */
const sizeVariances = perGraph(({ audience }) => audience.sigma.map(varianceOfSize));

function setOf(weighed: Weighed): number {
  return weighed === 'out' ? drawsOut : drawsIn;
}

/** A tie of mean μ and relative variance v that comes with the chance p has the mean p μ and the variance (1 + v) / p − 1. */
function takeChances(values: ArrayLike<number>, relative: Float64Array, chances: readonly number[]) {
  return {
    weight: chances.map((chance, at) => values[at]! * chance),
    relative: relative.map((variance, at) => (chances[at] === 0 ? 0 : (1 + variance) / chances[at]! - 1)),
  };
}

/** The ties of one server, drawn with all that is not known about each. */
import { drawsIn, drawsOut, sumDraws } from './draws.ts';
import { dispersionOf } from './follow-model.ts';
import type { Graph } from './graph.ts';
import { relativeVariance } from './intervals.ts';
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
  { mask, evidence, kind }: Weights,
  weighed: Weighed,
  nodes: ArrayLike<number>,
  values: ArrayLike<number>,
  chances?: readonly number[],
): Float64Array {
  const { sigma } = graph.audience;
  const { tie, kind: kindVariance } = weighed === 'people' ? noScatter : dispersionOf(graph)[weighed];
  const relative = new Float64Array(nodes.length);
  const kinds = new Uint8Array(nodes.length);
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    kinds[at] = kind[node]!;
    if (values[at] === 0) continue;
    // People are counted on a server, whoever follows whom; a published count of follows says nothing about them.
    if (weighed === 'people') relative[at] = Math.expm1(sigma[node]! ** 2) + (1 - mask[node]!) / mask[node]!;
    else if (evidence[node] !== exactEvidence)
      relative[at] = relativeVariance(values[at]!, sigma[node]!, mask[node]!, tie);
  }
  const likely = chances === undefined ? { weight: values, relative } : takeChances(values, relative, chances);
  const ties = { nodes, ...likely, kind: kinds, kindVariance };
  return sumDraws(graph.draws, ties, weighed === 'out' ? drawsOut : drawsIn);
}

/** A tie of mean μ and relative variance v that comes with the chance p has the mean p μ and the variance (1 + v) / p − 1. */
function takeChances(values: ArrayLike<number>, relative: Float64Array, chances: readonly number[]) {
  return {
    weight: chances.map((chance, at) => values[at]! * chance),
    relative: relative.map((variance, at) => (chances[at] === 0 ? 0 : (1 + variance) / chances[at]! - 1)),
  };
}

const noScatter = { tie: 0, kind: 0 };

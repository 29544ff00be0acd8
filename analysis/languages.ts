/**
 * The language of each server: what it declares, weighed against what the servers that resemble it declare. Some declare
 * the wrong one, many the default of their software, many none; who knows the same servers mostly speaks the same.
 *
 * Label spreading with clamping on the backbone: p_i ← (own_i + α Σ_j φ_ij p_j / Σ_j φ_ij) / total.
 * D. Zhou et al. Learning with local and global consistency. NIPS 16, 2004, 321–328.
 */
import { backboneOf } from './backbone.ts';
import type { Graph } from './graph.ts';
import { perGraph } from './per-graph.ts';

export interface Languages {
  /** Primary subtags (BCP 47), most frequent first, then by name. */
  list: string[];
  /** Per node the position in `list`, or -1 where nothing tells. */
  of: Int8Array;
}

/** More are told apart nowhere; servers in rarer ones count as not known. */
const mostLanguages = 15;
/** Fewer declaring servers are no language of their own. */
const fewestServers = 3;
const rounds = 8;
/** Weight of what the neighbours say against what the server says itself. */
const neighbourWeight = 2;
/** Neighbours that resemble a server less than this, all together, say little. */
const faintStrength = 0.3;
/** English is what software declares when nobody chose: such a word weighs half. */
const defaultLanguage = 'en';
const defaultWeight = 0.5;

export const languagesOf = perGraph(findLanguages);

function findLanguages(graph: Graph): Languages {
  const declared = graph.snapshot.hosts.map(({ language }) => language?.split('-')[0]?.toLowerCase() ?? '');
  const list = rankLanguages(declared);
  const of = new Int8Array(graph.order).fill(-1);
  const count = list.length;
  if (count === 0) return { list, of };

  const own = new Float64Array(graph.order * count);
  declared.forEach((language, node) => {
    const at = list.indexOf(language);
    if (at !== -1) own[node * count + at] = language === defaultLanguage ? defaultWeight : 1;
  });
  const votes = spread(graph, own, count);
  for (let node = 0; node < graph.order; node++) {
    let best = -1;
    for (let at = 0; at < count; at++) {
      const share = votes[node * count + at]!;
      if (share > 0 && (best === -1 || share > votes[node * count + best]!)) best = at;
    }
    if (best !== -1) of[node] = best;
  }
  return { list, of };
}

function rankLanguages(declared: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const language of declared) if (language !== '') counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts]
    .filter(([, servers]) => servers >= fewestServers)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, mostLanguages)
    .map(([language]) => language);
}

/** @returns votes a node and language, each node's summing to at most 1 */
function spread(graph: Graph, own: Float64Array, count: number): Float64Array {
  const { source, target, weight } = backboneOf(graph);
  const strength = new Float64Array(graph.order);
  weight.forEach((phi, edge) => {
    strength[source[edge]!]! += phi;
    strength[target[edge]!]! += phi;
  });
  let votes = own.slice();
  for (let round = 0; round < rounds; round++) {
    const heard = new Float64Array(votes.length);
    weight.forEach((phi, edge) => {
      const a = source[edge]! * count;
      const b = target[edge]! * count;
      const toA = (neighbourWeight * phi) / (strength[source[edge]!]! + faintStrength);
      const toB = (neighbourWeight * phi) / (strength[target[edge]!]! + faintStrength);
      for (let at = 0; at < count; at++) {
        heard[a + at]! += toA * votes[b + at]!;
        heard[b + at]! += toB * votes[a + at]!;
      }
    });
    votes = heard.map((value, at) => (value + own[at]!) / (1 + neighbourWeight));
  }
  return votes;
}

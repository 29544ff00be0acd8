/**
 * Groups of servers that know the same servers, found once per snapshot and named by their largest members and the
 * language most of them declare: on the backbone by Louvain, on what is large by Leiden on all two-sided ties.
 */
import { backboneOf } from './backbone.ts';
import type { Graph } from './graph.ts';
import { hostOf } from './graph.ts';
import { partition } from './graphology.ts';
import { alone, type Parallel } from './kernels/parallel.ts';
import { perGraph } from './per-graph.ts';
import type { Sweep } from './resolution-sweep.ts';

export interface Community {
  name: string;
  /** Servers in it. */
  size: number;
  /** Monthly active people on them; null when none is known. */
  audience: number | null;
  /** Its servers, ascending. */
  nodes: number[];
}

export interface Communities {
  /** Per node the position in `list`, or -1 for servers in none. */
  of: Int32Array;
  /** Largest first. */
  list: Community[];
  /** How the resolution was chosen; null where it was not, on what is not large, and absent where nobody told. */
  sweep?: Sweep | null;
}

/** Louvain starts at random places: of several runs the one with the highest modularity is kept. */
const seeds = [1, 2, 3, 4];
/** Smaller groups say nothing about a community: their servers count as being in none. */
const minSize = 5;
/** Share of those that declare a language that must agree for the community to bear it. */
const languageMajority = 0.6;

export const communitiesOf = perGraph((graph) => findCommunities(graph));

/** Some seconds where a graph is large: whoever keeps it may tell `communitiesOf`. */
export function findCommunities(graph: Graph, parallel: Parallel = alone): Communities {
  const { labels, sweep } = graph.atScale?.groupServers(graph, minSize, parallel) ?? groupOnBackbone(graph);
  const groups = new Map<number, number[]>();
  labels.forEach((label, node) => {
    if (label < 0) return;
    groups.set(label, groups.get(label) ?? []);
    groups.get(label)!.push(node);
  });
  const list = [...groups.values()]
    .filter((nodes) => nodes.length >= minSize)
    .sort((a, b) => b.length - a.length || a[0]! - b[0]!)
    .map((nodes) => describe(graph, nodes));
  const of = new Int32Array(graph.order).fill(-1);
  list.forEach(({ nodes }, community) => {
    for (const node of nodes) of[node] = community;
  });
  return { of, list, sweep };
}

/** @returns per node a label, or -1 where there is no backbone */
function groupOnBackbone(graph: Graph): { labels: Int32Array; sweep: null } {
  const backbone = backboneOf(graph);
  if (backbone.source.length === 0) return { labels: new Int32Array(graph.order).fill(-1), sweep: null };
  const runs = seeds.map((seed) => partition(backbone, seed));
  const best = runs.reduce((kept, run) => (run.modularity > kept.modularity ? run : kept));
  return { labels: Int32Array.from(best.labels), sweep: null };
}

function describe(graph: Graph, nodes: number[]): Community {
  const people = (node: number) => graph.audience.people[node]!;
  const known = nodes.filter((node) => !Number.isNaN(people(node)));
  const largest = [...known].sort((a, b) => people(b) - people(a) || a - b).slice(0, 2);
  const named = (largest.length > 0 ? largest : nodes.slice(0, 2)).map((node) => hostOf(graph, node)).join(', ');
  const language = commonLanguage(graph, nodes);
  return {
    name: language === undefined ? named : `${named} (${language})`,
    size: nodes.length,
    audience: known.length === 0 ? null : Math.round(known.reduce((sum, node) => sum + people(node), 0)),
    nodes,
  };
}

function commonLanguage({ snapshot }: Graph, nodes: readonly number[]): string | undefined {
  const counts = new Map<string, number>();
  for (const node of nodes) {
    const language = snapshot.hosts[node]!.language?.split('-')[0];
    if (language) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const declared = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const [top] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return top && top[1] >= languageMajority * declared ? top[0] : undefined;
}

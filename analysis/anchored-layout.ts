/** A drawing in which servers stand where an earlier one had them, so that what moves is what is new. */
import type { Host } from '../data/types.ts';
import { type Graph, hostOf } from './graph.ts';
import { type Positions, relax, restingExtent, type WeightedPairs } from './graphology.ts';
import { drawnPairs, extent, iterationsFor, type Layout, layoutOf, place } from './layout.ts';

export type Anchors = ReadonlyMap<Host, { x: number; y: number }>;

/** New servers with no way to an anchored one start this far outside, in sides of the drawing from its middle. */
const rim = 0.55;

type Anchored = ({ x: number; y: number } | undefined)[];

/** @returns anchored servers exactly there; new ones beside their heaviest partner, then relaxed among all that stay */
export function layoutAround(graph: Graph, anchors: Anchors): Layout {
  const { nodes, pairs } = drawnPairs(graph);
  const anchorsFor = (drawn: Uint32Array): Anchored => Array.from(drawn, (node) => anchors.get(hostOf(graph, node)));
  const anchored = anchorsFor(nodes);
  const isFixed = anchored.map((it) => it !== undefined);
  if (!isFixed.includes(true)) {
    const plain = layoutOf(graph);
    return { nodes: plain.nodes, ...holdAt(anchorsFor(plain.nodes), plain) };
  }
  const scale = restingExtent(pairs) / extent;
  const nowhere = { x: new Float64Array(nodes.length), y: new Float64Array(nodes.length) };
  const start = holdAt(anchored, nowhere, scale);
  placeBesidePartners(pairs, start, [...isFixed], rim * extent * scale);
  const rounds = isFixed.includes(false) ? iterationsFor(nodes.length) : 0;
  const relaxed = relax(pairs, start, rounds, isFixed);
  const shrink = (values: Float64Array) => values.map((value) => value / scale);
  return { nodes, ...holdAt(anchored, { x: shrink(relaxed.x), y: shrink(relaxed.y) }) };
}

function holdAt(anchored: Anchored, positions: Positions, scale = 1): Positions {
  const along = (axis: 'x' | 'y') =>
    positions[axis].map((value, at) => (anchored[at] === undefined ? value : anchored[at][axis] * scale));
  return { x: along('x'), y: along('y') };
}

/** Outwards from those that have a place, one step at a time; each new one goes to its heaviest partner a step before. */
function placeBesidePartners(pairs: WeightedPairs, start: Positions, isPlaced: boolean[], outside: number): void {
  const partners = partnersByWeight(pairs);
  const besides = new Uint32Array(pairs.order);
  let islands = 0;
  let step = [...isPlaced.keys()].filter((at) => isPlaced[at]);
  for (let first = 0; ; ) {
    while (step.length > 0) {
      const next = [...new Set(step.flatMap((at) => partners[at]!.filter((it) => !isPlaced[it])))].sort(
        (a, b) => a - b,
      );
      const beside = next.map((at) => partners[at]!.find((it) => isPlaced[it])!);
      next.forEach((at, i) => {
        const near = beside[i]!;
        place(start, at, start.x[near]!, start.y[near]!, 1 + besides[near]!++);
        isPlaced[at] = true;
      });
      step = next;
    }
    while (first < pairs.order && isPlaced[first]) first++;
    if (first === pairs.order) return;
    const angle = islands++;
    start.x[first] = outside * Math.cos(angle);
    start.y[first] = outside * Math.sin(angle);
    isPlaced[first] = true;
    step = [first];
  }
}

/** @returns for each node its partners, heaviest first, then in host order */
function partnersByWeight({ order, source, target, weight }: WeightedPairs): number[][] {
  const partners: number[][] = Array.from({ length: order }, () => []);
  const edges = Uint32Array.from(weight, (_, edge) => edge).sort((a, b) => weight[b]! - weight[a]! || a - b);
  for (const edge of edges) {
    partners[source[edge]!]!.push(target[edge]!);
    partners[target[edge]!]!.push(source[edge]!);
  }
  return partners;
}

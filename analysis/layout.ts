/** Where each server is drawn: communities first, then their servers around them, then a short relaxation of all. */
import { backboneOf } from './backbone.ts';
import { communitiesOf } from './communities.ts';
import type { Graph } from './graph.ts';
import { type Positions, relax, type WeightedPairs } from './graphology.ts';
import { perGraph } from './per-graph.ts';
import { sum } from './sum.ts';

export interface Layout extends Positions {
  /** Nodes that are drawn, ascending; `x` and `y` are parallel to it. */
  nodes: Uint32Array;
}

/** The longer side of the drawing. */
export const extent = 1000;
const goldenAngle = Math.PI * (3 - Math.sqrt(5));
/** Servers drawn where no tie is known at all: the largest, so that there is something to find and to choose. */
const maxUntied = 1500;

export const layoutOf = perGraph(findLayout);

function findLayout(graph: Graph): Layout {
  const { nodes, pairs } = drawnPairs(graph);
  if (nodes.length === 0) return sunflower(graph);
  const start = placeByCommunity(graph, nodes, pairs);
  return { nodes, ...scaleTo(relax(pairs, start, iterationsFor(nodes.length))) };
}

/** @returns the nodes that have a tie, ascending, and the backbone between their places in that list */
export function drawnPairs(graph: Graph): { nodes: Uint32Array; pairs: WeightedPairs } {
  const { source, target, weight } = backboneOf(graph);
  const nodes = Uint32Array.from(new Set([...source, ...target])).sort();
  const position = new Map([...nodes].map((node, at) => [node, at]));
  const places = (ends: Uint32Array) => ends.map((node) => position.get(node)!);
  return { nodes, pairs: { order: nodes.length, source: places(source), target: places(target), weight } };
}

/** Communities are already apart at the start, so few rounds do; large drawings get fewer, for time. */
export function iterationsFor(order: number): number {
  return order <= 1_000 ? 300 : order <= 5_000 ? 120 : order <= 20_000 ? 50 : 20;
}

/** Members of a community lie on a sunflower around its centre; a server in none starts near the first it is tied to. */
function placeByCommunity(graph: Graph, nodes: Uint32Array, pairs: WeightedPairs): Positions {
  const { of, list } = communitiesOf(graph);
  const centres = placeCommunities(nodes, of, list.length, pairs);
  const seen = new Uint32Array(list.length + 1);
  const start = { x: new Float64Array(nodes.length), y: new Float64Array(nodes.length) };
  const loose: number[] = [];
  nodes.forEach((node, at) => {
    const community = of[node]!;
    if (community === -1) loose.push(at);
    else place(start, at, centres.x[community]!, centres.y[community]!, seen[community]!++);
  });
  const partner = new Map<number, number>();
  pairs.source.forEach((source, edge) => {
    const target = pairs.target[edge]!;
    if (!partner.has(source)) partner.set(source, target);
    if (!partner.has(target)) partner.set(target, source);
  });
  for (const at of loose) {
    const near = partner.get(at)!;
    place(start, at, start.x[near]!, start.y[near]!, 1 + seen[list.length]!++);
  }
  return start;
}

/** Centres of communities, relaxed as a small graph of their own. */
function placeCommunities(nodes: Uint32Array, of: Int32Array, count: number, pairs: WeightedPairs): Positions {
  const between = new Map<number, number>();
  const sizes = new Float64Array(count);
  for (const node of nodes) if (of[node]! >= 0) sizes[of[node]!]!++;
  pairs.source.forEach((source, edge) => {
    const a = of[nodes[source]!]!;
    const b = of[nodes[pairs.target[edge]!]!]!;
    if (a === b || a === -1 || b === -1) return;
    const key = Math.min(a, b) * count + Math.max(a, b);
    between.set(key, (between.get(key) ?? 0) + pairs.weight[edge]!);
  });
  const keys = [...between.keys()].sort((a, b) => a - b);
  const quotient = {
    order: count,
    source: Uint32Array.from(keys, (key) => Math.floor(key / count)),
    target: Uint32Array.from(keys, (key) => key % count),
    weight: Float64Array.from(keys, (key) => between.get(key)!),
  };
  const start = { x: new Float64Array(count), y: new Float64Array(count) };
  for (let at = 0; at < count; at++) place(start, at, 0, 0, at);
  const spread = 4 * Math.sqrt(sum(sizes));
  const placed = count < 3 ? start : relax(quotient, start, 100);
  return scaleTo(placed, spread);
}

/** Puts one point on a sunflower of unit spacing. */
export function place({ x, y }: Positions, at: number, centreX: number, centreY: number, index: number): void {
  const radius = Math.sqrt(index + 0.5);
  x[at] = centreX + radius * Math.cos(index * goldenAngle);
  y[at] = centreY + radius * Math.sin(index * goldenAngle);
}

/** Without any tie a position can only say how large a server is: the largest in the middle. */
function sunflower(graph: Graph): Layout {
  const { people } = graph.audience;
  const known = [...people.keys()].filter((node) => !Number.isNaN(people[node]!));
  known.sort((a, b) => people[b]! - people[a]! || a - b);
  const rank = new Map(known.slice(0, maxUntied).map((node, at) => [node, at]));
  const nodes = Uint32Array.from(rank.keys()).sort();
  const positions = { x: new Float64Array(nodes.length), y: new Float64Array(nodes.length) };
  nodes.forEach((node, at) => {
    place(positions, at, 0, 0, rank.get(node)!);
  });
  return { nodes, ...scaleTo(positions) };
}

/** Centres the points and scales them to the extent. */
function scaleTo({ x, y }: Positions, to = extent): Positions {
  const bounds = (values: Float64Array) => {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const value of values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return { middle: (low + high) / 2, span: high - low };
  };
  const horizontal = bounds(x);
  const vertical = bounds(y);
  const scale = to / Math.max(horizontal.span, vertical.span, 1e-9);
  return {
    x: x.map((value) => (value - horizontal.middle) * scale),
    y: y.map((value) => (value - vertical.middle) * scale),
  };
}

/**
 * The ties of the focused server as edges of the graph. Sigma indexes a whole map anew for every edge that is taken out,
 * so ties that are no longer shown stay as hidden edges, and are shown again when one looks from that server again.
 */

import { communityAt } from '../../analysis/map-reading.ts';
import type { MapFile, Tie } from '../../analysis/types.ts';
import type { MapColors } from './map-colors.ts';
import type { MapGraph } from './map-graph.ts';
import { type Looks, type TieLook, tieLookOf } from './map-look.ts';
import { largestOf } from './map-sizes.ts';
import { isTouching } from './marks.ts';
import { type Scene, strongestTies } from './scene.ts';

export interface TieLine extends TieLook {
  /** px */
  width: number;
  /** How far a broken tie was open before, from 0 to 1. */
  openBefore: number;
}

/** Ties of servers that the scenario touches are drawn however weak, up to this many: more are a blot. */
const maxTouched = 300;

/** @returns by key of edge, those that cut on top */
export function tieLinesOf(
  map: MapFile,
  scene: Scene,
  ties: readonly Tie[],
  looks: Pick<Looks, 'communityColor' | 'isShown' | 'tieFaintness'>,
  theme: MapColors,
  before: ReadonlyMap<string, TieLine>,
): Map<string, TieLine> {
  const positions = new Map<string, number>(map.hosts.map((host, position) => [host, position]));
  const { focus } = scene;
  if (focus === null || !positions.has(focus)) return new Map();
  const markOf = (host: string) => scene.marks[positions.get(host)!]!;
  const strongest = strongestTies(ties);
  const isStrong = new Set<string>(strongest.map(({ host }) => host));
  const touched = ties.filter(({ host }) => !isStrong.has(host) && positions.has(host) && isTouching(markOf(host)));
  const drawn = [...strongest, ...touched.slice(0, maxTouched)].filter(
    ({ host }) => host !== focus && positions.has(host) && looks.isShown(positions.get(host)!),
  );
  drawn.sort((a, b) => Number(markOf(a.host) === 'cut') - Number(markOf(b.host) === 'cut'));
  const heaviest = largestOf(drawn.length, (at) => drawn[at]!.weight, Number.MIN_VALUE);
  return new Map(
    drawn.map(({ host, weight }) => {
      const key = tieKey(focus, host);
      const position = positions.get(host)!;
      const look = tieLookOf(
        scene.marks[position]!,
        looks.communityColor(communityAt(map, position) ?? -1),
        theme,
        looks.tieFaintness,
      );
      const known = before.get(key);
      // What is cut today was never whole here.
      const openBefore = known?.style === 'broken' || scene.marks[position] === 'cut-today' ? 1 : 0;
      return [key, { ...look, width: 1 + 2.6 * Math.sqrt(weight / heaviest), openBefore }];
    }),
  );
}

export function addTieEdges(graph: MapGraph, lines: ReadonlyMap<string, TieLine>): void {
  for (const [key, { width }] of lines) {
    const [, focus, host] = key.split(' ') as [string, string, string];
    if (!graph.hasEdge(key)) graph.addEdgeWithKey(key, focus, host, { size: width, type: 'tie' });
  }
}

/** No host has a space in its name. */
function tieKey(focus: string, host: string): string {
  return `tie ${focus} ${host}`;
}

/** From server to server by keyboard: the most important first, which is what the picture shows largest or ties most. */
import type { MapFile, Tie } from '../../analysis/types.ts';
import { largestFirst } from './map-order.ts';
import { isTouching } from './marks.ts';
import { type Scene, strongestTies } from './scene.ts';

/** @returns positions: from a server what the scenario touches, then who it is tied to most; else the largest first */
export function walkOrder(
  map: MapFile,
  scene: Scene,
  ties: readonly Tie[],
  isShown: (position: number) => boolean,
): number[] {
  const largest = largestFirst(map).filter(isShown);
  if (scene.focus === null) return largest;
  const positions = new Map<string, number>(map.hosts.map((host, position) => [host, position]));
  const touched = largest.filter((position) => isTouching(scene.marks[position]!));
  const tied = strongestTies(ties).flatMap(({ host }) => positions.get(host) ?? []);
  return [...new Set([...touched, ...tied.filter(isShown)])].filter((position) => scene.marks[position] !== 'focus');
}

/** @returns the next of an order, beginning again at its end; the first while nobody is pointed at */
export function nextOf(order: readonly number[], now: number | null, step: 1 | -1): number | null {
  if (order.length === 0) return null;
  const at = now === null ? -1 : order.indexOf(now);
  if (at < 0) return step === 1 ? order[0]! : order.at(-1)!;
  return order[(at + step + order.length) % order.length]!;
}

/** Personal servers of a map: drawn as one mark a community, unless they are asked for or the question is about them. */
import { isSmallAt } from '../../analysis/map-reading.ts';
import type { MapFile } from '../../analysis/types.ts';
import type { Mark } from './marks.ts';

/** One mark for the small servers of a community that are not drawn one by one. */
export interface FoldedMark {
  /** A position in `communities`, or -1. */
  community: number;
  servers: number;
  x: number;
  y: number;
}

/** @returns whether a server is folded: small, and nothing that the present question says of it has to be seen */
export function foldedIn(map: MapFile, marks: readonly Mark[]): (position: number) => boolean {
  return (position) => isSmallAt(map, position) && (marks[position] === 'kept' || marks[position] === 'silent');
}

export function foldedMarks({ folded }: MapFile): FoldedMark[] {
  return Array.from(folded.community, (community, at) => ({
    community,
    servers: folded.servers[at]!,
    x: folded.x[at]!,
    y: folded.y[at]!,
  }));
}

/** px; its area goes with the number of servers, within what can be told apart. */
export function foldedRadius(servers: number): number {
  return Math.min(22, 9 + Math.sqrt(servers));
}

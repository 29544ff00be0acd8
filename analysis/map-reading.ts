/** What a map says of one drawn server, by its position: null where it says nothing. */
import type { Liveness } from '../data/types.ts';
import type { MapFile } from './types.ts';

/** What the numbers in `liveness` stand for; added to, never reordered. */
export const livenessCodes: readonly Liveness[] = ['alive', 'dead', 'unvisited'];
/** Stands in `software` where a server's is not known. */
export const noSoftware = 0xffff;

export function peopleAt({ audience }: Pick<MapFile, 'audience'>, position: number): number | null {
  const people = audience[position]!;
  return Number.isNaN(people) ? null : people;
}

export function softwareAt({ software, softwares }: Pick<MapFile, 'software' | 'softwares'>, position: number) {
  return softwares[software[position]!] ?? null;
}

export function livenessAt({ liveness }: Pick<MapFile, 'liveness'>, position: number): Liveness {
  return livenessCodes[liveness[position]!]!;
}

/** @returns a position in `communities`, or null for a server in none */
export function communityAt({ community }: Pick<MapFile, 'community'>, position: number): number | null {
  const found = community[position]!;
  return found < 0 ? null : found;
}

/** @returns whether it is a personal server, drawn folded unless asked for */
export function isSmallAt({ small }: Pick<MapFile, 'small'>, position: number): boolean {
  return small[position] === 1;
}

/** What a map says of one drawn server, by its position: null where it says nothing. */
import type { MapFile } from './types.ts';

export function peopleAt({ audience }: MapFile, position: number): number | null {
  return audience[position] ?? null;
}

export function softwareAt({ software }: MapFile, position: number): string | null {
  return software[position] ?? null;
}

export function livenessAt({ liveness }: MapFile, position: number): MapFile['liveness'][number] {
  return liveness[position]!;
}

/** @returns a position in `communities`, or null for a server in none */
export function communityAt({ community }: MapFile, position: number): number | null {
  const found = community[position]!;
  return found < 0 ? null : found;
}

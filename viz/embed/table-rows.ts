/** The servers that the table beside a map holds: those that the question is about, then the largest. */
import { communityAt, isSmallAt, peopleAt } from '../../analysis/map-reading.ts';
import type { MapFile } from '../../analysis/types.ts';
import { communityRanks } from '../map/map-colors.ts';
import { isTouching, type Mark } from '../map/marks.ts';
import type { Scene } from '../map/scene.ts';

export interface TableRow {
  host: string;
  people: number | null;
  community: { name: string; rank: number } | null;
  mark: Mark;
}

/** All of them are in the table of the full map. */
export const mostRows = 25;

export function tableRows(map: MapFile, { marks, lit }: Scene): TableRow[] {
  const ranks = communityRanks(map.communities);
  const people = (position: number) => peopleAt(map, position) ?? -1;
  const weight = (position: number) => {
    const mark = marks[position]!;
    if (mark === 'focus') return 3;
    return isTouching(mark) ? 2 : Number(lit?.has(position) === true);
  };
  return [...map.hosts.keys()]
    .filter((position) => weight(position) > 0 || !isSmallAt(map, position))
    .sort((a, b) => weight(b) - weight(a) || people(b) - people(a) || a - b)
    .slice(0, mostRows)
    .map((position) => {
      const community = communityAt(map, position);
      return {
        host: map.hosts[position]!,
        people: peopleAt(map, position),
        community: community === null ? null : { name: map.communities[community]!.name, rank: ranks[community]! },
        mark: marks[position]!,
      };
    });
}

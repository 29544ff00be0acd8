/** Rows of the table for the groups of small servers that the map folds into one mark each. */
import type { MapFile } from '../../analysis/types.ts';
import { blankRow, type Row } from './table-rows.ts';

/** Parallel arrays, one entry a mark; `community` is -1 for servers in none, `audience` NaN where it is not known. */
export interface FoldedServers {
  community: ArrayLike<number>;
  servers: ArrayLike<number>;
  audience: ArrayLike<number>;
}

export function foldedRows(map: MapFile & { folded?: FoldedServers }): Row[] {
  const { folded, communities } = map;
  if (folded === undefined) return [];
  return Array.from(folded.servers, (servers, i) => ({
    ...blankRow,
    host: '',
    folded: servers,
    community: communities[folded.community[i]!]?.name ?? null,
    software: null,
    audience: Number.isNaN(folded.audience[i]) ? null : folded.audience[i]!,
    seen: null,
  }));
}

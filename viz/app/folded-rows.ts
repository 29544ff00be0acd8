/** Rows of the table for the groups of small servers that the map folds into one mark each. */
import type { MapFile } from '../../analysis/types.ts';
import { blankRow, type Row } from './table-rows.ts';

export function foldedRows({ folded, communities }: Pick<MapFile, 'folded' | 'communities'>): Row[] {
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

/**
 * What every writer of an export consumes: tables that say of themselves what they hold. Names of columns stand nowhere
 * else; CSV, Parquet and the two descriptions of a dataset follow from them.
 */
import type { Csr } from '../snapshot/types.ts';

/** local: complete, for the operator · published: what may leave the machine. */
export const tiers = ['local', 'published'] as const;
export type Tier = (typeof tiers)[number];

/** aggregates: no pair of declarer and target · full: pairs and comments too, at the operator's wish. */
export const details = ['aggregates', 'full'] as const;
export type Detail = (typeof details)[number];

/** `node`: position of a server in `instances` · `time`: milliseconds since 1970-01-01 UTC. */
export type CellType = 'text' | 'count' | 'flag' | 'time' | 'node';
/** null is what is not known, never 0. */
export type Cell = string | number | boolean | null;
export type Row = Cell[];

export interface Column {
  name: string;
  type: CellType;
  description: string;
}

export interface Table {
  name: string;
  description: string;
  columns: Column[];
  /** Columns that together stand once; none where rows may repeat. */
  primaryKey: string[];
  foreignKeys: { column: string; table: string; refersTo: string }[];
  /** From the start at every call. */
  rows: () => Iterable<Row>;
  /** The same rows as node numbers, where the table is the peers by number: tens of millions go in as arrays. */
  pairs?: Csr;
}

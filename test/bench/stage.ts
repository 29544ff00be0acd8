/** What every bench of a stage is given. */
import type { Row } from './measure.ts';

/** Of planted databases: hosts and edges as `data/world/large` says. */
export const sizes = ['small', 'medium', 'full'] as const;
export type Size = (typeof sizes)[number];

/** Hosts of the planted databases, and of what is made in memory instead. */
export const hostsOf: Readonly<Record<Size, number>> = { small: 2_000, medium: 20_000, full: 60_000 };

export interface Context {
  size: Size;
  /** A planted database of this size; to be read, not to be written. Empty for a stage that needs none. */
  file: string;
  /** For the files of the bench itself; removed with all that is in it. */
  folder: string;
  /** 3 or more, but 1 with `quick`. */
  runs: number;
  /** Only shows that the bench still runs: leave out what takes longer than a second or two. */
  quick: boolean;
}

/**
 * Yields each row once it is measured, so that what came before a failure is kept; and lines of text for what no row
 * holds. It runs in a process of its own.
 */
export type Stage = (context: Context) => AsyncIterable<Row | string>;

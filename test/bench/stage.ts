/** What every bench of a stage is given. */
import type { Row } from './measure.ts';

/** Of planted databases: hosts and edges as `data/world/large` says. */
export type Size = 'small' | 'medium' | 'full';

export interface Context {
  size: Size;
  /** A planted database; to be read, not to be written. */
  file: string;
  /** For the files of the bench itself; removed with all that is in it. */
  folder: string;
  /** 3 or more, but 1 with `quick`. */
  runs: number;
  /** Only shows that the bench still runs: leave out what takes longer than a second or two. */
  quick: boolean;
}

/** Yields each row once it is measured: what came before a failure is kept. It runs in a process of its own. */
export type Stage = (context: Context) => AsyncIterable<Row>;

/** What became of the counts that came with the question. */
import type { PlacedCounts } from '../known-counts.ts';
import { showCount } from './figures.ts';

export function writeCounts({ rows, left }: PlacedCounts): string {
  const own = `Follows are the counts that came with the question, of ${showCount(rows.length)} servers; a server without a row has none. They are used for this answer and kept nowhere.`;
  if (left.hosts === 0) return own;
  const named =
    left.hosts === 1
      ? 'One of its rows names a server that was'
      : `${showCount(left.hosts)} of its rows name servers that were`;
  return `${own} ${named} never seen here, with ${showCount(left.follows)} follows, which are in no share.`;
}

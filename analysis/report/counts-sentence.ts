/** What became of the counts that came with the question. */
import type { PlacedCounts } from '../known-counts.ts';
import { showCount } from './figures.ts';

export function writeCounts({ rows, left }: PlacedCounts): string {
  const own = `Follows are the counts that came with the question, of ${showCount(rows.length)} servers; a server without a row has none. They are used for this answer and kept nowhere.`;
  if (left.hosts === 0) return own;
  return `${own} ${showCount(left.hosts)} of its rows name servers that were never seen here, with ${showCount(left.follows)} follows, which are in no share.`;
}

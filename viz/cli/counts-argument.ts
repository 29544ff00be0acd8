/** Counts of follows that an admin gives with a question: read for this one answer, and stored nowhere. */
import { findNode, type Graph } from '../../analysis/graph.ts';
import type { OwnCount } from '../../analysis/known-counts.ts';
import { readHost } from '../../data/host.ts';
import { readOwnCounts } from '../../data/import/own-counts.ts';
import { readTextFile, readTextStream } from '../../data/import/text-file.ts';

/** How to make the table; tables and columns as in db/schema.rb of Mastodon 4.4. */
export const countsHelp = `
A table for --counts has the columns domain, follows_out and followers_in. It is read for this answer and kept nowhere.
Mastodon's database makes one (psql --csv -f this.sql mastodon_production > my-table.csv):
  SELECT coalesce(b.domain, a.domain) AS domain, count(*) FILTER (WHERE a.domain IS NULL) AS follows_out,
    count(*) FILTER (WHERE b.domain IS NULL) AS followers_in
  FROM follows JOIN accounts a ON a.id = account_id JOIN accounts b ON b.id = target_account_id
  WHERE a.domain IS NOT NULL OR b.domain IS NOT NULL GROUP BY 1;
`;

/**
 * @param file `-` for standard input
 * @throws UserError when the host was not seen, or the table cannot be read
 */
export async function readCountsArgument(graph: Graph, host: string, file: string): Promise<OwnCount[]> {
  const node = findNode(graph, host);
  const isOwn = (source: string) => graph.names.find(readHost(source) ?? '') === node;
  const name = file === '-' ? 'standard input' : file;
  const text = file === '-' ? await readTextStream(process.stdin, name) : readTextFile(file);
  return readOwnCounts(text, name, isOwn);
}

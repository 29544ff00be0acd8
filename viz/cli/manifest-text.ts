/** What a snapshot says of itself, for a terminal. */
import { plainText } from '../../analysis/report/safe-text.ts';
import { type ListState, listStates, type SnapshotManifest } from '../../data/snapshot/manifest.ts';
import { listKinds } from '../../data/types.ts';

const shownSoftware = 8;

export function renderManifest({
  id,
  contentHash,
  asOf,
  program,
  crawls,
  counts,
  lists,
  software,
}: SnapshotManifest): string {
  const { liveness, masks } = counts;
  const masked = masks.digest + masks.shape + masks.ambiguous + masks.unknown;
  return [
    `snapshot ${id}, as of ${asOf}`,
    `sha256 ${contentHash}`,
    `frozen by ${program.name} ${program.version} from ${describeCrawls(crawls)}`,
    '',
    `${counts.hosts} hosts: ${liveness.alive} answered, ${liveness.dead} did not, ${liveness.unvisited} not visited`,
    `${counts.peers} peers, ${counts.blocks} blocks, ${counts.allows} allows, ${counts.counts} follow counts`,
    ...(masked === 0
      ? []
      : [
          `${masked} blocks name a masked server: ${masks.digest} known by digest, ${masks.shape} by shape, ${masks.ambiguous} ambiguous, ${masks.unknown} unknown`,
        ]),
    '',
    ...renderTable([['lists', ...listStates], ...listKinds.map((kind) => [kind, ...cells(lists[kind])])]),
    '',
    ...renderTable([
      ['block lists by software', 'hosts', ...listStates],
      ...software
        .slice(0, shownSoftware)
        .map((row) => [plainText(row.software ?? 'not told'), String(row.hosts), ...cells(row.lists.blocks)]),
    ]),
    ...(software.length > shownSoftware
      ? [`and ${software.length - shownSoftware} more; --json has all of them, and the settings of each crawl`]
      : []),
  ].join('\n');
}

function describeCrawls(crawls: SnapshotManifest['crawls']): string {
  const first = crawls[0];
  if (first === undefined) return 'no crawl';
  if (crawls.length === 1) return `${first.kind} ${first.id}`;
  return `${crawls.length} crawls and imports, ${first.id} to ${crawls.at(-1)!.id}`;
}

function cells(states: Record<ListState, number>): string[] {
  return listStates.map((state) => String(states[state]));
}

/** The first column to the left, numbers to the right. */
function renderTable(rows: readonly string[][]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
}

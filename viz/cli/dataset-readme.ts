/** The `README.md` of an exported dataset: what it is, what was seen, what is left out, how to read and cite it. */
import { markdownText } from '../../analysis/report/safe-text.ts';
import type { DataPackage, Format, Resource } from '../../data/export/data-package.ts';
import { fewest, publishingRules } from '../../data/export/publishing-rules.ts';
import type { SnapshotFile } from '../../data/export/snapshot-file.ts';
import { listStates } from '../../data/snapshot/manifest.ts';
import { listKinds } from '../../data/types.ts';

/** @param snapshots oldest first; coverage and limits are of the newest */
export function renderReadme({ title, resources, faultline }: DataPackage, snapshots: readonly SnapshotFile[]): string {
  const newest = snapshots.at(-1)!;
  return [
    `# ${title}`,
    `Servers of the fediverse, whom they know and what they declare about each other, as Faultline collected it from their public lists. Facts about servers only: no account, no post, no follower list.`,
    '## Snapshots',
    table(
      ['id', 'as of', 'servers', 'peers', 'blocks', 'frozen by', 'SHA-256 of the content'],
      snapshots.map(({ id, asOf, counts, program, contentHash }) => [
        ...[`\`${id}\``, asOf, String(counts.hosts), String(counts.peers), String(counts.blocks)],
        ...[`${program.name} ${program.version}`, `\`${contentHash}\``],
      ]),
    ),
    `The numbers are of the snapshot, before anything was left out. Where it comes from, with every crawl, stands in \`${faultline.format === 'parquet' ? 'snapshots/ID.json' : 'snapshot.json'}\`.`,
    '## Files',
    table(['file', 'rows', 'bytes', 'holds'], fileRows(resources, faultline.format)),
    'Columns with their types and meaning stand in `datapackage.json` (Frictionless) and `croissant.json` (Croissant). An empty cell is not known, which is never 0.',
    howToRead[faultline.format],
    'Whether the files are whole: `sha256sum -c SHA256SUMS`.',
    `## What was seen${snapshots.length > 1 ? `, in ${newest.id}` : ''}`,
    'How many servers have each of their lists in each state. "Not published" has many reasons, and none of them is "empty".',
    table(
      ['list', ...listStates],
      listKinds.map((kind) => [kind, ...listStates.map((state) => String(newest.lists[kind][state]))]),
    ),
    'Block lists by software:',
    table(
      ['software', 'servers', ...listStates],
      newest.software.map(({ software, hosts, lists }) => [
        ...[software === null ? 'not told' : markdownText(software), String(hosts)],
        ...listStates.map((state) => String(lists.blocks[state])),
      ]),
    ),
    '## What is left out',
    describeTier(newest),
    '## What the figures can and cannot say',
    newest.limits.map((sentence) => `- ${sentence}`).join('\n'),
    '## How to cite',
    `Faultline ${snapshots.length === 1 ? 'snapshot' : 'snapshots'} ${snapshots.map(({ id, asOf }) => `${id} (as of ${asOf})`).join(', ')}, tier "${faultline.tier}". An id is the beginning of the SHA-256 of the content: the same id is the same content.`,
    '## Licence',
    'Faultline sets none for the data. Whoever passes this dataset on says under which terms, in `licenses` of `datapackage.json`; adding a snapshot leaves that as it is.',
  ]
    .join('\n\n')
    .concat('\n');
}

const howToRead: Record<Format, string> = {
  csv: 'CSV in UTF-8 with a header (RFC 4180); flags are 1 and 0, times ISO 8601 in UTC. Text that a spreadsheet would run has an apostrophe in front.',
  parquet:
    'Parquet, partitioned by `snapshot_date`. `peers` refers to servers by `node` of `instances` of the same date. In this folder, `duckdb -init views.sql` makes tables of all snapshots, and `peer_names` of the peers by name; every row has its `snapshot_id`.',
  gexf: '`graph.gexf` opens in Gephi, and with `networkx.read_gexf(path)`.',
  graphml:
    '`graph.graphml` opens in Gephi and Cytoscape, and with `networkx.read_graphml(path)` or `igraph.Graph.Read_GraphML(path)`.',
};

/** Of several snapshots, each table once. */
function fileRows(resources: readonly Resource[], format: Format): string[][] {
  const groups = new Map<string, Resource[]>();
  for (const resource of resources) {
    const file = format === 'parquet' ? `${resource.path.split('/')[0]}/` : resource.path;
    groups.set(file, [...(groups.get(file) ?? []), resource]);
  }
  return [...groups].map(([file, group]) => {
    const sum = (read: (resource: Resource) => number | undefined) =>
      group.reduce((total, resource) => total + (read(resource) ?? 0), 0);
    const rows = group[0]!.rows === undefined ? '' : String(sum((resource) => resource.rows));
    return [`\`${file}\``, rows, String(sum(({ bytes }) => bytes)), group[0]!.description];
  });
}

function describeTier({ export: { tier, detail, leftOut } }: SnapshotFile): string {
  if (tier === 'local' || leftOut === null) {
    return 'Nothing: this is the local tier, complete, for whoever collected it. It tells who blocks whom and what they say of it; pass on the published tier instead.';
  }
  const show = (count: number | null) => (count === null ? `fewer than ${fewest}` : String(count));
  const { servers, serversInNoSum, peers, counts, blockTargets, allowTargets } = leftOut;
  const pairs =
    detail === 'full'
      ? 'At the wish of whoever exported it, who declares what on whom, and their comments, are in `blocks` and `allows`, between servers shown by name. Comments are the words of their declarers. No digest of a masked name and no resolved name is there.'
      : 'Who declares what on whom, comments, digests of masked names, and what masks stand for, are not told.';
  return [
    `This is the published tier. Not by name, but in the sums of \`folded\`, where there are at least ${fewest} of a kind, stand servers of which the first of these is true:`,
    publishingRules
      .map(
        ({ reason, why, inSums }) =>
          `- ${show(servers[reason])}: the server ${why}${inSums === 'no' ? ' (in no sum either)' : ''}`,
      )
      .join('\n'),
    `In no sum: ${show(serversInNoSum)} servers. Peers to or from servers not shown: ${show(peers)}. Follow counts of them, or of 1 to ${fewest - 1} follows: ${show(counts)}.`,
    `A declared target has a row where at least ${fewest} servers name it and it is no server that is not shown; otherwise it is in the sums of \`folded_targets\`, or, where those rest on too few, in none: ${show(blockTargets)} blocked, ${show(allowTargets)} allowed. Numbers of 1 to ${fewest - 1} people or declarers are empty.`,
    pairs,
  ].join('\n\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

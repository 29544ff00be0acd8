/** What an export wrote, and what it left out, for the terminal of whoever ran it. */
import type { Exported, ExportRequest } from '../../data/export/dataset.ts';
import { publishingRules } from '../../data/export/publishing-rules.ts';
import { isoTime } from '../../data/iso-time.ts';

export interface Report {
  request: ExportRequest;
  folder: string;
  exported: Exported;
}

export function renderExport({ request, folder, exported }: Report): string {
  const { snapshot, tier, detail } = request;
  const { resources, added } = exported;
  const width = Math.max(...resources.map(({ path }) => path.length));
  return [
    `snapshot ${snapshot.id}, as of ${isoTime(snapshot.asOf)}, ${added ? 'added to' : 'into'} ${folder}`,
    `tier ${tier}${tier === 'published' && detail === 'full' ? ', with pairs and comments' : ''}`,
    '',
    ...resources.map(
      ({ path, rows, bytes }) => `${path.padEnd(width)}  ${rows === undefined ? '' : `${rows} rows, `}${bytes} bytes`,
    ),
    '',
    ...describeLeftOut(exported),
  ].join('\n');
}

function describeLeftOut({ leftOut }: Exported): string[] {
  if (leftOut === null) return ['Nothing is left out. This tells who blocks whom: it is for you, not for others.'];
  const { servers, serversInNoSum, peers, counts, blockTargets, allowTargets } = leftOut;
  return [
    'left out:',
    ...publishingRules.map(({ reason, why }) => `  ${servers[reason]} servers: ${why}`),
    `  of these, ${serversInNoSum} are in no sum either`,
    `  ${peers} peers, ${counts} follow counts`,
    `  ${blockTargets} blocked and ${allowTargets} allowed targets, which are in sums where enough are alike`,
  ];
}

/** A survey as CSV, a row a server: for spreadsheets and scripts. */
import { stringify } from 'csv-stringify/sync';
import type { Survey } from '../../analysis/survey-types.ts';
import { escapeFormula } from '../../data/import/cell.ts';

const columns = [
  'host',
  'software',
  'people',
  'reach_people',
  'reach_servers',
  'cut_people',
  'cut_servers',
  'cut_servers_unsized',
  'share',
  'withheld',
];

/** RFC 4180 with a header; what is not known, or not told, is an empty cell. */
export function renderSurveyCsv({ servers }: Survey): string {
  const rows = servers.map(({ host, software, audience, reach, cut, share, withheld }) => [
    host,
    software,
    audience,
    reach.people,
    reach.servers,
    cut.people,
    cut.servers,
    cut.unsized,
    share,
    Number(withheld),
  ]);
  return stringify([columns, ...rows], { cast: { string: escapeFormula } });
}

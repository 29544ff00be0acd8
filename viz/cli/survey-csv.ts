/** A survey as CSV, a row a server: for spreadsheets and scripts. RFC 4180 with a header; what is not known, or not told, is an empty cell. */
import { stringify } from 'csv-stringify/sync';
import type { Around, Survey } from '../../analysis/survey-types.ts';
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
  return lines([columns, ...rows]);
}

const aroundColumns = [
  'host',
  'software',
  'people',
  'tied',
  'share',
  'withheld',
  'listed',
  'common_peers',
  'common_peers_left',
];

export function renderAroundCsv({ servers }: Around): string {
  const rows = servers.map(
    ({ host, software, audience, tied, share, withheld, listed, commonPeers: { now, left } }) => [
      ...[host, software, audience, Number(tied), share, Number(withheld), Number(listed), now, left],
    ],
  );
  return lines([aroundColumns, ...rows]);
}

function lines(rows: (string | number | null)[][]): string {
  return stringify(rows, { cast: { string: escapeFormula } });
}

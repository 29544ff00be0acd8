/** A survey as a report: who would lose most, what the largest lose, and how the shares are spread. */
import { topRanks } from '../kernels/top-ranks.ts';
import type { Survey, SurveyedServer } from '../survey-types.ts';
import { showCount, showPeople, showShare } from './figures.ts';
import { filledTables, type Report, table } from './report.ts';

const shown = 20;
const head = ['server', 'software', 'people on it', 'people in reach', 'cut', 'share', 'servers cut'];

const titles = {
  list: 'What this would cut off from every server',
  declared: 'What published lists cut off from their servers',
  since: 'What went out of the reach of every server',
} as const;

export function reportSurvey(survey: Survey): Report {
  const { servers, snapshot, question, sentences, limits, quantiles } = survey;
  const affected = servers.filter(({ share }) => share !== null && share > 0);
  const large = topRanks(
    Float64Array.from(servers, ({ audience }) => audience ?? -1),
    shown,
  );
  return {
    title: titles[question.kind],
    snapshot,
    sentences,
    tables: filledTables(
      table('Most of their reach', head, affected.map(showServer)),
      { title: 'The largest servers', head, rows: [...large].map((at) => showServer(servers[at]!)), more: 0 },
      table(
        'Shares over all servers',
        ['of the servers', 'cut of the people in reach'],
        quantiles.map(({ quantile, share }) => [nameOf(quantile), showShare(share)]),
      ),
    ),
    limits,
  };
}

function showServer({ host, software, audience, reach, cut, share, withheld }: SurveyedServer): string[] {
  return [
    host,
    software ?? 'not known',
    showPeople(audience),
    showPeople(reach.people),
    withheld ? 'too few to show' : showPeople(cut.people),
    share === null ? (withheld ? 'too few to show' : 'not known') : showShare(share),
    showCount(cut.servers),
  ];
}

function nameOf(quantile: number): string {
  if (quantile === 0) return 'the least';
  if (quantile === 1) return 'the most';
  return quantile === 0.5 ? 'half, at most' : `${Math.round(quantile * 100)} %, at most`;
}

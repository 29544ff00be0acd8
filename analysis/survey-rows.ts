/** From sums a server to the rows of a survey: shares, what is withheld, totals and the spread. */
import { audienceOf, type Graph, hostOf } from './graph.ts';
import { topRanks } from './kernels/top-ranks.ts';
import { mayShowPair } from './report/few-people.ts';
import { writeSurveySentences } from './report/survey-sentences.ts';
import { writeSurveyLimits } from './survey-limits.ts';
import type { Survey, SurveyedServer, SurveySum } from './survey-types.ts';
import type { TieSums } from './tie-sums.ts';

const quantiles = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1];
/** Servers on the other side from which on a sum is about no single one (few-people.ts). */
const enoughServers = 5;

/**
 * @param nodes whose rows these are
 * @param reach what each has, and `cut` what of it would go, or goes
 */
export function assembleSurvey(
  graph: Graph,
  nodes: Uint32Array,
  reach: TieSums,
  cut: TieSums,
  asked: Pick<Survey, 'question' | 'listed'>,
): Survey {
  const shares = new Float64Array(graph.order).fill(-1);
  const rows = new Map<number, SurveyedServer>();
  const known: number[] = [];
  let [people, peopleCut] = [0, 0];
  for (const node of nodes) {
    const share = shareOf(reach, cut, node);
    if (share !== null) {
      known.push(share);
      const own = graph.audience.people[node]!;
      if (!Number.isNaN(own)) [people, peopleCut] = [people + own, peopleCut + own * share];
    }
    const row = rowOf(graph, node, reach, cut, share);
    rows.set(node, row);
    if (row.share !== null) shares[node] = row.share;
  }
  const servers = [...topRanks(shares, nodes.length, nodes)].map((node) => rows.get(node)!);
  const liveCount = graph.live.reduce((sum, live) => sum + live, 0);
  const survey = {
    schema: 'faultline.survey/1' as const,
    snapshot: graph.ref,
    ...asked,
    servers,
    totals: {
      servers: servers.length,
      affected: servers.filter(({ cut }) => cut.servers > 0).length,
      withheld: servers.filter(({ withheld }) => withheld).length,
      unknown: nodes.length - known.length,
      shareOfPeople: people === 0 ? null : peopleCut / people,
      leftOut: liveCount - servers.length,
    },
    quantiles: quantilesOf(Float64Array.from(known).sort()),
    coverage: graph.coverage,
  };
  return { ...survey, limits: writeSurveyLimits(graph), sentences: writeSurveySentences(survey) };
}

/** @returns null where nothing is known of the reach, or where all that is cut has no known size */
function shareOf(reach: TieSums, cut: TieSums, node: number): number | null {
  const [all, lost] = [reach.people[node]!, cut.people[node]!];
  return all === 0 || (lost === 0 && cut.unsized[node]! > 0) ? null : lost / all;
}

function rowOf(graph: Graph, node: number, reach: TieSums, cut: TieSums, share: number | null): SurveyedServer {
  const audience = audienceOf(graph, node);
  const servers = cut.servers[node]!;
  const isAboutFew = cut.few[node]! > 0 || !mayShowPair([audience]);
  const withheld = share !== null && share > 0 && servers < enoughServers && isAboutFew;
  const lost = cut.people[node]!;
  const isTold = !withheld && (lost > 0 || cut.unsized[node] === 0);
  return {
    host: hostOf(graph, node),
    software: graph.snapshot.hosts[node]!.software,
    audience,
    reach: sumAt(reach, node, reach.people[node]!),
    cut: sumAt(cut, node, isTold ? lost : null),
    share: withheld ? null : share,
    withheld,
  };
}

function sumAt({ servers, unsized }: TieSums, node: number, people: number | null): SurveySum {
  return { people: people === null ? null : Math.round(people), servers: servers[node]!, unsized: unsized[node]! };
}

/** The nearest rank. R. J. Hyndman, Y. Fan. Sample quantiles in statistical packages. Am. Stat. 50(4), 1996, 361–365, type 1. */
function quantilesOf(sorted: Float64Array): Survey['quantiles'] {
  if (sorted.length < enoughServers) return [];
  return quantiles.map((quantile) => ({
    quantile,
    share: sorted[Math.max(0, Math.ceil(quantile * sorted.length) - 1)]!,
  }));
}

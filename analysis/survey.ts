/**
 * One question asked of every server at once: what a list would cut, or what published lists cut today. Answered from two-sided
 * ties alone (two-sided.ts), so that the whole snapshot is asked in about the time of one `assess`; which of a server's people
 * follow whom is for `assess`.
 */
import { UserError } from '../data/errors.ts';
import { notesOf } from './answer-limits.ts';
import { audienceOf, type Graph, hostOf } from './graph.ts';
import { alone, type Parallel } from './kernels/parallel.ts';
import { reachSums } from './kernels/reach-sums.ts';
import { topRanks } from './kernels/top-ranks.ts';
import { writeLimits } from './limits.ts';
import { mayShowPair } from './report/few-people.ts';
import { gradeLegend } from './report/figures.ts';
import { surveyNote, writeSurveySentences } from './report/survey-sentences.ts';
import { readEntries, readTargetText } from './scenario.ts';
import { sumOwnCuts } from './survey-declared.ts';
import { type GivenList, sumListCuts } from './survey-list.ts';
import type { Survey, SurveyedServer, SurveySum } from './survey-types.ts';
import { eachMeasure, type TieSums, tieWeights } from './tie-sums.ts';
import { twoSidedTies } from './two-sided.ts';
import type { NamedList } from './types.ts';

const quantiles = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1];
/** Servers on the other side from which on a sum is about no single one (few-people.ts). */
const enoughServers = 5;

/**
 * @param given names to block, and lists with an action an entry; read as an import of each server would
 * @throws UserError when nothing is given, or for a name that can name nothing
 */
export function surveyList(
  graph: Graph,
  given: { block: readonly string[]; lists: readonly NamedList[] },
  parallel: Parallel = alone,
): Survey {
  const block = [...new Set(given.block.map(readTargetText))];
  const lists = given.lists.map(({ name, entries }) => ({ name, entries: readEntries(entries) }));
  if (block.length + lists.length === 0) {
    throw new UserError('The survey has no question: expected names to block, a list, or declared lists.', {
      hint: 'For example: faultline survey --block other.example',
    });
  }
  const list: GivenList = { block, lists };
  const twoSided = twoSidedTies(graph, parallel);
  const weights = tieWeights(graph);
  const reach = eachMeasure((measure) => reachSums(twoSided.open, weights[measure], parallel));
  const { cut, listed } = sumListCuts(graph, list, twoSided, weights);
  const nodes = nodesOf(graph, (node) => graph.live[node] === 1 && reach.servers[node]! > 0);
  return assemble(graph, nodes, reach, cut, {
    question: { kind: 'list', block, lists: lists.map(({ name, entries }) => ({ name, entries: entries.length })) },
    listed: {
      servers: listed.length,
      people: Math.round(listed.reduce((sum, node) => sum + weights.people[node]!, 0)),
    },
  });
}

/** What each published list cuts today of the reach its server would have without it. */
export function surveyDeclared(graph: Graph, parallel: Parallel = alone): Survey {
  const twoSided = twoSidedTies(graph, parallel);
  const weights = tieWeights(graph);
  const { cut, declarers } = sumOwnCuts(graph, twoSided, weights);
  const reach = eachMeasure((measure) => {
    const sums = reachSums(twoSided.open, weights[measure], parallel);
    return sums.map((sum, node) => sum + cut[measure][node]!);
  });
  return assemble(graph, Uint32Array.from(declarers), reach, cut, { question: { kind: 'declared' }, listed: null });
}

function nodesOf({ order }: Graph, keep: (node: number) => boolean): Uint32Array {
  return Uint32Array.from({ length: order }, (_, node) => node).filter(keep);
}

function assemble(
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
  const limits = [...notesOf(graph), ...writeLimits(graph, [surveyNote])].filter(
    (sentence) => sentence !== gradeLegend,
  );
  return { ...survey, limits, sentences: writeSurveySentences(survey) };
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

/**
 * One server beside every other: what a block of that one alone would cost it, and how many peers the two have in common,
 * today and after a list. Two-sided ties alone, as in every survey.
 */
import { audienceOf, findNode, type Graph, hostOf } from './graph.ts';
import { commonPeers } from './kernels/common-peers.ts';
import { alone, type Parallel } from './kernels/parallel.ts';
import { topRanks } from './kernels/top-ranks.ts';
import { writeAroundSentences } from './report/around-report.ts';
import { mayShowPair } from './report/few-people.ts';
import { writeSurveyLimits } from './survey-limits.ts';
import { markListed, readGiven } from './survey-list.ts';
import type { Around, AroundServer } from './survey-types.ts';
import { tieWeights } from './tie-sums.ts';
import { twoSidedTies } from './two-sided.ts';
import type { NamedList } from './types.ts';

/**
 * @param given a list that the server would import; may be empty
 * @throws UserError for a host not seen, or a name that can name nothing
 */
export function surveyAround(
  graph: Graph,
  host: string,
  given: { block: readonly string[]; lists: readonly NamedList[] },
  parallel: Parallel = alone,
): Around {
  const node = findNode(graph, host);
  const list = readGiven(given);
  const isListed = markListed(graph, node, list);
  const { open } = twoSidedTies(graph, parallel);
  const weights = tieWeights(graph);
  const answers = graph.live[node] === 1;
  const answering = isListed.map((mark, other) => (answers && graph.live[other] === 1 ? mark : 2));
  const { kept, listed } = commonPeers(open, node, answering, parallel);
  const row = open.targets.subarray(open.offsets[node], open.offsets[node + 1]);
  const own = row.filter((other) => answers && graph.live[other] === 1);
  const tied = new Uint8Array(graph.order);
  for (const other of own) tied[other] = 1;
  const sumOf = (measure: Float64Array) => own.reduce((sum, other) => sum + measure[other]!, 0);
  const people = sumOf(weights.people);
  const shares = new Float64Array(graph.order).fill(-1);
  const near: number[] = [];
  const servers = new Map<number, AroundServer>();
  for (let other = 0; other < graph.order; other++) {
    if (other === node || graph.live[other] === 0 || tied[other]! + kept[other]! + listed[other]! === 0) continue;
    const isKnown = tied[other] === 1 && people > 0 && weights.unsized[other] === 0;
    const withheld = isKnown && !mayShowPair([audienceOf(graph, node), audienceOf(graph, other)]);
    const share = isKnown && !withheld ? weights.people[other]! / people : null;
    if (share !== null) shares[other] = share;
    near.push(other);
    servers.set(other, {
      host: hostOf(graph, other),
      software: graph.snapshot.hosts[other]!.software,
      audience: audienceOf(graph, other),
      tied: tied[other] === 1,
      share,
      withheld,
      listed: isListed[other] === 1,
      commonPeers: { now: kept[other]! + listed[other]!, left: kept[other]! },
    });
  }
  const around = {
    schema: 'faultline.survey-around/1' as const,
    snapshot: graph.ref,
    host: hostOf(graph, node),
    question: {
      block: list.block,
      lists: list.lists.map(({ name, entries }) => ({ name, entries: entries.length })),
    },
    reach: { people: Math.round(people), servers: sumOf(weights.servers), unsized: sumOf(weights.unsized) },
    servers: [...topRanks(shares, near.length, near)].map((other) => servers.get(other)!),
    coverage: graph.coverage,
  };
  return { ...around, limits: writeSurveyLimits(graph), sentences: writeAroundSentences(around, answers) };
}

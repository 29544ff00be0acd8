/**
 * Who cuts a server off today, by published blocks, and what each of them costs.
 *
 * Against a world without blocks: costOut = F(k→X) · cutIn(k, X) / Σ F over servers that answer, costIn likewise with
 * cutOut(k, X). Repair = follower reach that returns if k alone lifts, over today's follower reach; while X cuts k too,
 * nothing returns until both lift. What software marks by itself cuts like the rest, and is told apart from decisions.
 */

import { writeAnswerLimits } from './answer-limits.ts';
import { countCut } from './cut-now.ts';
import { cutEitherWay, cutIn, cutOut, hideIn, sever } from './effects.ts';
import { audienceOf, findNode, type Graph, hostOf } from './graph.ts';
import { estimateHiddenLists, lessHidden } from './hidden-lists.ts';
import { append } from './multimap.ts';
import { assessOutage } from './outage.ts';
import { assessPortability } from './portability.ts';
import { type Blocker, rankLists } from './repair-lists.ts';
import { writeBlockedSentences } from './report/blocked-sentences.ts';
import { writeNeighbours } from './report/neighbour-sentence.ts';
import { type Origin, ruleFor } from './rules.ts';
import { type Shares, unknownShare } from './shares.ts';
import { evidenceNames } from './ties.ts';
import { type Today, todayOf } from './today.ts';
import type { Blocked, BlockedBy, Estimate, NamedList } from './types.ts';
import { opensIn } from './visibility.ts';
import { isUnsized } from './weights.ts';

/**
 * @param options.among `visited` counts in `cutNow` only servers that answered
 * @param options.lists lists passed round, as of the snapshot's time
 * @throws UserError for a host that was not seen
 */
export function assessBlocked(
  graph: Graph,
  host: string,
  { among, lists = [] }: { among?: 'visited' | undefined; lists?: readonly NamedList[] } = {},
): Blocked {
  const node = findNode(graph, host);
  const today = todayOf(graph, node);
  const { weights, standing, rulesBy, rulesOn } = today;
  const ask: Question = { graph, today, words: readWords(graph, rulesOn) };
  const blockers = listBlockers(ask);
  const deciders = blockers.filter(({ row }) => !row.automatic);
  const hiddenLists = estimateHiddenLists(graph, standing, weights);
  const blocked = {
    schema: 'faultline.blocked/1' as const,
    snapshot: graph.ref,
    host: hostOf(graph, node),
    by: blockers.map(({ row }) => row),
    limitedBy: listLimiters(ask),
    hiddenLists,
    reachOut: lessHidden(estimateReach(ask), hiddenLists),
    lists: rankLists(graph, node, lists, deciders, today.reach.out),
    outage: assessOutage(graph, node, { weights }),
    portability: assessPortability(graph, weights, standing, today.free.out),
    cutNow: countCut(graph, { rulesBy: rulesBy.effect, rulesOn: rulesOn.effect, standing }, among),
    coverage: today.coverage,
  };
  return {
    ...blocked,
    limits: [writeNeighbours(blocked.host, blocked.coverage), ...writeAnswerLimits(graph)],
    sentences: writeBlockedSentences(blocked, { answers: graph.live[node] === 1, marked: countMarked(ask) }),
  };
}

interface Question {
  graph: Graph;
  today: Today;
  /** Sources of the rules on the host, each with the words that cut or, where none cuts, the words that hide. */
  words: Map<number, Words>;
}

interface Words {
  action: string;
  /** A decision where any of the words is one. */
  origin: Origin;
}

function readWords({ snapshot }: Graph, { effect: rulesOn, deciding }: Today['rulesOn']): Map<number, Words> {
  const words = new Map<number, Words[]>();
  for (const at of deciding) {
    const { source, action } = snapshot.blocks[at]!;
    const wanted = (rulesOn[source]! & cutEitherWay) !== 0 ? cutEitherWay : hideIn;
    const { effect, origin } = ruleFor(snapshot.hosts[source]!.software, action);
    if ((effect & wanted) !== 0) append(words, source, { action, origin });
  }
  return new Map([...words].map(([source, list]) => [source, joinWords(list)]));
}

function joinWords(words: readonly Words[]): Words {
  const decided = words.find(({ origin }) => origin === 'decision') ?? words[0]!;
  return { action: [...new Set(words.map(({ action }) => action))].join(', '), origin: decided.origin };
}

/** Servers that cut the host without anybody's decision, by what made their software do so. */
function countMarked({ words }: Question): { unanswered: number; software: number } {
  const origins = [...words.values()].map(({ origin }) => origin);
  const count = (wanted: Origin) => origins.filter((origin) => origin === wanted).length;
  return { unanswered: count('unanswered'), software: count('software') };
}

interface PricedBlocker extends Blocker {
  row: BlockedBy;
}

function listBlockers(ask: Question): PricedBlocker[] {
  const by: PricedBlocker[] = [];
  for (const [source, words] of ask.words) {
    if ((ask.today.rulesOn.effect[source]! & cutEitherWay) !== 0) by.push(priceBlocker(ask, source, words));
  }
  return by.sort((a, b) => costOf(b.row) - costOf(a.row) || bySize(a.row, b.row) || a.node - b.node);
}

function listLimiters({ graph, today, words }: Question): Blocked['limitedBy'] {
  const limits: Blocked['limitedBy'] = [];
  for (const [source, { action }] of words) {
    if ((today.rulesOn.effect[source]! & cutEitherWay) !== 0) continue;
    limits.push({ source: hostOf(graph, source), action, audience: audienceOf(graph, source) });
  }
  return limits.sort((a, b) => bySize(a, b) || (a.source < b.source ? -1 : 1));
}

function priceBlocker({ graph, today }: Question, source: number, { action, origin }: Words): PricedBlocker {
  const { weights, standing, reach, free } = today;
  const effect = today.rulesOn.effect[source]!;
  const ours = standing.ours[source]!;
  // An allowlist mode of theirs stays when only the rule is lifted.
  const lifted = graph.policies.closedTo(source, standing.node);
  const opensOut = (effect & cutIn) !== 0 && opensIn(lifted, ours);
  const opensBack = (effect & cutOut) !== 0 && opensIn(ours, lifted);
  const answers = graph.live[source]! * graph.live[standing.node]! === 1;
  const known = !isUnsized(graph, weights, source);
  const cost = (shares: Shares, cuts: boolean) =>
    known && graph.live[standing.node] === 1 ? shares.of(cuts && answers ? [source] : []) : unknownShare;
  const estimateOut = cost(free.out, (effect & cutIn) !== 0);
  const estimateIn = cost(free.in, (effect & cutOut) !== 0);
  const returns = opensOut && answers ? weights.out[source]! : 0;
  const gained = opensOut && answers ? reach.out.gain([source], [returns]) : reach.out.of([]);
  const estimateRepair = known ? gained : unknownShare;
  const row: BlockedBy = {
    source: hostOf(graph, source),
    action,
    automatic: origin !== 'decision',
    costOut: estimateOut.share,
    costIn: estimateIn.share,
    repair: estimateRepair.share,
    estimateOut,
    estimateIn,
    estimateRepair,
    evidence: evidenceNames[weights.evidence[source]!]!,
    needsBoth: (ours & cutEitherWay) !== 0 && !opensOut && !opensBack,
    irreversible: (effect & sever) !== 0,
    audience: audienceOf(graph, source),
  };
  return { node: source, returns: known ? returns : null, row };
}

/** Of the reach in a world without blocks, what stands; not known of a host that did not answer. */
function estimateReach({ graph, today }: Question): Estimate {
  if (graph.live[today.node] === 0) return unknownShare;
  return today.free.out.of(Array.from(today.contact.out.keys()).filter((other) => today.contact.out[other] === 1));
}

function costOf({ costIn, costOut }: BlockedBy): number {
  return costIn === null && costOut === null ? -1 : (costIn ?? 0) + (costOut ?? 0);
}

/** The larger first, unknown last. */
function bySize(a: { audience: number | null }, b: { audience: number | null }): number {
  return (b.audience ?? -1) - (a.audience ?? -1);
}

/**
 * What a scenario changes for one server: which contact is cut, in which direction, which stays but is hidden.
 *
 * With F the tie weights, V⁰ and V¹ who gets whose posts before and after, both 0 or 1:
 * loss = Σ F V⁰ (1 − V¹) / Σ F V⁰, over other servers only; hidden = Σ_{newly hidden} F V⁰ / Σ F V⁰ of what comes in;
 * cumulative loss = 1 − Σ F V¹ / Σ F over servers that answer; people = Σ A m V(in) V(out).
 * Contact that opens again (on Mastodon a longer rule overrides a shorter one) is listed, and is no negative loss.
 */
import { applyPlan, type Change, followsAfter, isHidden } from './change.ts';
import { assessCommunities } from './community-loss.ts';
import { coverageAround } from './coverage.ts';
import { assessEntries, countByStatus, countFor90, type Reach } from './entries.ts';
import { mixEvidence } from './grade.ts';
import { type Graph, hostOf } from './graph.ts';
import { writeAnswerLimits } from './limits.ts';
import { modelNoteOf } from './model-note.ts';
import { countPeople } from './people.ts';
import { writeNeighbours } from './report/neighbour-sentence.ts';
import { writeImpactSentences } from './report/sentences.ts';
import { findResidual } from './residual.ts';
import { planScenario } from './scenario.ts';
import { measureShares, unknownShare } from './shares.ts';
import { listTouched } from './touched.ts';
import type { Estimate, Impact, Scenario } from './types.ts';
import { isUnsized, type Weights, weighTies } from './weights.ts';

/**
 * @returns shares 0-1, people as monthly active people, null for what is not known; nothing is known of a host that
 * did not answer on the last visit
 * @throws UserError for a host that was not seen, a name that is none, or a scenario that changes nothing
 */
export function assess(graph: Graph, scenario: Scenario): Impact {
  const plan = planScenario(graph, scenario);
  const change = applyPlan(graph, plan);
  const weights = weighTies(graph, plan.node);
  const base = baseWeights(change, weights);
  const reach = {
    in: measureShares(graph, weights, base.in, 'in'),
    out: measureShares(graph, weights, base.out, 'out'),
  };
  const entries = assessEntries(graph, plan, change, weights, reach);
  const named =
    plan.closedTo !== undefined || plan.entries.some(({ nodes, namesHost }) => nodes.length > 0 || namesHost);
  const answers = graph.live[plan.node] === 1;
  const ask: Question = { graph, change, weights, reach, known: named && answers };
  const follows = followsAfter(plan, change);
  const impact = {
    schema: 'faultline.impact/1' as const,
    snapshot: graph.ref,
    host: hostOf(graph, plan.node),
    scenario: plan.scenario,
    lossIn: estimateLoss(ask, 'in'),
    lossOut: estimateLoss(ask, 'out'),
    people: countPeople(graph, change, weights, ask.known),
    hidden: estimateShare(ask, 'in', (node) => isHidden(change, node)),
    cumulative: { lossIn: cumulativeLoss(ask, 'in'), lossOut: cumulativeLoss(ask, 'out') },
    irreversible: follows === 'deleted',
    entries,
    entryCounts: countByStatus(entries),
    entriesFor90: countFor90(entries),
    touched: listTouched(graph, change),
    ...assessCommunities(graph, change, weights),
    evidence: mixEvidence(base.both, weights.evidence),
    model: modelNoteOf(graph),
    coverage: coverageAround(graph, plan.node),
  };
  const sentences = writeImpactSentences(graph, impact, { answers, follows, residual: findResidual(graph, change) });
  return { ...impact, limits: [writeNeighbours(impact.host, impact.coverage), ...writeAnswerLimits(graph)], sentences };
}

type Direction = 'in' | 'out';

interface Question {
  graph: Graph;
  change: Change;
  weights: Weights;
  reach: Reach;
  /** The host answered, and some name of the scenario belongs to a known server. */
  known: boolean;
}

/** F V⁰, each direction and their sum. */
function baseWeights(
  { contactBefore }: Change,
  weights: Weights,
): { in: Float64Array; out: Float64Array; both: Float64Array } {
  const order = weights.mask.length;
  const base = { in: new Float64Array(order), out: new Float64Array(order), both: new Float64Array(order) };
  for (let node = 0; node < order; node++) {
    base.in[node] = weights.in[node]! * contactBefore.in[node]!;
    base.out[node] = weights.out[node]! * contactBefore.out[node]!;
    base.both[node] = base.in[node]! + base.out[node]!;
  }
  return base;
}

function estimateLoss(ask: Question, direction: Direction): Estimate {
  const { contactBefore, contactAfter } = ask.change;
  return estimateShare(ask, direction, (node) => contactBefore[direction][node]! > contactAfter[direction][node]!);
}

/** Share of today's weight on the nodes that are lost; not known when nothing of it has a known size. */
function estimateShare(
  { graph, weights, reach, known }: Question,
  direction: Direction,
  isLost: (node: number) => boolean,
): Estimate {
  if (!known) return unknownShare;
  const lost: number[] = [];
  for (let node = 0; node < graph.order; node++) if (isLost(node)) lost.push(node);
  const estimate = reach[direction].of(lost);
  const blind = estimate.share === 0 && lost.some((node) => isUnsized(graph, weights, node));
  return blind ? unknownShare : estimate;
}

function cumulativeLoss({ graph, change, weights, known }: Question, direction: Direction): number | null {
  const weight = weights[direction];
  const after = change.contactAfter[direction];
  let all = 0;
  let left = 0;
  for (let node = 0; node < graph.order; node++) {
    all += weight[node]! * graph.live[node]!;
    left += weight[node]! * after[node]!;
  }
  return all === 0 || !known ? null : 1 - left / all;
}

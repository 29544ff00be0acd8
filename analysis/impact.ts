/**
 * What a scenario changes for one server: which contact is cut, in which direction, which stays but is hidden.
 *
 * With F the tie weights, V⁰ and V¹ who gets whose posts before and after:
 * loss = Σ F (V⁰ − V¹) / Σ F V⁰, over other servers only; hidden = Σ_{newly hidden} F V¹ / Σ F V⁰ of what comes in;
 * cumulative loss = 1 − Σ F V¹ / Σ F over servers that answer; people = Σ A m V(in) V(out).
 */
import { applyPlan, type Change, isCut, isHidden, isSevered } from './change.ts';
import { communitiesOf } from './communities.ts';
import { assessCommunities } from './community-loss.ts';
import { assessEntries, countByStatus, countFor90 } from './entries.ts';
import { gradeOf, mixEvidence } from './grade.ts';
import { audienceOf, type Graph, hostOf } from './graph.ts';
import { estimateShare, exactShare, type Interval } from './intervals.ts';
import { writeLimits } from './limits.ts';
import { writeImpactSentences } from './report/sentences.ts';
import { planScenario } from './scenario.ts';
import type { Estimate, Impact, Scenario, TouchedHost } from './types.ts';
import { isUnsized, type Weights, weighTies } from './weights.ts';

/**
 * @returns shares 0-1, people as monthly active people, null for what is not known
 * @throws UserError for a host that was not seen, a name that is none, or a scenario that changes nothing
 */
export function assess(graph: Graph, scenario: Scenario): Impact {
  const plan = planScenario(graph, scenario);
  const change = applyPlan(graph, plan);
  const weights = weighTies(graph, plan.node);
  const entries = assessEntries(graph, plan, change, weights);
  const named =
    plan.closedTo !== undefined || plan.entries.some(({ nodes, namesHost }) => nodes.length > 0 || namesHost);
  const ask: Question = { graph, change, weights, named, base: baseWeights(change, weights) };
  const impact = {
    schema: 'faultline.impact/1' as const,
    snapshot: graph.ref,
    host: hostOf(graph, plan.node),
    scenario: plan.scenario,
    lossIn: estimateLoss(ask, 'in'),
    lossOut: estimateLoss(ask, 'out'),
    people: countPeople(ask),
    hidden: estimateHidden(ask),
    cumulative: { lossIn: cumulativeLoss(ask, 'in'), lossOut: cumulativeLoss(ask, 'out') },
    irreversible: someNode(graph, (node) => isSevered(change, node)),
    entries,
    entryCounts: countByStatus(entries),
    entriesFor90: countFor90(entries),
    touched: listTouched(graph, change),
    communities: assessCommunities(graph, change, weights),
    evidence: mixEvidence(ask.base.both, weights.evidence),
    coverage: graph.coverage,
  };
  return { ...impact, limits: writeLimits(graph), sentences: writeImpactSentences(graph, impact) };
}

type Direction = 'in' | 'out';

interface Question {
  graph: Graph;
  change: Change;
  weights: Weights;
  /** Some name of the scenario belongs to a known server. */
  named: boolean;
  /** F V⁰, each direction and their sum. */
  base: { in: Float64Array; out: Float64Array; both: Float64Array };
}

function baseWeights({ contactBefore }: Change, weights: Weights): Question['base'] {
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
  const { order } = ask.graph;
  const before = ask.change.contactBefore[direction];
  const after = ask.change.contactAfter[direction];
  const weight = ask.weights[direction];
  const base = ask.base[direction];
  const cut = new Uint8Array(order);
  let total = 0;
  let regained = 0;
  for (let node = 0; node < order; node++) {
    total += base[node]!;
    if (before[node]! > after[node]!) cut[node] = 1;
    else if (after[node]! > before[node]!) regained += weight[node]!;
  }
  const estimate = estimateCut(ask, direction, cut);
  // A longer, milder rule can re-open what a shorter one cut (Mastodon): a gain, which has no interval here.
  if (regained === 0 || estimate.share === null) return estimate;
  return { ...estimate, share: estimate.share - regained / total, low: null, high: null };
}

function estimateHidden(ask: Question): Estimate {
  const hides = new Uint8Array(ask.graph.order);
  for (let node = 0; node < hides.length; node++) if (isHidden(ask.change, node)) hides[node] = 1;
  return estimateCut(ask, 'in', hides);
}

/** Share of today's weight on the nodes marked; not known when nothing marked has a known size. */
function estimateCut({ graph, weights, named, base }: Question, direction: Direction, cut: Uint8Array): Estimate {
  const weight = base[direction];
  const { sigma } = graph.audience;
  const { mask, evidence, exact } = weights;
  const interval: Interval = exact ? exactShare({ weight, cut }) : estimateShare({ weight, cut, sigma, mask });
  const blind = interval.share === 0 && someNode(graph, (node) => cut[node] === 1 && isUnsized(graph, weights, node));
  if (!named || blind || interval.share === null) return { share: null, low: null, high: null, grade: null };
  return { ...interval, grade: gradeOf(graph, weight, evidence) };
}

function countPeople({ graph, change, weights, named }: Question): Impact['people'] {
  const { contactBefore, contactAfter } = change;
  let before = 0;
  let after = 0;
  let known = false;
  let lostUnsized = false;
  for (let node = 0; node < graph.order; node++) {
    const twoWayBefore = contactBefore.in[node]! * contactBefore.out[node]!;
    const twoWayAfter = contactAfter.in[node]! * contactAfter.out[node]!;
    before += weights.people[node]! * twoWayBefore;
    after += weights.people[node]! * twoWayAfter;
    known ||= twoWayBefore === 1 && weights.people[node]! > 0;
    lostUnsized ||= twoWayBefore > twoWayAfter && isUnsized(graph, weights, node);
  }
  if (!known) return { before: null, after: null, lost: null };
  const rounded = Math.round(before);
  if (!named || (lostUnsized && before === after)) return { before: rounded, after: null, lost: null };
  return { before: rounded, after: Math.round(after), lost: rounded - Math.round(after) };
}

function cumulativeLoss({ graph, change, weights, named }: Question, direction: Direction): number | null {
  const weight = weights[direction];
  const after = change.contactAfter[direction];
  const host = change.before.node;
  let all = 0;
  let left = 0;
  for (let node = 0; node < graph.order; node++) {
    all += weight[node]! * graph.live[node]! * graph.live[host]!;
    left += weight[node]! * after[node]!;
  }
  return all === 0 || !named ? null : 1 - left / all;
}

function listTouched(graph: Graph, change: Change): TouchedHost[] {
  const { of } = communitiesOf(graph);
  const touched: TouchedHost[] = [];
  for (let node = 0; node < graph.order; node++) {
    const cut = isCut(change, node);
    if (!cut && !isHidden(change, node)) continue;
    const community = of[node]!;
    touched.push({
      host: hostOf(graph, node),
      status: cut ? 'cut' : 'hidden',
      direction: cut ? directionOf(change, node) : null,
      community: community === -1 ? null : community,
      audience: audienceOf(graph, node),
    });
  }
  return touched;
}

function directionOf({ contactBefore, contactAfter }: Change, node: number): TouchedHost['direction'] {
  const inCut = contactBefore.in[node]! > contactAfter.in[node]!;
  const outCut = contactBefore.out[node]! > contactAfter.out[node]!;
  return inCut && outCut ? 'both' : inCut ? 'in' : 'out';
}

function someNode({ order }: Graph, holds: (node: number) => boolean): boolean {
  for (let node = 0; node < order; node++) if (holds(node)) return true;
  return false;
}

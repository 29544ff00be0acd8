/**
 * What a scenario changes for one server: which contact is cut, in which direction, which stays but is hidden.
 *
 * With F the tie weights, V⁰ and V¹ who gets whose posts before and after, both 0 or 1:
 * loss = Σ F V⁰ (1 − V¹) / Σ F V⁰, over other servers only; hidden = Σ_{newly hidden} F V⁰ / Σ F V⁰ of what comes in;
 * cumulative loss = 1 − Σ F V¹ / Σ F over servers that answer; people = Σ A m V(in) V(out).
 * Contact that opens again (a lift, or on Mastodon a longer rule that overrides a shorter one) is a gain of its own
 * (gain.ts), and no negative loss.
 */

import { writeAnswerLimits } from './answer-limits.ts';
import { followsAfter } from './change.ts';
import { assessCommunities } from './community-loss.ts';
import { measureDirectly } from './direct-loss.ts';
import { countFor90, countTied } from './entries.ts';
import { assessGain } from './gain.ts';
import { mixEvidence } from './grade.ts';
import type { Graph } from './graph.ts';
import { type OwnCount, placeCounts } from './known-counts.ts';
import { assessLimitInstead } from './limit-instead.ts';
import { cumulativeLoss, estimateCumulative } from './loss.ts';
import { modelNoteOf } from './model-note.ts';
import { comparePortability } from './portability.ts';
import { writeCounts } from './report/counts-sentence.ts';
import { writeNeighbours } from './report/neighbour-sentence.ts';
import { writeImpactSentences } from './report/sentences.ts';
import { findResidual } from './residual.ts';
import { planScenario } from './scenario.ts';
import { assessSecondOrder } from './second-order.ts';
import { todayOf } from './today.ts';
import type { Impact, Scenario } from './types.ts';

export interface AssessOptions {
  /** Follows by server from the host's own database, which replace every estimate of its ties. */
  counts?: readonly OwnCount[];
}

/**
 * @returns shares 0-1, people as monthly active people, null for what is not known; nothing is known of a host that
 * did not answer on the last visit
 * @throws UserError for a host that was not seen, a name that is none, or a scenario that changes nothing
 */
export function assess(graph: Graph, scenario: Scenario, { counts }: AssessOptions = {}): Impact {
  const plan = planScenario(graph, scenario);
  const known = counts === undefined ? undefined : placeCounts(graph, plan.node, counts);
  const today = todayOf(graph, plan.node, known?.rows);
  const { change, ask, direct } = measureDirectly(graph, plan, today);
  const { entries } = direct;
  const { weights } = today;
  const follows = followsAfter(plan, change);
  const impact = {
    schema: 'faultline.impact/1' as const,
    snapshot: direct.snapshot,
    host: direct.host,
    scenario: direct.scenario,
    lossIn: direct.lossIn,
    lossOut: direct.lossOut,
    people: direct.people,
    hidden: direct.hidden,
    limitInstead: assessLimitInstead(ask, plan),
    gain: assessGain(ask, plan),
    cumulative: {
      lossIn: cumulativeLoss(ask, 'in'),
      lossOut: cumulativeLoss(ask, 'out'),
      estimateIn: estimateCumulative(ask, 'in'),
      estimateOut: estimateCumulative(ask, 'out'),
    },
    irreversible: follows === 'deleted',
    lists: plan.lists,
    entries,
    entryCounts: direct.entryCounts,
    entriesFor90: countFor90(entries),
    tied: countTied(plan, weights),
    touched: direct.touched,
    ...assessCommunities(graph, change, today),
    ...assessSecondOrder(graph, plan, change, weights),
    portability: comparePortability(graph, today, change),
    evidence: mixEvidence(today.works, weights.evidence),
    model: modelNoteOf(graph),
    coverage: direct.coverage,
  };
  const written = writeImpactSentences(graph, impact, {
    answers: graph.live[plan.node] === 1,
    follows,
    broughtCounts: known !== undefined,
    residual: findResidual(graph, change),
  });
  return {
    ...impact,
    limits: [
      writeNeighbours(impact.host, impact.coverage),
      ...(known === undefined ? [] : [writeCounts(known)]),
      ...writeAnswerLimits(graph),
    ],
    ...written,
  };
}

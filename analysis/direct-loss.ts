/**
 * What a scenario takes from one server directly: ties that are cut or hidden, people out of reach, entry by entry. It hangs
 * on the server's own row alone, so that it is told in milliseconds where the whole answer walks the rows of all that is cut.
 */
import { applyPlan, type Change } from './change.ts';
import { assessEntries, countByStatus } from './entries.ts';
import { type Graph, hostOf } from './graph.ts';
import { estimateHidden, estimateLoss, type Question } from './loss.ts';
import { countPeople } from './people.ts';
import { type Plan, planScenario } from './scenario.ts';
import { type Today, todayOf } from './today.ts';
import { listTouched } from './touched.ts';
import type { DirectLoss, Scenario } from './types.ts';

/** @returns the figures of `assess` of the same names @throws UserError as `assess` does */
export function assessDirectly(graph: Graph, scenario: Scenario): DirectLoss {
  const plan = planScenario(graph, scenario);
  return measureDirectly(graph, plan, todayOf(graph, plan.node)).direct;
}

export interface Measured {
  change: Change;
  ask: Question;
  direct: DirectLoss;
}

/** @param today of the server of the plan */
export function measureDirectly(graph: Graph, plan: Plan, today: Today): Measured {
  const change = applyPlan(graph, plan, today);
  const named =
    plan.closedTo !== undefined || plan.entries.some(({ nodes, namesHost }) => nodes.length > 0 || namesHost);
  const ask = { graph, today, change, known: named && graph.live[plan.node] === 1 };
  const entries = assessEntries(graph, plan, today);
  const direct = {
    schema: 'faultline.direct-loss/1' as const,
    snapshot: graph.ref,
    host: hostOf(graph, plan.node),
    scenario: plan.scenario,
    lossIn: estimateLoss(ask, 'in'),
    lossOut: estimateLoss(ask, 'out'),
    people: countPeople(graph, change, today, ask.known),
    hidden: estimateHidden(ask),
    entries,
    entryCounts: countByStatus(entries),
    touched: listTouched(graph, change),
    coverage: today.coverage,
  };
  return { change, ask, direct };
}

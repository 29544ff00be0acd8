/** The milder way: the same question, with a limit wherever the host itself would block. */
import type { RuleText } from '../data/types.ts';
import { applyPlan } from './change.ts';
import { cutEitherWay } from './effects.ts';
import type { Graph } from './graph.ts';
import { estimateHidden, estimateLoss, type Question } from './loss.ts';
import { type PlannedEntry, planRule } from './planned-entry.ts';
import { ruleFor, vocabularyOf } from './rules.ts';
import type { Plan } from './scenario.ts';
import type { Impact } from './types.ts';

/** @returns null where the host blocks nothing, or runs software that cannot limit without cutting */
export function assessLimitInstead(ask: Question, plan: Plan): Impact['limitInstead'] {
  const milder = limitInstead(ask.graph, plan);
  if (milder === null) return null;
  const answer: Question = { ...ask, change: applyPlan(ask.graph, milder, ask.today) };
  return {
    lossIn: estimateLoss(answer, 'in'),
    lossOut: estimateLoss(answer, 'out'),
    hidden: estimateHidden(answer),
  };
}

function limitInstead(graph: Graph, plan: Plan): Plan | null {
  const { limit } = vocabularyOf(graph.snapshot.hosts[plan.node]!.software);
  if (limit === null || !plan.entries.some(isBlock)) return null;
  const rule = ruleFor(graph.snapshot.hosts[plan.node]!.software, limit);
  const entries = plan.entries.map((entry) => {
    if (!isBlock(entry)) return entry;
    if (entry.rule.matching === rule.matching) return { ...entry, action: limit, rule };
    // A rule of the host has the text of a rule.
    return planRule(graph, plan.node, entry.target as RuleText, limit);
  });
  return { ...plan, entries };
}

function isBlock({ side, rule, lifted }: PlannedEntry): boolean {
  return side === 'ours' && lifted === null && (rule.effect & cutEitherWay) !== 0;
}

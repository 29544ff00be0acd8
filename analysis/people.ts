/** People elsewhere in two-way reach of one server, before and after. */
import type { Change } from './change.ts';
import type { Graph } from './graph.ts';
import { measureShares } from './shares.ts';
import type { Impact } from './types.ts';
import type { Weights } from './weights.ts';

/**
 * Σ A m over servers with contact both ways. `lost` counts only what goes: servers that open again come on top of
 * `after`.
 * @param known whether the scenario names anything known
 */
export function countPeople(
  graph: Graph,
  { contactBefore, contactAfter }: Change,
  weights: Weights,
  known: boolean,
): Impact['people'] {
  const { people, mask } = weights;
  const reach = new Float64Array(graph.order);
  const gone: number[] = [];
  let opened = 0;
  let lostUnsized = 0;
  for (let node = 0; node < graph.order; node++) {
    const was = contactBefore.in[node]! * contactBefore.out[node]!;
    const is = contactAfter.in[node]! * contactAfter.out[node]!;
    reach[node] = people[node]! * was;
    opened += people[node]! * (1 - was) * is;
    if (was > is) gone.push(node);
    if (was > is && mask[node]! > 0 && Number.isNaN(graph.audience.people[node]!)) lostUnsized++;
  }
  const before = reach.reduce((sum, value) => sum + value, 0);
  const lost = gone.reduce((sum, node) => sum + reach[node]!, 0);
  const nothing = { after: null, lost: null, lostLow: null, lostHigh: null, grade: null, lostUnsized };
  if (before === 0) return { before: null, ...nothing };
  const rounded = Math.round(before);
  if (!known || (lostUnsized > 0 && lost === 0)) return { before: rounded, ...nothing };
  const { low, high, grade } = measureShares(graph, weights, reach, 'people').of(gone);
  const kept = before - lost;
  return {
    before: rounded,
    after: Math.round(kept + opened),
    lost: rounded - Math.round(kept),
    lostLow: low === null ? null : Math.floor(low * before),
    lostHigh: high === null ? null : Math.ceil(high * before),
    grade,
    lostUnsized,
  };
}

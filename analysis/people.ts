/** People elsewhere in two-way reach of one server, before and after. */
import type { Change } from './change.ts';
import { interval90 } from './draws.ts';
import type { Graph } from './graph.ts';
import { measureShares } from './shares.ts';
import { sum } from './sum.ts';
import { perToday, type Today } from './today.ts';
import type { Impact } from './types.ts';

/**
 * Σ A m over servers with contact both ways. `lost` counts only what goes: servers that open again come on top of
 * `after`.
 * @param known whether the scenario names anything known
 */
export function countPeople(
  graph: Graph,
  { contactBefore, contactAfter }: Change,
  today: Today,
  known: boolean,
): Impact['people'] {
  const { people, mask } = today.weights;
  const { reach, before, bounds, shares } = reachToday(graph, today);
  const gone: number[] = [];
  let opened = 0;
  let lostUnsized = 0;
  for (let node = 0; node < graph.order; node++) {
    const was = contactBefore.in[node]! * contactBefore.out[node]!;
    const is = contactAfter.in[node]! * contactAfter.out[node]!;
    opened += people[node]! * (1 - was) * is;
    if (was > is) gone.push(node);
    if (was > is && mask[node]! > 0 && Number.isNaN(graph.audience.people[node]!)) lostUnsized++;
  }
  const lost = gone.reduce((sum, node) => sum + reach[node]!, 0);
  const nothing = { after: null, lost: null, lostLow: null, lostHigh: null, grade: null, lostUnsized };
  if (before === 0) return { before: null, beforeLow: null, beforeHigh: null, ...nothing };
  const rounded = Math.round(before);
  const between = {
    beforeLow: Math.min(rounded, Math.round(bounds.low)),
    beforeHigh: Math.max(rounded, Math.round(bounds.high)),
  };
  if (!known || (lostUnsized > 0 && lost === 0)) return { before: rounded, ...between, ...nothing };
  const { low, high, grade } = shares.of(gone);
  const kept = before - lost;
  return {
    before: rounded,
    ...between,
    after: Math.round(kept + opened),
    lost: rounded - Math.round(kept),
    lostLow: low === null ? null : Math.floor(low * before),
    lostHigh: high === null ? null : Math.ceil(high * before),
    grade,
    lostUnsized,
  };
}

/** People in two-way reach by server, and in all. */
const reachToday = perToday((graph, { weights, contact }) => {
  const reach = weights.people.map((people, node) => people * contact.in[node]! * contact.out[node]!);
  const before = sum(reach);
  const shares = measureShares(graph, weights, reach, 'people');
  return { reach, before, bounds: interval90(shares.drawBase()), shares };
});

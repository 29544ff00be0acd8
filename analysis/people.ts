/** People elsewhere in two-way reach of one server, before and after. */
import type { Change } from './change.ts';
import type { Graph } from './graph.ts';
import type { Impact } from './types.ts';
import type { Weights } from './weights.ts';

/**
 * Σ A m over servers with contact both ways. `lost` counts only what goes: servers that open again come on top of
 * `after`.
 * @param known whether the scenario names anything known
 */
export function countPeople(
  { audience, order }: Graph,
  { contactBefore, contactAfter }: Change,
  { people, mask }: Weights,
  known: boolean,
): Impact['people'] {
  let before = 0;
  let kept = 0;
  let opened = 0;
  let lostUnsized = 0;
  let sized = false;
  for (let node = 0; node < order; node++) {
    const was = contactBefore.in[node]! * contactBefore.out[node]!;
    const is = contactAfter.in[node]! * contactAfter.out[node]!;
    before += people[node]! * was;
    kept += people[node]! * was * is;
    opened += people[node]! * (1 - was) * is;
    sized ||= was === 1 && people[node]! > 0;
    if (was > is && mask[node]! > 0 && Number.isNaN(audience.people[node]!)) lostUnsized++;
  }
  if (!sized) return { before: null, after: null, lost: null, lostUnsized };
  const rounded = Math.round(before);
  if (!known || (lostUnsized > 0 && before === kept)) return { before: rounded, after: null, lost: null, lostUnsized };
  return { before: rounded, after: Math.round(kept + opened), lost: rounded - Math.round(kept), lostUnsized };
}

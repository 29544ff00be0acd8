/** What is added up over ties: people, and how many servers they are on; one number a server for each. */
import type { Graph } from './graph.ts';
import { mayShowPair } from './report/few-people.ts';

export const tieMeasures = ['people', 'servers', 'unsized', 'few'] as const;
type TieMeasure = (typeof tieMeasures)[number];

/**
 * people: monthly active people · servers: that answer · unsized: of them, whose size is not known · few: of them, with so
 * few people, or none known, that a figure about one of them is not shown.
 */
export type TieSums = Record<TieMeasure, Float64Array>;

/** What each server weighs in each sum; a server that does not answer weighs nothing. */
export function tieWeights({ audience, live, order }: Graph): TieSums {
  const weights = eachMeasure(() => new Float64Array(order));
  for (let node = 0; node < order; node++) {
    if (live[node] === 0) continue;
    const people = audience.people[node]!;
    const isKnown = !Number.isNaN(people);
    weights.people[node] = isKnown ? people : 0;
    weights.servers[node] = 1;
    weights.unsized[node] = isKnown ? 0 : 1;
    weights.few[node] = mayShowPair([isKnown ? Math.round(people) : null]) ? 0 : 1;
  }
  return weights;
}

export function eachMeasure(sums: (measure: TieMeasure) => Float64Array): TieSums {
  return { people: sums('people'), servers: sums('servers'), unsized: sums('unsized'), few: sums('few') };
}

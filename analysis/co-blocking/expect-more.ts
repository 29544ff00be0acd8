/**
 * How many servers more would be expected to cut a target, if the host's block of it were counted:
 * Ê = Σ_k [ P(k | the host's block counted) − P(k) ], over the servers k whose list the host's resembles.
 * The same differences, weighed by the follows from k to the target, are the follower reach at risk.
 *
 * An upper end and no effect: where all lists grow from shared ones alone, the difference is there and the effect is 0.
 */
import { cutEitherWay } from '../effects.ts';
import { linearPredictor, logistic } from '../kernels/ridge-logistic.ts';
import { pushOut, standingOf } from '../visibility.ts';
import { weighTies } from '../weights.ts';
import { featureCount, outlookOf, writeFeatures } from './features.ts';
import type { CoBlockModel } from './fit.ts';
import type { ListTable } from './list-table.ts';

export interface Differences {
  /** The servers k, ascending. */
  sources: readonly number[];
  targets: readonly number[];
  /** P(k | counted) − P(k), a row a target, a column a source; 0 where the source cuts the target already. */
  differences: Float64Array;
}

/** @returns the publishers, without the host, that have the host among their nearest lists, ascending */
function similarTo({ publishers, nearest: { k, partners } }: ListTable, host: number): number[] {
  const isNear = (source: number) => partners.subarray(source * k, (source + 1) * k).includes(host);
  return [...publishers].filter((source) => source !== host && isNear(source));
}

/** O(sources · (order + targets)) */
export function compareChances(
  table: ListTable,
  { coefficients }: CoBlockModel,
  host: number,
  targets: readonly number[],
): Differences {
  const sources = similarTo(table, host);
  const differences = new Float64Array(sources.length * targets.length);
  const mayCut = targets.map((target) => {
    const { effect } = table.graph.policies.rulesOn(target);
    return Uint8Array.from(sources, (source) => (source !== target && (effect[source]! & cutEitherWay) === 0 ? 1 : 0));
  });
  const features = new Float64Array(2 * featureCount);
  const chance = (row: number) => logistic(linearPredictor({ features, width: featureCount }, coefficients, row));
  sources.forEach((source, column) => {
    const outlook = outlookOf(table, source);
    targets.forEach((target, row) => {
      if (mayCut[row]![column] === 0) return;
      writeFeatures(table, outlook, target, features, 0);
      writeFeatures(table, outlook, target, features, featureCount, host);
      differences[row * sources.length + column] = chance(1) - chance(0);
    });
  });
  return { sources, targets, differences };
}

/** @returns Ê for each target */
export function sumDifferences({ sources, targets, differences }: Differences): number[] {
  return targets.map((_, row) =>
    differences.subarray(row * sources.length, (row + 1) * sources.length).reduce((sum, value) => sum + value, 0),
  );
}

/** @returns Σ_k ΔP_k F(k→target) / R_out(target) of today for the target in this row; null where no reach is known */
export function shareAtRisk(
  { graph }: ListTable,
  { sources, targets, differences }: Differences,
  row: number,
): number | null {
  const target = targets[row]!;
  const standing = standingOf(graph, target);
  const { out } = weighTies(graph, target);
  let reach = 0;
  for (let node = 0; node < graph.order; node++) reach += out[node]! * pushOut(graph, standing, node);
  if (reach === 0) return null;
  let lost = 0;
  sources.forEach((source, column) => {
    lost += differences[row * sources.length + column]! * out[source]! * pushOut(graph, standing, source);
  });
  return lost / reach;
}

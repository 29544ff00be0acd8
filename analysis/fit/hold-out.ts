/**
 * Whether knowing the popularity of single servers helps to tell the follows of servers nobody has seen: judged on the
 * speakers of a language whose counts were left out. Popular among those who publish counts is not popular everywhere.
 */
import { type FollowModel, followsIfTied } from '../follows.ts';
import type { Graph } from '../graph.ts';
import { append } from '../multimap.ts';
import { sum } from '../sum.ts';
import { fitFollows } from './fit-follows.ts';
import type { CalibrationPairs } from './pairs.ts';

/** Languages left out in turn, the most spoken first. */
const mostFolds = 4;

export function popularityHelps(graph: Graph, pairs: CalibrationPairs, language: Int8Array): boolean {
  const folds = foldByLanguage(language, pairs.servers);
  // With a single language there is nobody to ask.
  if (folds.length < 2) return false;
  let [bare, popular] = [0, 0];
  for (const fold of folds.slice(0, mostFolds)) {
    const uses = (server: number) => !fold.has(server);
    bare += errorOn(pairs, fold, fitFollows(graph, pairs, { popularity: false, language, uses }));
    popular += errorOn(pairs, fold, fitFollows(graph, pairs, { popularity: true, language, uses }));
  }
  return popular < bare;
}

/** @returns the servers of each language, the language of most servers first */
export function foldByLanguage(language: Int8Array, servers: readonly number[]): Set<number>[] {
  const byLanguage = new Map<number, number[]>();
  for (const server of servers) append(byLanguage, language[server]!, server);
  return [...byLanguage]
    .sort((a, b) => b[1].length - a[1].length || a[0] - b[0])
    .map(([, members]) => new Set(members));
}

/** Sum over servers and directions of the total variation distance between shares as counted and as told. */
function errorOn(pairs: CalibrationPairs, fold: ReadonlySet<number>, model: FollowModel): number {
  let error = 0;
  pairs.servers.forEach((server, at) => {
    if (!fold.has(server)) return;
    for (const direction of ['in', 'out'] as const) {
      const { counted, told } = rowOf(pairs, at, model, direction);
      error += distance(counted, told);
    }
  });
  return error;
}

/** The row of one calibration server, as counted and as a model tells it. */
export function rowOf(
  { servers, offsets, other, evidence, mask, out, in: back }: CalibrationPairs,
  at: number,
  model: FollowModel,
  direction: 'in' | 'out',
): { nodes: Uint32Array; counted: Float64Array; told: Float64Array; mask: Float64Array } {
  const server = servers[at]!;
  const [from, to] = [offsets[at]!, offsets[at + 1]!];
  const nodes = other.subarray(from, to);
  const told = Float64Array.from(nodes, (node, position) => {
    const tie = from + position;
    const [reader, author] = direction === 'in' ? [server, node] : [node, server];
    return followsIfTied(model, reader, author, evidence[tie]!) * mask[tie]!;
  });
  // What people on the server follow comes in; what others follow of it goes out.
  const counted = (direction === 'in' ? out : back).subarray(from, to);
  return { nodes, counted, told, mask: mask.subarray(from, to) };
}

function distance(counted: Float64Array, told: Float64Array): number {
  const [all, guessed] = [sum(counted), sum(told)];
  if (all === 0 || guessed === 0) return 0;
  return counted.reduce((total, value, at) => total + Math.abs(value / all - told[at]! / guessed), 0) / 2;
}

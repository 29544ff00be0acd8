/**
 * How far ties scatter around the model: the smallest dispersions with which the intervals hold enough of what left-out
 * servers publish. Asked are the questions people ask: one partner, a random list, a circle, a language. The first two are
 * about single ties, the others about ties of one kind, which a model misjudges together. Each fold's servers are
 * predicted by a model that has not seen their counts.
 */
import { seededRandom } from '../../data/random.ts';
import { drawsIn, drawsOut, sumDraws } from '../draws.ts';
import type { FollowModel } from '../follows.ts';
import type { Graph } from '../graph.ts';
import { drawnInterval, relativeVariance, varianceOfSize } from '../intervals.ts';
import { sum } from '../sum.ts';
import { kindsOf } from '../tie-kinds.ts';
import { rowOf } from './hold-out.ts';
import type { CalibrationPairs } from './pairs.ts';

export interface Scatter {
  /** c of single ties. */
  tie: number;
  /** Relative variance that all ties of a kind share. */
  kind: number;
}

/** By direction; `covered`: the share of left-out answers the intervals then held, null where nothing was left out. */
export interface Dispersion {
  in: Scatter;
  out: Scatter;
  covered: { in: number; out: number } | null;
}

const tieCandidates = [0.3, 0.6, 1, 1.5, 2.2, 3.2, 4.5] as const;
const kindCandidates = [0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8] as const;
/** More than the 90 % that are promised: servers that publish counts resemble each other more than they do others. */
const wantedCoverage = 0.97;
export const foldCount = 4;
/** Servers that are asked; more change nothing and take time. */
const mostServers = 48;

/** Without counts to compare with: the largest there is, because plain weights know nothing of languages. */
const widest: Scatter = { tie: tieCandidates.at(-1)!, kind: kindCandidates.at(-1)! };
export const uncalibrated: Dispersion = { in: widest, out: widest, covered: null };

interface Question {
  nodes: Uint32Array;
  told: Float64Array;
  mask: Float64Array;
  kind: Uint8Array;
  sets: AskedSet[];
}

interface AskedSet {
  /** Positions in `nodes`. */
  positions: number[];
  /** Share of the set in what was counted. */
  truth: number;
  about: 'tie' | 'list' | 'kind';
}

/** @param fitWithout the model without the counts of these servers */
export function calibrateDispersion(
  graph: Graph,
  pairs: CalibrationPairs,
  language: Int8Array,
  fitWithout: (servers: ReadonlySet<number>) => FollowModel,
): Dispersion {
  const asked: Record<'in' | 'out', Question[]> = { in: [], out: [] };
  const step = Math.max(1, Math.ceil(pairs.servers.length / mostServers));
  for (let fold = 0; fold < foldCount; fold++) {
    const isOut = (at: number) => at % foldCount === fold;
    const model = fitWithout(new Set(pairs.servers.filter((_, at) => isOut(at))));
    pairs.servers.forEach((_, at) => {
      if (!isOut(at) || Math.floor(at / foldCount) % step !== 0) return;
      for (const direction of ['in', 'out'] as const) {
        const question = pose(graph, pairs, at, language, model, direction);
        if (question !== undefined) asked[direction].push(question);
      }
    });
  }
  if (asked.in.length === 0 || asked.out.length === 0) return uncalibrated;
  const [into, out] = [choose(graph, asked.in, drawsIn), choose(graph, asked.out, drawsOut)];
  return { in: into.scatter, out: out.scatter, covered: { in: into.covered, out: out.covered } };
}

function choose(graph: Graph, questions: readonly Question[], set: number): { scatter: Scatter; covered: number } {
  const holds = (scatter: Scatter, about?: AskedSet['about']) => coverageWith(graph, questions, scatter, set, about);
  const isWide = (scatter: Scatter, about: AskedSet['about']) => holds(scatter, about) >= wantedCoverage;
  const tie =
    tieCandidates.find((c) => isWide({ tie: c, kind: 0 }, 'tie') && isWide({ tie: c, kind: 0 }, 'list')) ?? widest.tie;
  const kind = kindCandidates.find((c) => isWide({ tie, kind: c }, 'kind')) ?? widest.kind;
  return { scatter: { tie, kind }, covered: holds({ tie, kind }) };
}

function coverageWith(
  graph: Graph,
  questions: readonly Question[],
  { tie, kind: kindVariance }: Scatter,
  set: number,
  about?: AskedSet['about'],
): number {
  const { sigma } = graph.audience;
  let held = 0;
  let asked = 0;
  for (const { nodes, told, mask, kind, sets } of questions) {
    const relative = told.map((mu, at) =>
      mu === 0 ? 0 : relativeVariance(mu, varianceOfSize(sigma[nodes[at]!]!), mask[at]!, tie),
    );
    const whole = sum(told);
    const wholeDraws = sumDraws(graph.draws, { nodes, weight: told, relative, kind, kindVariance }, set);
    for (const { positions, truth, about: topic } of sets) {
      if (about !== undefined && topic !== about) continue;
      const pick = (values: ArrayLike<number>) => positions.map((at) => values[at]!);
      const weight = pick(told);
      const ties = { nodes: pick(nodes), weight, relative: pick(relative), kind: pick(kind), kindVariance };
      const partDraws = sumDraws(graph.draws, ties, set);
      const part = sum(weight);
      const { low, high } = drawnInterval({ part, whole, partDraws, wholeDraws, ties: positions.length });
      if (low === null || high === null) continue;
      asked++;
      if (low <= truth && truth <= high) held++;
    }
  }
  return asked === 0 ? 1 : held / asked;
}

/** Fewer counted follows make no share. */
const fewestFollows = 30;
const fewestTies = 20;

function pose(
  graph: Graph,
  pairs: CalibrationPairs,
  at: number,
  language: Int8Array,
  model: FollowModel,
  direction: 'in' | 'out',
): Question | undefined {
  const { nodes, counted, told, mask } = rowOf(pairs, at, model, direction);
  const whole = sum(counted);
  if (whole < fewestFollows || nodes.length < fewestTies) return undefined;
  const random = seededRandom(at + 1);
  const positions = Array.from(nodes, (_, position) => position);
  const byWeight = [...positions].sort((a, b) => told[b]! - told[a]! || a - b);
  const kinds = kindsOf(graph, language, pairs.servers[at]!);
  const kind = Uint8Array.from(nodes, (node) => kinds[node]!);
  const one = (from: number, to: number) => [byWeight[Math.floor((from + (to - from) * random()) * byWeight.length)]!];
  const some = (share: number) => positions.filter(() => random() < share);
  const set = (about: AskedSet['about'], members: number[]): AskedSet[] =>
    members.length === 0 || members.length === positions.length
      ? []
      : [{ about, positions: members, truth: members.reduce((sum, member) => sum + counted[member]!, 0) / whole }];
  const sets = [
    ...set('tie', one(0, 0.02)),
    ...set('tie', one(0, 0.1)),
    ...set('tie', one(0.1, 0.4)),
    ...[0.1, 0.1, 0.03, 0.03].flatMap((share) => set('list', some(share))),
    ...[...new Set(kind)].sort().flatMap((own) =>
      set(
        'kind',
        positions.filter((position) => kind[position] === own),
      ),
    ),
  ];
  return { nodes, told, mask, kind, sets };
}

/** One world questioned: every answer beside the truth. */
import { type Direction, directions, fewestFollows } from '../../analysis/checks/counted-rows.ts';
import { caughtByLargest, overlapOfLargest, spearman } from '../../analysis/checks/ranks.ts';
import { buildGraph, type Graph } from '../../analysis/graph.ts';
import { assess } from '../../analysis/impact.ts';
import { weighTies } from '../../analysis/weights.ts';
import { seededRandom } from '../../data/random.ts';
import type { World } from '../../data/world/types.ts';
import { askedServers } from './asked-servers.ts';
import { type Estimator, estimatorsOf } from './estimators.ts';
import type { HeldWorld } from './held-world.ts';
import { followsOfKin } from './kin.ts';
import type { Judged, JudgedReach, JudgedRow, PerEstimator, WorldPlan, WorldResult } from './plan.ts';
import { type Planted, plantedShare } from './planted.ts';
import { plantedReach } from './planted-reach.ts';
import { listToReview, type Question, questionsFor } from './questions.ts';

const listLength = 100;
const reviewed = 10;
const topPartners = 20;

export async function judgeWorld({ world, snapshot }: HeldWorld, plan: WorldPlan): Promise<WorldResult> {
  const graph = buildGraph(snapshot);
  const estimators = estimatorsOf(snapshot);
  const random = seededRandom(plan.seed);
  const reachOf = plantedReach(world, graph);
  const result: WorldResult = {
    plan,
    asked: 0,
    publishing: new Set(snapshot.counts.map(({ source }) => source)).size,
    questions: [],
    rows: [],
    reach: [],
  };
  for (const planted of askedServers(graph, world, plan.asked)) {
    result.asked++;
    for (const question of questionsFor(graph, world, planted, random)) {
      const { judged, reach } = ask(graph, estimators, planted, question, reachOf);
      result.questions.push(...judged);
      result.reach.push(...reach);
    }
    const list = listToReview(graph, world, planted, listLength, random);
    result.rows.push(...judgeRows(world, graph, estimators, planted, list));
  }
  return result;
}

function ask(
  graph: Graph,
  estimators: readonly Estimator[],
  planted: Planted,
  { kind, block }: Question,
  reachOf: ReturnType<typeof plantedReach>,
): { judged: Judged[]; reach: JudgedReach[] } {
  const { host } = planted.server;
  const { touched } = assess(graph, { host, block });
  const cutTowards = (direction: Direction) =>
    touched
      .filter((other) => other.status === 'cut' && (other.direction === direction || other.direction === 'both'))
      .map((other) => graph.names.find(other.host)!);
  const cut = { in: cutTowards('in'), out: cutTowards('out') };
  const answers = estimators.map(({ name, answer }) => [name, answer(host, block, cut)] as const);
  const judged = directions
    .filter((direction) => cut[direction].length > 0 && planted.total[direction] >= fewestFollows)
    .map((direction): Judged => {
      const truth = plantedShare(planted, direction, cut[direction]);
      const given = answers.map(([name, answer]) => [name, answer[direction]]);
      return { kind, direction, truth, answers: Object.fromEntries(given) };
    });
  const full = answers.find(([name]) => name === 'full')![1];
  const truths = cut.in.length > 0 ? reachOf(planted.server, cut.in) : { threads: null, boosts: null };
  const reach = (['threads', 'boosts'] as const).flatMap((of): JudgedReach[] => {
    const truth = truths[of];
    const answer = full[of];
    return truth === null || answer === undefined ? [] : [{ of, truth, answer }];
  });
  return { judged, reach };
}

function judgeRows(
  world: World,
  graph: Graph,
  estimators: readonly Estimator[],
  planted: Planted,
  list: number[],
): JudgedRow[] {
  const kin = followsOfKin(world, graph, planted);
  const rows = estimators.map(({ name, row }) => [name, row(planted.node)] as const);
  const { mask } = weighTies(graph, planted.node);
  return directions
    .filter((direction) => planted.total[direction] >= fewestFollows)
    .map((direction) => {
      const contact = planted.contact[direction];
      const truth = planted.follows[direction];
      const tied = Array.from(mask, (_, node) => node).filter((node) => mask[node]! > 0 && contact[node] === 1);
      const at = (values: Float64Array, nodes: readonly number[]) =>
        nodes.map((node) => values[node]! * contact[node]!);
      const everyone = Array.from(mask, (_, node) => node);
      const judge = (
        nodes: readonly number[],
        measure: (truth: number[], estimate: number[]) => number | null,
      ): PerEstimator<number | null> => {
        const planted = at(truth, nodes);
        const measured = rows.map(([name, row]) => [name, measure(planted, at(row[direction], nodes))]);
        return Object.fromEntries(measured) as PerEstimator<number | null>;
      };
      return {
        direction,
        spearman: judge(tied, spearman),
        overlap: judge(everyone, (a, b) => overlapOfLargest(a, b, topPartners)),
        caught: judge(list, (a, b) => caughtByLargest(a, b, reviewed)),
        caughtByKin: caughtByLargest(at(truth, list), at(kin[direction], list), reviewed),
      };
    });
}

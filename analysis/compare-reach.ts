/** Whom people on one server can talk with, by community, and whom nobody on several servers can. */
import { communitiesOf } from './communities.ts';
import type { ComparedHost } from './comparison.ts';
import { countEffective } from './effective-count.ts';
import { gradeOf, lowerGrade } from './grade.ts';
import type { Graph } from './graph.ts';
import { addSums, between, type PeopleReach, type PeopleSums, sumPeople, toReach, toShare } from './people-reach.ts';
import { unknownShare } from './shares.ts';
import type { Grade } from './types.ts';
import { contactOf, type Standing, standingOf } from './visibility.ts';
import { type Weights, weighTies } from './weights.ts';

/** How the other servers look from one. */
export interface View {
  node: number;
  standing: Standing;
  weights: Weights;
  /** By node: the chance that people there and here can talk, 1 where a rule cuts contact, and people where none does. */
  chance: Float64Array;
  cut: Uint8Array;
  open: Float64Array;
}

export function viewFrom(graph: Graph, node: number): View {
  const weights = weighTies(graph, node);
  const standing = standingOf(graph, node);
  const contact = contactOf(graph, standing);
  const both = contact.in.map((arrives, other) => arrives * contact.out[other]!);
  return {
    node,
    standing,
    weights,
    chance: weights.mask.map((mask, other) => mask * both[other]!),
    cut: both.map((open) => 1 - open),
    open: graph.audience.people.map((people, other) => (Number.isNaN(people) ? 0 : people * both[other]!)),
  };
}

/** Over the other servers that answer; nothing is known of a server that does not answer itself. */
export function measureReach(
  graph: Graph,
  view: View,
): Pick<ComparedHost, 'reach' | 'cut' | 'communities' | 'effectiveCommunities'> {
  const answers = graph.live[view.node] === 1;
  const groups = groupOthers(graph, view.node);
  const sums = groups.map(({ nodes }) => sumPeople(graph, nodes, view.chance));
  const whole = addSums(sums);
  const cutNodes = groups.flatMap(({ nodes }) => nodes.filter((other) => view.cut[other] === 1));
  const cut = { ...sumPeople(graph, cutNodes, view.cut), all: whole.all, allDraws: whole.allDraws };
  const grade = gradeView(graph, view);
  return {
    reach: answers ? toReach(whole, grade) : unknownReach,
    cut: answers ? toReach(cut, grade) : unknownReach,
    communities: groups.map(({ id, name, size, nodes }, at) => ({
      id,
      name,
      size,
      reached: answers ? toShare(sums[at]!, gradeView(graph, view, nodes)) : unknownShare,
    })),
    effectiveCommunities: drawEffective(sums.filter((_, at) => groups[at]!.id !== -1)),
  };
}

/** The chance that none reaches a server, taking the ties of each for independent; not known while one is silent. */
export function reachOfNone(graph: Graph, views: readonly View[]): PeopleReach {
  if (views.some(({ node }) => graph.live[node] === 0)) return unknownReach;
  const chance = new Float64Array(graph.order).fill(1);
  for (const view of views) for (let other = 0; other < graph.order; other++) chance[other]! *= 1 - view.chance[other]!;
  const hosts = new Set(views.map(({ node }) => node));
  const others: number[] = [];
  for (let other = 0; other < graph.order; other++)
    if (graph.live[other] === 1 && !hosts.has(other)) others.push(other);
  const grades = views.map((view) => gradeView(graph, view, others));
  return toReach(sumPeople(graph, others, chance), grades.reduce(lowerGrade));
}

const unknownReach: PeopleReach = { ...unknownShare, people: null, unsized: 0 };

/** How well the ties with servers that no rule cuts are known. Sizes never are exact, so neither is the figure. */
function gradeView(graph: Graph, { open, weights }: View, nodes?: readonly number[]): Grade | null {
  const grade = gradeOf(graph, open, weights.evidence, nodes);
  return grade === null ? null : lowerGrade(grade, 'B');
}

interface Group {
  id: number;
  name: string;
  size: number;
  nodes: number[];
}

/** The other servers that answer, by community; those in none come last, with id -1. */
function groupOthers(graph: Graph, node: number): Group[] {
  const { of, list } = communitiesOf(graph);
  const groups = list.map(({ name, size }, id): Group => ({ id, name, size, nodes: [] }));
  const loose: Group = { id: -1, name: 'no community', size: 0, nodes: [] };
  for (let other = 0; other < graph.order; other++) {
    const group = groups[of[other]!] ?? loose;
    if (group === loose) loose.size++;
    if (other !== node && graph.live[other] === 1) group.nodes.push(other);
  }
  return loose.size === 0 ? groups : [...groups, loose];
}

/** Of communities, weighed by the people in reach. */
function drawEffective(sums: readonly PeopleSums[]): ComparedHost['effectiveCommunities'] {
  const inReach = sums.map((sum) => sum.inReach);
  const estimate = countEffective(inReach);
  if (estimate === null) return null;
  const drawn = sums[0]!.inReachDraws.map((_, draw) => countEffective(sums.map((sum) => sum.inReachDraws[draw]!)) ?? 1);
  return between(estimate, drawn);
}

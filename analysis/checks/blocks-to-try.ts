/**
 * Blocks that people ask about, tried on servers whose follows are counted: a large partner, one in the middle, a list as
 * it is passed round or declared, and a community.
 */
import { seededRandom } from '../../data/random.ts';
import { applyPlan } from '../change.ts';
import { communitiesOf } from '../communities.ts';
import { type Graph, hostOf } from '../graph.ts';
import { planScenario } from '../scenario.ts';
import type { Scenario } from '../types.ts';
import { type CountedRow, directions, type PerDirection } from './counted-rows.ts';

export const blockKinds = ['a large partner', 'a middling partner', 'a list', 'a community'] as const;
export type BlockKind = (typeof blockKinds)[number];

export type ListRows = readonly { target: string; action: string }[];

export interface TriedBlock {
  kind: BlockKind;
  /** Nodes from which posts stop, by direction. */
  cut: PerDirection<number[]>;
}

/** Large by people, which anybody can see: to pick the one with the most follows would be to pick what nobody could foresee. */
const largePartners = 10;
/** A list with fewer rows is no list that anybody would take over. */
const fewestRows = 10;

/**
 * @param imported lists to draw from; where there are none, lists that servers declare
 * @returns a function whose answers depend on the server alone: it may be asked about servers in any order
 */
export function blocksFor(graph: Graph, imported: readonly ListRows[]): (row: CountedRow) => TriedBlock[] {
  const long = imported.filter((rows) => rows.length >= fewestRows);
  const lists = long.length > 0 ? long.map((rows) => ({ owner: -1, rows })) : declaredLists(graph);
  const { list: communities, of: communityOf } = communitiesOf(graph);
  return (row) => {
    const random = seededRandom(row.node + 1);
    const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)];
    const follows = (node: number) => row.follows.in[node]! + row.follows.out[node]!;
    const people = (node: number) => graph.audience.people[node]! || 0;
    const partners = Array.from(row.follows.in, (_, node) => node)
      .filter((node) => follows(node) > 0)
      .sort((a, b) => follows(b) - follows(a) || a - b);
    if (partners.length === 0) return [];
    const large = [...partners].sort((a, b) => people(b) - people(a) || a - b).slice(0, largePartners);
    const third = Math.ceil(partners.length / 3);
    const middling = pick(partners.slice(third, 2 * third));
    const rows = pick(lists.filter(({ owner }) => owner !== row.node))?.rows ?? [];
    const community = communities[communityOf[pick(partners)!]!];
    const hostsOf = (nodes: readonly (number | undefined)[]) =>
      nodes.flatMap((node) => (node === undefined || node === row.node ? [] : [hostOf(graph, node)]));
    const scenarios: [BlockKind, Omit<Scenario, 'host'>][] = [
      ['a large partner', { block: hostsOf([pick(large)]) }],
      ['a middling partner', { block: hostsOf([middling]) }],
      ['a list', { blocklist: [...rows] }],
      ['a community', { block: hostsOf(community?.nodes ?? []) }],
    ];
    return scenarios
      .filter(([, { block = [], blocklist = [] }]) => block.length + blocklist.length > 0)
      .map(([kind, scenario]) => ({ kind, cut: cutBy(graph, { host: hostOf(graph, row.node), ...scenario }) }));
  };
}

function cutBy(graph: Graph, scenario: Scenario): PerDirection<number[]> {
  const { contactBefore, contactAfter } = applyPlan(graph, planScenario(graph, scenario));
  const cut: PerDirection<number[]> = { in: [], out: [] };
  for (const direction of directions) {
    for (let node = 0; node < graph.order; node++) {
      if (contactBefore[direction][node]! > contactAfter[direction][node]!) cut[direction].push(node);
    }
  }
  return cut;
}

function declaredLists({ policies, snapshot, order }: Graph): { owner: number; rows: ListRows }[] {
  const lists: { owner: number; rows: ListRows }[] = [];
  for (let owner = 0; owner < order; owner++) {
    const blocks = snapshot.blocks.slice(...policies.blockRange(owner));
    const rows = blocks.map(({ target, resolved, action }) => ({ target: resolved ?? target, action }));
    if (rows.length >= fewestRows) lists.push({ owner, rows });
  }
  return lists;
}
